import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { baseOf } from "#core/program/layers.ts";

/** The files of all programs as they were at one moment: by path, what changes when a file is written. */
export type Look = ReadonlyMap<string, string>;

/**
 * Looks at every file but hidden ones. Asking costs a few milliseconds and misses nothing: Node's recursive fs.watch, on Linux, never
 * tells again of a folder that was removed and came back, as `git checkout` does it.
 */
export async function lookAt(rules: string): Promise<Look> {
  return new Map(await walk(rules, ""));
}

async function walk(rules: string, folder: string): Promise<[string, string][]> {
  const entries = await readdir(join(rules, folder), { withFileTypes: true }).catch(() => []);
  const seen = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith("."))
      .map(async (entry): Promise<[string, string][]> => {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) return walk(rules, path);
        const found = await stat(join(rules, path), { bigint: true }).catch(() => undefined);
        return found ? [[path, `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`]] : [];
      }),
  );
  return seen.flat();
}

/** Files that came, went or were written between two looks. */
export function changedFiles(before: Look, after: Look): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** Of these programs, those that the files belong to, and those that extend them. */
export async function touchedPacks(rules: string, packs: string[], files: string[]): Promise<string[]> {
  const changed = new Set(files.map((file) => file.split("/")[0]!));
  const chains = await Promise.all(packs.map((id) => chainOf(rules, id)));
  return packs.filter((_, index) => chains[index]!.some((id) => changed.has(id)));
}

async function chainOf(rules: string, id: string): Promise<string[]> {
  const chain: string[] = [];
  for (let next: string | undefined = id; next !== undefined && !chain.includes(next); ) {
    chain.push(next);
    const text: string = await readFile(join(rules, next, "program.json"), "utf8").catch(() => "{}");
    next = baseOf({ "program.json": text })?.id;
  }
  return chain;
}
