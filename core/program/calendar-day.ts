import { Temporal } from "temporal-polyfill";

/** The calendar day of a moment in a zone, "YYYY-MM-DD". */
export function dayOf(moment: string, zone: string): string {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** When the next day begins there: also where a clock change leaves midnight out. */
export function nextDay(moment: string, zone: string): string {
  const day = Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 });
  return day.toZonedDateTime(zone).toInstant().toString({ smallestUnit: "millisecond" });
}
