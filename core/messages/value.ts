import { Temporal } from "temporal-polyfill";
import { isDay } from "../program/day.ts";
import type { FactValue } from "../program/fact.ts";
import { oneLine } from "./clean.ts";
import { localeOf } from "./language.ts";

/** A value as people read it, by its form alone: instants and days as dates, "P12M" as "12 months", lists with commas. */
export function valueInWords(value: FactValue, language: string, zone: string): string {
  if (Array.isArray(value))
    return listInWords(
      value.map((item) => valueInWords(item, language, zone)),
      language,
    );
  if (typeof value !== "string") return String(value);
  const moment = momentOf(value, zone);
  if (moment) return dateInWords(moment, language, zone, isDay(value));
  return durationPattern.test(value) ? durationInWords(value, language) : oneLine(value);
}

export const listInWords = (words: string[], language: string): string =>
  new Intl.ListFormat(localeOf(language), { type: "conjunction" }).format(words);

/** A day counts from its noon in the program's zone, so that it is the same day everywhere it is formatted. */
export function momentOf(value: string, zone: string): Date | undefined {
  if (instantPattern.test(value) && !Number.isNaN(Date.parse(value))) return new Date(value);
  if (!isDay(value)) return undefined;
  const noon = Temporal.PlainDate.from(value).toZonedDateTime({ timeZone: zone, plainTime: "12:00" });
  return new Date(noon.epochMilliseconds);
}

/** "P1Y6M" as "1 year, 6 months" in any language. */
export function durationInWords(duration: string, language: string): string {
  const { years, months, weeks, days, hours, minutes } = Temporal.Duration.from(duration);
  const parts = Object.entries({
    year: years,
    month: months,
    week: weeks,
    day: days,
    hour: hours,
    minute: minutes,
  })
    .filter(([, amount]) => amount !== 0)
    .map(([unit, amount]) =>
      new Intl.NumberFormat(localeOf(language), { style: "unit", unit, unitDisplay: "long" }).format(amount),
    );
  return new Intl.ListFormat(localeOf(language), { type: "unit", style: "long" }).format(parts);
}

function dateInWords(moment: Date, language: string, zone: string, wholeDay: boolean): string {
  const time = wholeDay ? {} : ({ timeStyle: "short" } as const);
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: "full", ...time, timeZone: zone }).format(
    moment,
  );
}

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const durationPattern = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?$/;
