import { Hono } from "hono";
import { Frame } from "./frame.tsx";
import type { Caught, Mailbox } from "./mailbox.ts";

const atOnce = 100;

/** /outbox: every letter as it was sent. The letter itself stands in a frame of its own where no script runs. */
export function outboxApp(mailbox: Mailbox): Hono {
  const app = new Hono();
  app.get("/", (c) =>
    c.html(<List letters={mailbox.list(atOnce, c.req.query("before"))} count={mailbox.count()} />),
  );
  app.get("/api", (c) =>
    c.json(
      mailbox.list(Math.min(Number(c.req.query("limit") ?? atOnce) || atOnce, 5000), c.req.query("before")),
    ),
  );
  app.get("/:id", (c) => {
    const letter = mailbox.get(c.req.param("id"));
    return letter
      ? c.html(<Letter letter={letter} wide={c.req.query("width") === "desktop"} />)
      : c.notFound();
  });
  app.get("/:id/html", (c) => {
    const letter = mailbox.get(c.req.param("id"));
    if (!letter) return c.notFound();
    return c.body(letter.html, 200, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'",
    });
  });
  return app;
}

const List = ({ letters, count }: { letters: Caught[]; count: number }) => (
  <Frame title="Outbox">
    <p class="hint">
      {count === 1 ? "One letter was sent." : `${count} letters were sent.`} None of them left this machine.
    </p>
    <p>
      <a href="/console">Console</a> · <a href="/clock">Clock</a>
    </p>
    <ul>
      {letters.map((letter) => (
        <li>
          <a href={`/outbox/${letter.id}`}>
            <bdi>{letter.subject}</bdi>
          </a>
          <div class="hint">
            to <bdi>{letter.to.join(", ")}</bdi> · {moment(letter.at)} · {languageOf(letter)}
          </div>
        </li>
      ))}
    </ul>
    {letters.length === atOnce && <a href={`/outbox?before=${letters.at(-1)!.id}`}>Older letters</a>}
  </Frame>
);

const Letter = ({ letter, wide }: { letter: Caught; wide: boolean }) => (
  <Frame title={letter.subject}>
    <p class="hint">
      from <bdi>{letter.from}</bdi> to <bdi>{letter.to.join(", ")}</bdi> · {moment(letter.at)} ·{" "}
      {languageOf(letter)}
    </p>
    <p class="row">
      <a href={`/outbox/${letter.id}`}>Phone</a>
      <a href={`/outbox/${letter.id}?width=desktop`}>Desktop</a>
      <a href={`/outbox/${letter.id}/html`}>Alone</a>
      <a href="/outbox">All letters</a>
    </p>
    <iframe
      class={wide ? "letter wide" : "letter"}
      src={`/outbox/${letter.id}/html`}
      title="The letter"
      sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
    />
    <h2>Text</h2>
    <pre dir="auto">{letter.text}</pre>
    <h2>Headers</h2>
    <pre>
      {Object.entries({ "reply-to": letter.replyTo, "idempotency-key": letter.key, ...letter.headers }).map(
        ([name, value]) => `${name}: ${value}\n`,
      )}
    </pre>
  </Frame>
);

const moment = (at: string): string => `${at.slice(0, 16).replace("T", ", ")} UTC`;

const languageOf = ({ html }: Caught): string =>
  /<html[^>]*\slang="([^"]+)"/.exec(html)?.[1] ?? "no language";
