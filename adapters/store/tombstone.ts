import type { Key, Row } from "../table.ts";

/**
 * What stands where somebody was erased: the key and the moment. It is there so that nobody comes back by the same door: a
 * form that is delivered again, an execution on its last breath, a backup that was put back.
 */
export const tombstone = ({ pk, sk }: Key, erasedAt: string, more: Record<string, unknown> = {}): Row => ({
  pk,
  sk,
  erasedAt,
  ...more,
});

export const isTombstone = (row: Row): boolean => typeof row.erasedAt === "string";
