import { basename, join } from "node:path";
import { baseOf, type Files, type Folder } from "#core/program/layers.ts";
import type { Problem } from "#core/program/pack.ts";
import { parseFolders } from "#core/program/parse.ts";
import { judge, type Loaded, readChain, readFolder } from "./pack-files.ts";

/**
 * A changed version of the program `id` that somebody is still writing. The folder is the whole program, or only what
 * differs, which is then laid over the program in `rulesDir`; it may also be a folder of programs that has this one in it.
 * Undefined when there is nothing in it.
 */
export async function loadDraft(rulesDir: string, id: string, folder: string): Promise<Loaded | undefined> {
  const files = await draftIn(folder, id);
  if (Object.keys(files).length === 0) return undefined;
  const below = await foldersBelow(rulesDir, id, files);
  if ("problems" in below) return below;
  const over = below.some((one) => one.id === id);
  const parsed = parseFolders([...below, { id: over ? draftName(folder, id) : id, files }]);
  return judge(parsed.pack ? { ...parsed, pack: { ...parsed.pack, id } } : parsed);
}

async function draftIn(folder: string, id: string): Promise<Files> {
  const inside = await readFolder(join(folder, id));
  return inside["program.json"] === undefined ? readFolder(folder) : inside;
}

/** A whole program brings what it extends; what only differs stands on the program itself. */
async function foldersBelow(
  rulesDir: string,
  id: string,
  files: Files,
): Promise<Folder[] | { problems: Problem[] }> {
  const base = baseOf(files)?.id;
  const under = isWhole(files) ? base : (base ?? id);
  if (under === undefined) return [];
  const chain = await readChain(rulesDir, under);
  return "problems" in chain ? chain : chain.folders;
}

/** What a program must have. One that extends another may do without, and then says which. */
const isWhole = (files: Files): boolean =>
  files["program.json"] !== undefined && files["facts.json"] !== undefined;

/** So that problems say which of the two folders they are in. */
const draftName = (folder: string, id: string): string => {
  const name = basename(folder);
  return name === id || name === "" ? "draft" : name;
};
