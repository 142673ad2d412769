/** What the mail provider says of a letter once it has taken it, from what tells us least to what tells us most. */
export const arrivals = [
  "sent",
  "delayed",
  "delivered",
  "soft-bounced",
  "failed",
  "suppressed",
  "bounced",
  "complained",
] as const;
export type Arrival = (typeof arrivals)[number];

/** The same in whatever order, and however often, the provider has said it. */
export const lastWord = (said: Iterable<Arrival>): Arrival | undefined => {
  const known = new Set(said);
  return arrivals.findLast((arrival) => known.has(arrival));
};

/** After these nobody may write to the address again: it does not exist, or its owner wants nothing from us. */
export const forbidsMore = (arrival: Arrival): boolean =>
  arrival === "suppressed" || arrival === "bounced" || arrival === "complained";

/** It is out: whoever did not know whether it was taken knows it now. */
export const isOut = (arrival: Arrival): boolean => arrival !== "failed" && arrival !== "suppressed";

const week = 7 * 24 * 3600 * 1000;

/** Three that came back within a week: one may be a full mailbox, three are an address to ask about. */
export function keepsBouncing(moments: readonly string[]): boolean {
  const times = moments.map((moment) => Date.parse(moment)).sort((a, b) => a - b);
  return times.some((time, index) => (times[index + 2] ?? Number.POSITIVE_INFINITY) - time <= week);
}
