import { raw } from "hono/html";
import type { Child } from "hono/jsx";

/** One button, and nothing that happens before it is pressed. */
export const entrance = (name: string) => (
  <Door title="Coordinators' console">
    <p class="lead">Press the button to come in as {name}. This address works once.</p>
    <form method="post">
      <button type="submit">Come in</button>
    </form>
  </Door>
);

export const entranceClosed = () => (
  <Door title="Coordinators' console">
    <p class="lead">
      To come in you need an address that is made for you, works once, and only for a few minutes. Ask whoever
      runs Waymark for you: they make one with "waymark invite".
    </p>
  </Door>
);

const Door = ({ title, children }: { title: string; children?: Child }) => (
  <>
    {raw("<!DOCTYPE html>")}
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Waymark`}</title>
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
