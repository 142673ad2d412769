import { raw } from "hono/html";
import { renderSVG } from "uqr";
import { appAddress } from "../app-codes.ts";
import { Door } from "./entrance.tsx";

/** `sealed` comes back with the first code. */
interface Offer {
  name: string;
  secret: string;
  sealed: string;
}

/** The square is drawn here: nothing of it leaves for anybody's server. */
export function enroll({ name, secret, sealed }: Offer, wrong = false) {
  const address = appAddress(name, secret);
  return (
    <Door title="One more proof that it is you" error={wrong}>
      <p class="lead">
        You see what people told us in confidence, so your mailbox alone is not enough. Any app for six-digit
        codes will do, such as the one that your telephone brings along.
      </p>
      <form class="card" method="post" action="/console/second">
        <h2>1. Let the app read this square</h2>
        <div class="square" role="img" aria-label="A square for your app; the same stands below in letters">
          {raw(renderSVG(address, { border: 2 }))}
        </div>
        <p>
          On this telephone: <a href={address}>open the app</a>. Or type: <code>{spaced(secret)}</code>
        </p>
        <h2>2. Write the six digits that it shows</h2>
        <input type="hidden" name="offer" value={sealed} />
        <Code label="Six digits" wrong={wrong} />
        <button class="button" type="submit">
          Go on
        </button>
      </form>
    </Door>
  );
}

export const askForCode = (wrong = false) => (
  <Door title="The six digits of your app" error={wrong}>
    <form method="post" action="/console/second">
      <Code label="Six digits, or one of your codes on paper" wrong={wrong} />
      <div class="buttons">
        <button class="button" type="submit">
          Come in
        </button>
      </div>
    </form>
    <p class="hint">
      Neither the telephone nor the paper at hand? Whoever manages the staff of your console can let you set
      up a new app.
    </p>
  </Door>
);

/** Shown once. */
export const enrolled = (codes: readonly string[]) => (
  <Door title="It is set up">
    <p class="lead">
      For the day on which your telephone is gone: print these codes, or write them down, and keep them apart
      from it. Each lets you in once. They are not shown again.
    </p>
    <ul class="card">
      {codes.map((code) => (
        <li>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <div class="buttons">
      <a class="button" href="/console">
        I have them; to the console
      </a>
    </div>
  </Door>
);

const Code = ({ label, wrong }: { label: string; wrong: boolean }) => (
  <div class={wrong ? "question wrong" : "question"}>
    <label for="code">{label}</label>
    {wrong && (
      <span class="wrong-words" id="code-error" role="alert">
        That code is not right, or it was used already. Wait for the next one, and look at the clock of your
        telephone.
      </span>
    )}
    <input
      id="code"
      name="code"
      inputmode="text"
      autocomplete="one-time-code"
      required
      maxlength={60}
      aria-describedby={wrong ? "code-error" : undefined}
    />
  </div>
);

const spaced = (secret: string): string => secret.match(/.{1,4}/g)!.join(" ");
