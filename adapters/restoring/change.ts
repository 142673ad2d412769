import type { Key, Row, Table } from "../table.ts";

export interface Restoring {
  /** What was restored from backup. */
  from: Table;
  /** The stage's own table. */
  own: Table;
  /** The moment that `from` shows. */
  point: string;
  now: string;
  /** Puts journeys and people back that are there, too; without it only what is missing comes back. */
  replace: boolean;
  /** Only these ids were asked for. */
  only?: readonly string[];
  /** Without it nothing is written. */
  write: boolean;
}

export interface RestoreCounts {
  /** Rows that were missing. */
  missing: number;
  /** Journeys and people put back to the earlier moment. */
  replaced: number;
  /** What had come in for those journeys since, and is taken in once more. */
  replayed: number;
  /** What those journeys had decided since and nobody had received. */
  undone: number;
  /** Letters since that moment which went out, or may have. */
  letters: number;
  /** Forms whose journey is nowhere, to be mapped once more. */
  remapped: number;
}

/** In this order: what must stand before anything else, what goes, what comes, and what wakes it. */
export interface Changes {
  before: Row[];
  remove: Key[];
  put: Row[];
  after: Row[];
  counts: Partial<RestoreCounts>;
}

export const nothing: Changes = { before: [], remove: [], put: [], after: [], counts: {} };

/** What had its time in the meantime does not come back. */
export function missingRows(then: Row[], today: Row[], now: string): Row[] {
  const there = new Set(today.map(({ sk }) => sk));
  return then.filter(({ sk, goneBy }) => !there.has(sk) && !(Number(goneBy) * 1000 <= Date.parse(now)));
}

/** Whatever a journey did between the point and now it may do again within as long a time from now. */
export const shifted = ({ point, now }: Pick<Restoring, "point" | "now">): string =>
  new Date(2 * Date.parse(now) - Date.parse(point)).toISOString();

export const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** A database may give the names of a map in another order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
