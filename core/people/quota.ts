import { Temporal } from "temporal-polyfill";
import type { MailEffect } from "../journey/effect.ts";

/** Whether a letter is one of its day's. A reply to what its reader has just done is none, and takes no other letter's place. */
export const isOfDay = ({ urgency }: Pick<MailEffect, "urgency">): boolean => urgency === "routine";

/** The day that a moment belongs to where its reader is, as mails are counted. */
export function dayAt(moment: string, zone: string): string {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** When the next day begins there: also where a clock change leaves midnight out. */
export function nextDay(moment: string, zone: string): string {
  const day = Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 });
  return day.toZonedDateTime(zone).toInstant().toString({ smallestUnit: "millisecond" });
}
