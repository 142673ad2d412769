import type { Row } from "#adapters/table.ts";
import { dueItem, itemSize, kindOf, listItem } from "./counted-table.ts";

/** DynamoDB adds this to every item, and to every item of an index. */
const overhead = 100;

/** What is billed for keeping these rows, in the table and in both indexes, by the kind of row. */
export function storedBytes(rows: Row[]): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const row of rows) kinds.set(kindOf(row.sk), (kinds.get(kindOf(row.sk)) ?? 0) + bytesOf(row));
  return kinds;
}

function bytesOf(row: Row): number {
  const copies = [{ size: itemSize(row) }, dueItem(row), listItem(row)];
  return copies.reduce((bytes, item) => bytes + (item ? item.size + overhead : 0), 0);
}
