import { raw } from "hono/html";

/** A page for addresses that lead nowhere, with one way on. */
export const missing = (title: string, way: string) => (
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
          <p class="lead">{way}</p>
          <div class="buttons">
            <a class="button" href="/console">
              To the start
            </a>
          </div>
        </main>
      </body>
    </html>
  </>
);
