/** Days of a week, Monday first. */
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const day = `(${days.join("|")})`;
const time = "([01]\\d|2[0-4]):[0-5]\\d";
const part = `${day}(-${day})? ${time}-${time}`;

/** Times of a week as programs write them: "mon-fri 17:00-21:00, sat 10:00-12:00". */
export const weekTimes = new RegExp(`^${part}(, ${part})*$`);

/** A part of a week, in minutes from Monday 00:00. One that ends before it begins lasts past midnight. */
export interface Span {
  from: number;
  until: number;
}

const perDay = 24 * 60;

/** Throws on what `weekTimes` does not let pass. */
export function readWeekTimes(written: string): Span[] {
  if (!weekTimes.test(written)) throw new Error(`"${written}" are no times of a week`);
  return written.split(", ").flatMap((one) => {
    const [which, clock] = one.split(" ") as [string, string];
    const [first, last = first] = which
      .split("-")
      .map((name) => days.indexOf(name as (typeof days)[number])) as [number, number?];
    const [from, until] = clock.split("-").map(minutes) as [number, number];
    const long = until > from ? until - from : until + perDay - from;
    const count = ((last - first + days.length) % days.length) + 1;
    return Array.from({ length: count }, (_, step) => {
      const start = ((first + step) % days.length) * perDay + from;
      return { from: start, until: start + long };
    });
  });
}

function minutes(clock: string): number {
  const [hours, rest] = clock.split(":").map(Number) as [number, number];
  return hours * 60 + rest;
}
