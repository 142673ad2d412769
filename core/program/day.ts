const [zero, hyphen] = [48, 45];

/** A real day written "YYYY-MM-DD": only then does comparing the text compare the days. */
export function isDay(value: unknown): value is string {
  if (typeof value !== "string" || value.length !== 10) return false;
  if (value.charCodeAt(4) !== hyphen || value.charCodeAt(7) !== hyphen) return false;
  const century = digits(value, 0);
  const year = digits(value, 2);
  const month = digits(value, 5);
  const day = digits(value, 8);
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= lastDay(century * 100 + year, month);
}

/** Two digits as a number, or -1. Reading signs is several times quicker than a pattern. */
function digits(text: string, from: number): number {
  const tens = text.charCodeAt(from) - zero;
  const ones = text.charCodeAt(from + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
