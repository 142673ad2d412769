/**
 * A length of time as a whole number (tenths of a minute), so that two can be told apart: weeks, days and hours exactly, a month
 * as the twelfth of a year of 365.2425 days. So P12M is P1Y, P2W is P14D, and P1M is longer than P30D and shorter than P31D.
 * Throws on anything else.
 */
export function lengthOf(duration: string): number {
  const parts = pattern.exec(duration);
  if (!parts) throw new Error("a length of time is written like P7D, P3M or PT48H");
  return parts.slice(1).reduce((sum, part, place) => sum + Number(part ?? 0) * units[place]!, 0);
}

export const isLength = (value: unknown): value is string => typeof value === "string" && pattern.test(value);

const pattern = /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?$/;
const day = 24 * 60 * 10;
/** 400 years of the calendar have 146,097 days. */
const month = (146_097 * day) / 4800;
const units = [12 * month, month, 7 * day, day, 600, 10];
