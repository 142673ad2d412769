import { Temporal } from "temporal-polyfill";
import type { Duration } from "../program/duration.ts";

/** The moment a length of time later, by the wall clock of the zone: "P1D" after 09:00 is 09:00, whatever the season. */
export function later(instant: string, duration: Duration, zone: string): string {
  const moved = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).add(Temporal.Duration.from(duration));
  return moved.toInstant().toString({ smallestUnit: "millisecond" });
}

export const earliest = (...moments: (string | undefined)[]): string | undefined =>
  moments.reduce(
    (first, moment) => (moment !== undefined && (first === undefined || moment < first) ? moment : first),
    undefined,
  );
