import { open, readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { checkPack } from "#core/program/check.ts";
import { inOrder } from "#core/program/draft.ts";
import { didYouMean, writeOneOf } from "#core/program/guess.ts";
import { maxBytes } from "#core/program/json-guard.ts";
import { baseOf, type Files, type Folder, fileOf, isBase } from "#core/program/layers.ts";
import type { Place, Sources } from "#core/program/node.ts";
import { isError, type Pack, type Problem } from "#core/program/pack.ts";
import { type Parsed, parseFolders } from "#core/program/parse.ts";
import { analyzePack } from "#core/rules/analysis/analyze-pack.ts";

/** A program without errors, with what else is worth knowing of it and where its parts are written; or all that is wrong. */
export type Loaded =
  | { pack: Pack; notes: Problem[]; sources: Sources; problems?: undefined }
  | { pack?: undefined; problems: Problem[] };

/** Reads one program with all that it extends, and checks everything that can be known before it runs. */
export async function loadPack(rulesDir: string, id: string): Promise<Loaded> {
  const chain = await readChain(rulesDir, id);
  if ("problems" in chain) return chain;
  return judge(parseFolders(chain.folders));
}

/** A program that could be read, after everything that can be known before it runs was looked at. */
export function judge(parsed: Parsed): Loaded {
  if (parsed.problems) return parsed;
  const problems = checkPack(parsed.pack, parsed.sources);
  const found = inOrder([...problems, ...analyzePack(parsed.pack, parsed.sources, today(), problems)]);
  return found.some(isError)
    ? { problems: found }
    : { pack: parsed.pack, notes: found, sources: parsed.sources };
}

/** The programs of a rules folder: its folders with a program.json, or with other JSON that is then known to lack it. */
export async function listPacks(rulesDir: string): Promise<string[]> {
  const names = (await readdir(rulesDir)).filter((name) => isFolderName(name) && name !== "schemas");
  const inside = await Promise.all(names.map((name) => readdir(join(rulesDir, name)).catch(() => [])));
  return names.filter((_, index) => inside[index]!.some((name) => /^[^.].*\.json$/.test(name))).sort();
}

/** Those that run: not the ones that are only there for others to extend. */
export async function listPrograms(rulesDir: string): Promise<string[]> {
  const names = await listPacks(rulesDir);
  const bases = await Promise.all(
    names.map(async (name) => isBase({ "program.json": await readProgram(rulesDir, name) })),
  );
  return names.filter((_, index) => !bases[index]);
}

const readProgram = (rulesDir: string, id: string): Promise<string> =>
  readStart(join(rulesDir, id, "program.json")).catch(() => "{}");

/** The files of a program's folder. */
export async function readPackFiles(rulesDir: string, id: string): Promise<Files> {
  return (await readPackFolder(rulesDir, id)).files;
}

/** Every file of a folder but hidden ones, by its path with "/"; what is not there has no files. */
export async function readFolder(folder: string): Promise<Files> {
  return (await readInside(folder)).files;
}

const readPackFolder = async (rulesDir: string, id: string): Promise<Omit<Folder, "id">> =>
  isFolderName(id) ? readInside(join(rulesDir, id)) : { files: {} };

/** Links are not followed: they could lead anywhere on the machine, and around in a circle. */
async function readInside(folder: string): Promise<Omit<Folder, "id">> {
  if (!(await isFolder(folder))) return { files: {} };
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).flatMap((entry) => {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
    const hidden = path.split("/").some((part) => part.startsWith("."));
    return entry.isDirectory() || hidden ? [] : [{ path, isFile: entry.isFile() }];
  });
  const paths = entries.flatMap(({ path, isFile }) => (isFile ? [path] : [])).sort();
  const links = entries.flatMap(({ path, isFile }) => (isFile ? [] : [path])).sort();
  const texts = await Promise.all(
    paths.map(async (path) => [path, await readStart(join(folder, path))] as const),
  );
  return { files: Object.fromEntries(texts), links };
}

type Chain = { folders: Folder[] } | { problems: Problem[] };

/** A program's folder with all those that it extends, the deepest base first. */
export async function readChain(rulesDir: string, id: string): Promise<Chain> {
  const folders: Folder[] = [];
  let from: Place | undefined;
  for (let next: string | undefined = id; next !== undefined; ) {
    const { files, links = [] } = await readPackFolder(rulesDir, next);
    if (Object.keys(files).length + links.length === 0)
      return { problems: [await unknownPack(rulesDir, next, from)] };
    folders.unshift({ id: next, files, links });
    const base = baseOf(files, fileOf(id, next, "program.json"));
    if (folders.some((folder) => folder.id === base?.id)) return { problems: [cycle(base!)] };
    from = base?.at;
    next = base?.id;
  }
  return { folders };
}

async function unknownPack(rulesDir: string, id: string, from: Place | undefined): Promise<Problem> {
  const known = await listPacks(rulesDir);
  return {
    ...(from ?? { file: "program.json", line: 1, column: 1 }),
    code: from ? "extends.unknown" : "pack.unknown",
    message: `there is no program "${id}"${didYouMean(id, known)}`,
    fix: writeOneOf(id, known, `Add the folder "${id}" with a program.json.`),
  };
}

const cycle = ({ id, at }: { id: string; at: Place }): Problem => ({
  ...at,
  code: "extends.cycle",
  message: `"${id}" extends this program in turn, so neither has a beginning`,
  fix: 'Take "extends" out of one of them.',
});

/** One byte more than a file may have, so that a larger one is refused without being read. */
async function readStart(path: string): Promise<string> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(maxBytes + 1);
    let length = 0;
    for (let got = 1; got > 0 && length < buffer.length; length += got) {
      got = (await file.read(buffer, length, buffer.length - length)).bytesRead;
    }
    return buffer.subarray(0, length).toString("utf8");
  } finally {
    await file.close();
  }
}

const today = (): string => new Date().toISOString().slice(0, 10);
const isFolderName = (name: string) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
const kindOf = (path: string) => stat(path).catch(() => undefined);
const isFolder = async (path: string) => (await kindOf(path))?.isDirectory() ?? false;
