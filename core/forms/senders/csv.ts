import { createHash } from "node:crypto";
import * as z from "zod";
import type { Intake } from "../../program/intake.ts";
import { type ReadSent, sentValue } from "../sent.ts";

const Body = z.looseObject({ key: z.string(), row: z.record(z.string(), z.string()) });

/** One row of a table as `waymark import` posts it: its key, and what stands under each heading. Empty cells are left out. */
export type CsvRow = z.infer<typeof Body>;

export const readCsv: ReadSent = (body) => {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return undefined;
  const answers = Object.entries(parsed.data.row).map(([heading, cell]) => ({
    names: [heading.trim()],
    values: sentValue(cell),
  }));
  return { answers: answers.filter((answer) => answer.values.length > 0) };
};

/**
 * A row to post, by its headings. Its key is what stands in the column that the form names, or else made of all that stands
 * in it, whatever the order of the columns. Undefined when it has nothing in the column of its key.
 */
export function csvRow(
  { key: named }: Pick<Intake, "key">,
  cells: Record<string, string>,
): CsvRow | undefined {
  const filled = Object.entries(cells).filter(([, cell]) => cell.trim() !== "");
  const row = Object.fromEntries(filled);
  if (named === undefined) return { key: keyOf(filled), row };
  const key = row[named]?.trim();
  return key === undefined ? undefined : { key: key.length <= 200 ? key : keyOf([[named, key]]), row };
}

/** Whether a body that was taken in says the same as a row, whatever the order of its columns. */
export function isSameRow(body: string, { row }: CsvRow): boolean {
  const kept = Body.safeParse(JSON.parse(body));
  return kept.success && keyOf(Object.entries(kept.data.row)) === keyOf(Object.entries(row));
}

const keyOf = (cells: [string, string][]): string => {
  const sorted = cells
    .map(([heading, cell]) => [heading, cell.trim()])
    .sort(([a], [b]) => (a! < b! ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 32);
};
