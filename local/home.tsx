import { type Context, Hono } from "hono";
import { Frame, localStyle } from "./frame.tsx";

const places = [
  {
    href: "/console",
    name: "Console",
    words: "The coordinator's day: what needs me, who is where, why something happened, what comes next.",
  },
  {
    href: "/outbox",
    name: "Outbox",
    words: "Every letter as it was sent. Follow a link as the person who got it.",
  },
  { href: "/clock", name: "Clock", words: "Let a day or a week pass and watch what happens." },
];

/** For an address that leads nowhere. */
export const nowhere = (c: Context) =>
  c.html(
    <Frame title="There is no such page">
      <p>The address may not be whole.</p>
      <p>
        <a href="/">All pages of this machine</a>
      </p>
    </Frame>,
    404,
  );

export function homeApp(): Hono {
  const app = new Hono();
  app.get("/local.css", (c) => c.body(localStyle, 200, { "content-type": "text/css; charset=utf-8" }));
  app.get("/", (c) =>
    c.html(
      <Frame title="Waymark on this machine">
        <p class="hint">Everyone in here is invented, and no letter leaves this machine.</p>
        <ul>
          {places.map(({ href, name, words }) => (
            <li>
              <strong>
                <a href={href}>{name}</a>
              </strong>
              {words}
            </li>
          ))}
        </ul>
      </Frame>,
    ),
  );
  return app;
}
