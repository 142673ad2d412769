import { renameSync, writeFileSync } from "node:fs";

/** Writes a file so that whoever reads it finds the old text or the new, also after the process was killed in between. */
export function writeWhole(path: string, text: string, options: { mode?: number } = {}): void {
  const next = `${path}.next`;
  writeFileSync(next, text, options);
  renameSync(next, path);
}
