import { Hono } from "hono";
import { Temporal } from "temporal-polyfill";
import * as z from "zod";
import { Duration } from "#core/program/duration.ts";
import type { LocalClock } from "./clock.ts";
import { Frame } from "./frame.tsx";
import type { Time } from "./time.ts";

const skips = { PT1H: "1 hour", P1D: "1 day", P7D: "7 days", P30D: "30 days" };

const Move = z.union([
  z.object({ skip: Duration, back: z.string().optional() }),
  z.object({ to: z.iso.date(), back: z.string().optional() }),
]);

/** /clock: what time it is in the program, and a way to let time pass. GET shows, POST moves. */
export function clockApp(clock: LocalClock, time: Time): Hono {
  const app = new Hono();
  app.get("/", (c) => c.html(<ClockPage now={clock.now()} />));
  app.get("/api", (c) => c.json({ now: clock.now() }));
  app.post("/", async (c) => {
    const move = Move.safeParse(await c.req.parseBody());
    if (!move.success) return c.html(<ClockPage now={clock.now()} wrong />, 400);
    await time.advanceTo(targetOf(move.data, clock.now()));
    return c.redirect(whereFrom(c.req.header("referer")) ?? wayBack(move.data.back), 303);
  });
  return app;
}

function targetOf(move: z.infer<typeof Move>, now: string): string {
  if ("to" in move) return `${move.to}T12:00:00.000Z`;
  return Temporal.Instant.from(now)
    .toZonedDateTimeISO("UTC")
    .add(Temporal.Duration.from(move.skip))
    .toInstant()
    .toString();
}

/** The page of the console where the clock was pressed, without the words about the press before. */
function whereFrom(referer: string | undefined): string | undefined {
  const from = referer === undefined ? null : URL.parse(referer);
  if (!from?.pathname.startsWith("/console/")) return undefined;
  from.searchParams.delete("done");
  return `${from.pathname}${from.search}`;
}

/** Back to where the press came from, as long as that is a page of ours. */
const wayBack = (back: string | undefined): string => (back && /^\/(?!\/)/.test(back) ? back : "/clock");

const ClockPage = ({ now, wrong }: { now: string; wrong?: boolean }) => (
  <Frame title="The program's clock">
    <p>
      It is <strong>{now.slice(0, 16).replace("T", ", ")} UTC</strong> in the program.
    </p>
    {wrong && <p role="alert">Choose one of the lengths of time, or a day that is still to come.</p>}
    <p class="hint">
      Let time pass: everything that is due on the way happens, in order. Time never goes back.
    </p>
    <form method="post" class="row">
      {Object.entries(skips).map(([length, words]) => (
        <button type="submit" name="skip" value={length}>
          Skip {words}
        </button>
      ))}
    </form>
    <form method="post" class="row">
      <label>
        To the day <input type="date" name="to" min={now.slice(0, 10)} required />
      </label>
      <button type="submit">Go there</button>
    </form>
    <p>
      <a href="/console">Console</a> · <a href="/outbox">Outbox</a>
    </p>
  </Frame>
);
