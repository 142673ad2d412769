import type { Pack } from "./pack.ts";
import { canonicalJson } from "./version.ts";

/** The files in which two versions of a program say something else. What conditions.json names counts where it is used. */
export function changedFiles(one: Pack, other: Pack): string[] {
  const [before, after] = [filesOf(one), filesOf(other)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((file) => before.get(file) !== after.get(file))
    .sort();
}

function filesOf(pack: Pack): Map<string, string> {
  const folders = ["intake", "journeys", "forms", "agreements", "plans", "texts", "examples"] as const;
  const inFolders = folders.flatMap((folder) =>
    Object.entries<unknown>(pack[folder]).map(([name, content]) => [`${folder}/${name}`, content] as const),
  );
  const { program, facts, never, indicators } = pack;
  const single = Object.entries({ program, facts, never, indicators, ...pack.ruleSets });
  const all = [...single, ...inFolders].filter(([, content]) => content !== undefined);
  return new Map(all.map(([name, content]) => [`${name}.json`, canonicalJson(content)]));
}
