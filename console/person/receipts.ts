import type { LogEntry } from "#core/journey/effect.ts";
import { readerOf, visible } from "#core/rules/visible.ts";
import type { Desk } from "../desk.ts";
import { readsAs } from "../rights.ts";

/** The log with its receipts as whoever is signed in may read them, each in the words of the version that decided. */
export const readReceipts = (desk: Desk, logs: LogEntry[]): Promise<LogEntry[]> =>
  Promise.all(
    logs.map(async (entry) => {
      if (!entry.receipt) return entry;
      const pack = await desk.packOf({ pack: entry.receipt.version });
      const reader = readerOf(pack, readsAs(desk.staff.role), desk.words.language);
      return { ...entry, receipt: visible(entry.receipt, pack, reader) };
    }),
  );
