import { Temporal } from "temporal-polyfill";
import type { Facts } from "../program/fact.ts";
import type { FreeHours } from "../program/matching.ts";
import { readWeekTimes } from "../program/week-times.ts";

/** Half hours of a week. */
const perWeek = 7 * 48;

/**
 * The half hours of a week in which somebody is free, counted from Monday 00:00 UTC: two people have those in common that are in both,
 * wherever they live. Clocks are as they stand on that day ("YYYY-MM-DD"), so that summer time counts; a half hour counts when all of
 * it is free. Undefined where it is not known when or where.
 */
export function halfHours(
  { from, times, zone }: FreeHours,
  facts: Facts,
  programZone: string,
  on: string,
): number[] | undefined {
  const said = facts[from];
  const own = zone === undefined ? programZone : facts[zone];
  if (said === undefined || typeof own !== "string") return undefined;
  const ahead = minutesAhead(own, on);
  if (ahead === undefined) return undefined;
  const free = new Set<number>();
  for (const value of [said].flat()) {
    for (const span of times[String(value)] === undefined ? [] : readWeekTimes(times[String(value)]!)) {
      const last = Math.floor((span.until - ahead) / 30);
      for (let half = Math.ceil((span.from - ahead) / 30); half < last; half++)
        free.add(((half % perWeek) + perWeek) % perWeek);
    }
  }
  return [...free].sort((a, b) => a - b);
}

/** How far the clocks of a zone are ahead of UTC at noon of a day; undefined of what is no zone. */
function minutesAhead(zone: string, on: string): number | undefined {
  try {
    const noon = Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone, plainTime: "12:00" });
    return noon.offsetNanoseconds / 60e9;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
