import { Temporal } from "temporal-polyfill";
import type { Program } from "../program/program.ts";

type Hours = Pick<Program, "zone" | "mailHours" | "holidays">;

/**
 * When mail may go out: now, if the program's mail hours are open where its reader is, else at the next opening. A day's hours are
 * open from `from` (a time that the clocks leap over comes as much later) to just before `until`; holidays stay closed.
 */
export function nextMailTime(program: Hours, now: string, zone = program.zone): string {
  const instant = Temporal.Instant.from(now);
  const today = instant.toZonedDateTimeISO(zone).toPlainDate();
  // Yesterday's hours may reach past midnight. Beyond the holidays two more days always suffice; clock changes take another.
  for (let ahead = -1; ahead <= program.holidays.length + 3; ahead += 1) {
    const opening = openingOn({ ...program, zone }, today.add({ days: ahead }), instant);
    if (opening)
      return Temporal.Instant.compare(opening, instant) === 0
        ? now
        : opening.toString({ smallestUnit: "millisecond" });
  }
  throw new Error(
    `program.mailHours: no opening found after ${now}; look at mailHours and holidays in program.json`,
  );
}

/** The first moment at or after `instant` in the hours that begin on this day, if any is left. */
function openingOn(
  program: Hours,
  day: Temporal.PlainDate,
  instant: Temporal.Instant,
): Temporal.Instant | undefined {
  if (program.holidays.includes(day.toString())) return undefined;
  const { from, until } = program.mailHours;
  const opens = at(program.zone, day, from);
  const closes = at(program.zone, until <= from ? day.add({ days: 1 }) : day, until);
  const first = Temporal.Instant.compare(instant, opens) > 0 ? instant : opens;
  return Temporal.Instant.compare(first, closes) < 0 ? first : undefined;
}

/** "compatible": in a gap as much later, in an overlap the first of the two. */
const at = (zone: string, day: Temporal.PlainDate, time: string): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
