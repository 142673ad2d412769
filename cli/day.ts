import { usage } from "./stop.ts";

/** A day given on the command line, or today. */
export function dayFrom(written: string | undefined): string {
  if (written === undefined) return new Date().toISOString().slice(0, 10);
  const moment = Date.parse(`${written}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(written) && !Number.isNaN(moment)) return written;
  throw usage(`"${written}" is not a day. Write it like 2026-03-01.`);
}
