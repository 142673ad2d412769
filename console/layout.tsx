import { raw } from "hono/html";
import type { Child, FC } from "hono/jsx";
import type { Desk } from "./desk.ts";
import { offers } from "./rights.ts";

export type Place = "today" | "people" | "matches" | "program" | "indicators";

const places: { place: Place; label: string; path: string }[] = [
  { place: "today", label: "Today", path: "" },
  { place: "people", label: "People", path: "/people" },
  { place: "matches", label: "Matches", path: "/matches" },
  { place: "indicators", label: "Indicators", path: "/indicators" },
  { place: "program", label: "Program", path: "/program" },
];

/** Where somebody may go; what is refused is not offered. */
const placesOf = ({ staff }: Desk) => places.filter(({ path }) => offers(staff, `GET /:program${path}`));

interface Frame {
  desk: Desk;
  title: string;
  here?: Place;
  flash?: string;
  children?: Child;
}

/** The frame of every console screen: where am I, where can I go, what time is it. */
export const Layout: FC<Frame> = ({ desk, title, here, flash, children }) => (
  <>
    {raw("<!DOCTYPE html>")}
    <html lang={desk.words.language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – ${desk.words.say("program.name")} – Waymark`}</title>
        <link rel="stylesheet" href="/console/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <div class="frame">
          <Side desk={desk} here={here} />
          <main id="main">
            {flash && (
              <p class="flash" role="status">
                {flash}
              </p>
            )}
            {children}
          </main>
        </div>
      </body>
    </html>
  </>
);

const Side: FC<{ desk: Desk; here?: Place }> = ({ desk, here }) => (
  <header class="side">
    <a class="brand" href="/console">
      <i aria-hidden="true" />
      Waymark
    </a>
    <p class="program">{desk.words.say("program.name")}</p>
    <nav aria-label="Console">
      <ul>
        {placesOf(desk).map(({ place, label, path }) => (
          <li>
            <a href={`${desk.base}${path}`} aria-current={place === here ? "page" : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <Programs desk={desk} />
    <div class="foot">
      <ClockControl desk={desk} />
      {desk.options.links?.map(({ label, href }) => (
        <a href={href}>{label}</a>
      ))}
      {offers(desk.staff, "GET /:program/looked") && <a href={`${desk.base}/looked`}>Who looked</a>}
      {desk.staff.admin && <a href="/console/staff">Staff</a>}
      <span>
        {desk.staff.name}{" "}
        <form method="post" action="/console/logout">
          <button class="linkish" type="submit">
            Log out
          </button>
        </form>
      </span>
    </div>
  </header>
);

const Programs: FC<{ desk: Desk }> = ({ desk }) => {
  const others = desk.programs.filter((program) => program !== desk.program);
  if (others.length === 0) return null;
  return (
    <details>
      <summary>Other programs</summary>
      <ul>
        {others.map((program) => (
          <li>
            <a href={`/console/${program}`}>{program}</a>
          </li>
        ))}
      </ul>
    </details>
  );
};

const ClockControl: FC<{ desk: Desk }> = ({ desk }) => {
  const { clock } = desk.options;
  if (!clock) return null;
  return (
    <div class="clock">
      <span>
        Today is <strong>{desk.calendar.longDay(clock.now())}</strong>
      </span>
      <form method="post" action={clock.action}>
        <input type="hidden" name="back" value={desk.base} />
        <button class="button quiet small" type="submit" name="skip" value="P1D">
          Skip 1 day
        </button>
        <button class="button quiet small" type="submit" name="skip" value="P7D">
          Skip 7 days
        </button>
      </form>
    </div>
  );
};
