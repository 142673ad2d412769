import * as z from "zod";
import type { Mail } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { keys } from "./keys.ts";

/**
 * What a restore from backup leaves beside a journey that it put back: which letters had gone out since that moment, and
 * until when those it decides may have gone out before without our knowing.
 */
export const Restored = z.object({
  /** The moment that the journey was put back to. */
  point: z.string(),
  /** `person text` of letters that had gone out, or may have. */
  sent: z.array(z.string()),
  /** The rows of its letters were lost: whatever it decides before this moment may be a repetition. */
  lostUntil: z.string().optional(),
  /** Everything of the journey is back in its place. */
  done: z.boolean(),
});
export type Restored = z.infer<typeof Restored>;

export const readRestored = (row: Row | undefined): Restored | undefined =>
  row && Restored.parse(row.restored);

export const letterName = ({ effect }: Pick<Mail, "effect">): string => `${effect.to} ${effect.text}`;

/** Whether the person may have had this letter already, before its journey was put back. */
export async function mayRepeat(table: Table, mail: Mail): Promise<boolean> {
  const restored = readRestored(await table.get(keys.restored(mail.journey)));
  if (!restored) return false;
  const { sent, lostUntil } = restored;
  return sent.includes(letterName(mail)) || (lostUntil !== undefined && mail.effect.at < lostUntil);
}
