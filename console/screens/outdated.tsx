import { raw } from "hono/html";
import { deedOf, pageOf } from "../deeds.ts";

/** What the machine put into a form, and nobody wrote. */
const made = new Set([
  ...["nonce", "person", "hold", "offer", "back", "page"],
  ...["mentor", "mentee", "pair", "version"],
]);

type Posted = readonly [name: string, value: string][];

/**
 * A form from a page of another session, most likely one that ended meanwhile, or from somebody else's page. It says what it
 * would do and shows all that it holds; what was written is sent again by hand. Where nothing was written nothing is lost:
 * that is pressed again on its own page, which shows whom it is about.
 */
export function outdated(path: string, posted: Posted) {
  const below = path.replace(/^\/console/, "");
  const page = pageOf(below);
  const written = posted.some(([name, value]) => !made.has(name) && value.trim() !== "");
  const title = written ? "Please send it once more" : "Please press it once more";
  return (
    <>
      {raw("<!DOCTYPE html>")}
      <html lang="en" dir="ltr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title} – Waymark</title>
          <link rel="stylesheet" href="/console/style.css" />
        </head>
        <body>
          <main>
            <h1>{title}</h1>
            <p class="lead">
              The page was opened before you came in anew, so nothing was done. It was{" "}
              <b>to {deedOf("POST", below)}</b>. If that is not what you wanted, go to the start.
            </p>
            {written ? <Again path={path} page={page} posted={posted} /> : <Back page={page} />}
          </main>
        </body>
      </html>
    </>
  );
}

const Start = () => (
  <a class="button quiet" href="/console">
    To the start
  </a>
);

const Back = ({ page }: { page: string }) => (
  <div class="buttons">
    <a class="button" href={page}>
      Look at it again
    </a>
    <Start />
  </div>
);

const Again = ({ path, page, posted }: { path: string; page: string; posted: Posted }) => (
  <form method="post" action={path}>
    <dl class="pairs">
      {posted.map(([name, value]) => (
        <>
          {name !== "nonce" && value !== "" && <dt>{name}</dt>}
          {name !== "nonce" && value !== "" && <dd dir="auto">{value}</dd>}
          <input type="hidden" name={name} value={value} />
        </>
      ))}
    </dl>
    <p>
      About: <a href={page}>{page}</a>
    </p>
    <div class="buttons">
      <button class="button" type="submit">
        Send it again
      </button>
      <Start />
    </div>
  </form>
);
