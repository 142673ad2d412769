import type { Key, Row, Unless } from "../../table.ts";

export type ErasedKind =
  | "journey"
  | "run"
  | "event"
  | "mail"
  | "letter"
  | "task"
  | "log"
  | "link"
  | "problem"
  | "apart"
  | "submission"
  | "body"
  | "address"
  | "sent"
  | "person"
  | "pointer";

/** One row of somebody who is erased: it goes, or what names nobody takes its place. */
export interface Erasing {
  kind: ErasedKind;
  key: Key;
  row?: Row;
  when?: Unless;
  /** Nothing was there: a tombstone is put up for what may still come. */
  fresh?: true;
}

export const gone = (kind: ErasedKind, { pk, sk }: Key): Erasing => ({ kind, key: { pk, sk } });

/** Nothing where the row is like that already, so that a walk over what is erased finds nothing to do. */
export function replaced(kind: ErasedKind, before: Row | undefined, row: Row, when?: Unless): Erasing[] {
  if (before && same(before, row)) return [];
  return [{ kind, key: { pk: row.pk, sk: row.sk }, row, when, ...(!before && { fresh: true }) }];
}

const same = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);

/** A database gives attributes back in an order of its own. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
