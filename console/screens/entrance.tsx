import { raw } from "hono/html";
import type { Child } from "hono/jsx";

/** One button, and nothing that happens before it is pressed. */
export const entrance = (name?: string) => (
  <Door title="Coordinators' console">
    <p class="lead">
      {name === undefined
        ? "Press the button to come in. It works once, within ten minutes, and only in the browser in which you asked for the letter."
        : `Press the button to come in as ${name}. This address works once.`}
    </p>
    <form method="post">
      <button class="button" type="submit">
        Come in
      </button>
    </form>
  </Door>
);

export const entranceClosed = () => (
  <Door title="Coordinators' console">
    <p class="lead">
      This address does not let you in: it works once, within ten minutes, and only in the browser in which it
      was asked for.
    </p>
    <div class="buttons">
      <a class="button" href="/console/login/letter">
        Get a new letter
      </a>
    </div>
  </Door>
);

/** `wrong` is what was typed and is no address. */
export const askForLetter = (wrong?: string) => (
  <Door title="Coordinators' console" error={wrong !== undefined}>
    <p class="lead">
      Write your address. You get a letter with a link that lets this browser in. Whoever comes for the first
      time needs an invitation from whoever runs Waymark for you.
    </p>
    <form method="post" action="/console/login/letter">
      <div class={wrong === undefined ? "question" : "question wrong"}>
        <label for="email">Email address</label>
        {wrong !== undefined && (
          <span class="wrong-words" id="email-error" role="alert">
            Write a whole address, such as aino@example.org
          </span>
        )}
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          required
          maxlength={254}
          value={wrong}
          aria-describedby={wrong === undefined ? undefined : "email-error"}
        />
      </div>
      <button class="button" type="submit">
        Send me the letter
      </button>
    </form>
  </Door>
);

/** The same for every address. */
export const letterAsked = (email: string) => (
  <Door title="Look into your mail">
    <p class="lead">
      If <bdi>{email}</bdi> belongs to somebody who may come in, a letter is on its way there. Open its link
      in this browser within ten minutes.
    </p>
    <div class="buttons">
      <a href="/console/login/letter">Another address</a>
    </div>
  </Door>
);

export const tooOften = () => (
  <Door title="Too many tries">
    <p class="lead">Nothing was sent, and nothing was opened. Wait a quarter of an hour, then try again.</p>
  </Door>
);

/** The outline of every page before the console. */
export const Door = ({ title, error, children }: { title: string; error?: boolean; children?: Child }) => (
  <>
    {raw("<!DOCTYPE html>")}
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${error ? "Error: " : ""}${title} – Waymark`}</title>
        <link rel="stylesheet" href="/console/style.css" />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  </>
);
