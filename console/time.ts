import { dayOf } from "#core/program/calendar-day.ts";

/** Days and times as people read them, in one zone and language. */
export interface Calendar {
  zone: string;
  /** "Mon 3 Mar", with the year when it is not this one. */
  day(instant: string): string;
  /** "Monday 3 March 2026" */
  longDay(instant: string): string;
  /** "14:05" */
  time(instant: string): string;
  moment(instant: string): string;
  /** "today", "3 days ago", "in 2 weeks" */
  distance(instant: string): string;
  /** "3 days": how long something has been standing. */
  age(instant: string): string;
  /** Whole days from today to that day; negative when it is past. */
  daysUntil(instant: string): number;
  today: string;
}

export function calendarOf(now: string, zone: string, language: string): Calendar {
  const locale = language === "en" ? "en-GB" : language;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    return (instant: string) => formatter.format(new Date(instant));
  };
  const near = format({ weekday: "short", day: "numeric", month: "short" });
  const far = format({ day: "numeric", month: "short", year: "numeric" });
  const time = format({ hour: "2-digit", minute: "2-digit" });
  const today = dayOf(now, zone);
  const daysUntil = (instant: string) =>
    Math.round((midnight(dayOf(instant, zone)) - midnight(today)) / 86_400_000);
  const day = (instant: string) =>
    dayOf(instant, zone).slice(0, 4) === today.slice(0, 4) ? near(instant) : far(instant);
  return {
    zone,
    today,
    day,
    longDay: format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    time,
    moment: (instant) => `${day(instant)}, ${time(instant)}`,
    distance: (instant) => distance(daysUntil(instant), locale),
    age: (instant) => age(-daysUntil(instant)),
    daysUntil,
  };
}

const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`);

function distance(days: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (Math.abs(days) < 14) return words.format(days, "day");
  if (Math.abs(days) < 60) return words.format(Math.round(days / 7), "week");
  return words.format(Math.round(days / 30), "month");
}

function age(days: number): string {
  if (days <= 0) return "since today";
  if (days < 14) return `${days} ${days === 1 ? "day" : "days"}`;
  return days < 60 ? `${Math.round(days / 7)} weeks` : `${Math.round(days / 30)} months`;
}

/** The instant of a day and a time of day in a zone; undefined when either is not one. */
export function zoned(day: string, time: string, zone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  // Twice, because the offset may differ between the guess and the answer where the clocks change.
  const guess = asUtc - offset(asUtc, zone);
  return new Date(asUtc - offset(guess, zone)).toISOString();
}

function offset(instant: number, zone: string): number {
  const formatter = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
  const name =
    formatter.formatToParts(new Date(instant)).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
