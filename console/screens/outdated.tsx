import { raw } from "hono/html";

/** What the machine put into a form, and nobody wrote. */
const unseen = new Set(["nonce", "person", "hold", "offer"]);

/**
 * A form from a page of another session, most likely one that ended meanwhile. What was written is shown and sent again by
 * hand; whoever did not write it sees that.
 */
export const outdated = (path: string, posted: readonly [name: string, value: string][]) => (
  <>
    {raw("<!DOCTYPE html>")}
    <html lang="en" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Please send it once more – Waymark</title>
        <link rel="stylesheet" href="/console/style.css" />
      </head>
      <body>
        <main>
          <h1>Please send it once more</h1>
          <p class="lead">
            The page was opened before you came in anew, so nothing was done. What you wrote is still here; if
            it is not yours, go to the start.
          </p>
          <form method="post" action={path}>
            <dl class="pairs">
              {posted.map(([name, value]) => (
                <>
                  {!unseen.has(name) && value !== "" && <dt>{name}</dt>}
                  {!unseen.has(name) && value !== "" && <dd dir="auto">{value}</dd>}
                  <input type="hidden" name={name} value={value} />
                </>
              ))}
            </dl>
            <div class="buttons">
              <button class="button" type="submit">
                Send it again
              </button>
              <a class="button quiet" href="/console">
                To the start
              </a>
            </div>
          </form>
        </main>
      </body>
    </html>
  </>
);
