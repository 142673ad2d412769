import * as z from "zod";
import type { Row } from "../table.ts";

/** An item that this release cannot read: written by a newer one, or damaged. Park what it belongs to; never guess. */
export class UnreadableItem extends Error {
  readonly code: "store.newer-schema" | "store.unreadable";
  readonly program: string | undefined;
  constructor(code: UnreadableItem["code"], row: Pick<Row, "pk" | "sk">, detail: string, program?: string) {
    super(`${code}: ${row.pk} / ${row.sk} (${detail}). Run the release that wrote it, or restore the item.`);
    this.name = "UnreadableItem";
    this.code = code;
    this.program = program;
  }
}

/** Reads one attribute of a row through its schema. The message names paths and never shows values. */
export function read<T>(schema: z.ZodType<T>, row: Row, attribute: string): T {
  const value = row[attribute];
  const { schema: version = 1, program } = Head.safeParse(value).data ?? {};
  if (version > 1)
    throw new UnreadableItem("store.newer-schema", row, `schema ${version}, we read 1`, program);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.code}`).join(", ");
  throw new UnreadableItem("store.unreadable", row, paths, program);
}

const Head = z.object({ schema: z.number().optional(), program: z.string().optional() });

/** For lists: one unreadable item must not hide the others; Advance reports it when it meets it. */
export function readable<T>(schema: z.ZodType<T>, rows: Row[], attribute: string): T[] {
  return rows.flatMap((row) => {
    try {
      return [read(schema, row, attribute)];
    } catch (error) {
      return skipUnreadable(error) ?? [];
    }
  });
}

export function skipUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadableItem)) throw error;
}
