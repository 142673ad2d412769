/** A moment so many seconds after another, as every row writes one. */
export function after(moment: string, seconds: number): string {
  return new Date(Date.parse(moment) + seconds * 1000).toISOString();
}

export const minute = 60;
export const hour = 60 * minute;
export const day = 24 * hour;
