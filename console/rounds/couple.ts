import type { Couple } from "#core/matching/staged-round.ts";

/** A couple in a form or an address: ids are letters, digits and "_". */
export const coupleKey = ({ mentor, mentee }: Couple): string => `${mentor}~${mentee}`;

export function coupleOfKey(key: string): Couple | undefined {
  const [, mentor, mentee] = /^(\w+)~(\w+)$/.exec(key) ?? [];
  return mentor === undefined || mentee === undefined ? undefined : { mentor, mentee };
}
