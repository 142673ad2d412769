export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Step Functions' limit for every input, output and argument. */
export const maxBytes = 262_144;

/** A copy as it would come off the wire: own data only, nothing shared, nothing hidden. */
export function plain(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json);
}

export function bytes(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}
