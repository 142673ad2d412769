import * as z from "zod";
import type { Row } from "../table.ts";

/** An item that this release cannot read: written by a newer one, or damaged. Park what it belongs to; never guess. */
export class UnreadableItem extends Error {
  readonly code: "store.newer-schema" | "store.unreadable";
  readonly program: string | undefined;
  readonly row: Pick<Row, "pk" | "sk">;
  constructor(code: UnreadableItem["code"], row: Pick<Row, "pk" | "sk">, detail: string, program?: string) {
    super(`${code}: ${row.pk} / ${row.sk} (${detail}). Run the release that wrote it, or restore the item.`);
    this.name = "UnreadableItem";
    this.code = code;
    this.program = program;
    this.row = { pk: row.pk, sk: row.sk };
  }
}

/**
 * The schema number of each format, by the attribute that holds it. A change of what is written raises its number, and one
 * release reads the new number before another writes it: docs/decisions/0003-releases.md.
 */
export const formats = {
  journey: 3,
  person: 3,
  event: 3,
  mail: 1,
  letter: 1,
  task: 1,
  entries: 1,
  entry: 2,
  link: 1,
  problem: 1,
  submission: 2,
  cohort: 1,
  round: 1,
  apart: 1,
  pack: 3,
  member: 1,
  session: 1,
  login: 1,
  trace: 1,
} as const;

type Attribute = keyof typeof formats;

/**
 * A value as it stands in a row, with the number of its format. A value that says its number itself is written under that:
 * a journey or an event that has nothing of the newer format in it can still be read by the release before.
 */
export const written = (attribute: Attribute, value: unknown): Record<string, unknown> => ({
  [attribute]: value,
  schema: Head.safeParse(value).data?.schema ?? formats[attribute],
});

/** Reads one attribute of a row through its schema. The message names paths and never shows values. */
export function read<T>(schema: z.ZodType<T>, row: Row, attribute: Attribute, of?: string): T {
  const value = row[attribute];
  const { schema: own = 1, program = of } = Head.safeParse(value).data ?? {};
  const number = Math.max(own, Number(row.schema ?? 1));
  const known = formats[attribute];
  if (!(number <= known))
    throw new UnreadableItem("store.newer-schema", row, `schema ${number}, we read ${known}`, program);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.code}`).join(", ");
  throw new UnreadableItem("store.unreadable", row, paths, program);
}

const Head = z.object({
  schema: z.number().optional().catch(undefined),
  program: z.string().optional().catch(undefined),
});

/** Hears of an item that is left out of a list because this release cannot read it. */
export type Skipped = (item: UnreadableItem) => void;

/** For lists: one unreadable item must not hide the others; who shows the list shows it as well. */
export function readable<T>(
  schema: z.ZodType<T>,
  rows: Row[],
  attribute: Attribute,
  skipped: Skipped = () => undefined,
): T[] {
  return rows.flatMap((row) => {
    try {
      return [read(schema, row, attribute)];
    } catch (error) {
      return skip(skipped)(error) ?? [];
    }
  });
}

/** Takes an unreadable item out of the way; every other failure is thrown on. */
export const skip =
  (skipped: Skipped) =>
  (error: unknown): undefined => {
    if (!(error instanceof UnreadableItem)) throw error;
    skipped(error);
  };
