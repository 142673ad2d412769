/** Days counted from 1970-01-01, so that they can be compared and reckoned with like figures. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

/** The same days come again and again, and writing one takes longer than finding it. */
const written = new Map<number, string>();
const mostWritten = 200_000;

export function dayOf(number: number): string {
  const known = written.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
  if (written.size < mostWritten) written.set(number, day);
  return day;
}

/** No day of a person's life or of a program lies outside these. */
export const firstDay = "1900-01-01";
export const lastDay = "2199-12-31";
