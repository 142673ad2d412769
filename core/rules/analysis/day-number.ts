/** Days counted from 1970-01-01, so that they can be compared and reckoned with like figures. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

export const dayOf = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

/** No day of a person's life or of a program lies outside these. */
export const firstDay = "1900-01-01";
export const lastDay = "2199-12-31";
