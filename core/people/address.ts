import * as z from "zod";
import { cleanLine } from "../forms/value.ts";

/** One address and nothing else: a comma or a bracket could add readers. Undefined for whatever is not one. */
export function oneAddress(written: string): string | undefined {
  const read = z.email().max(254).safeParse(cleanLine(written));
  return read.success ? read.data : undefined;
}
