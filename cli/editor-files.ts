import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readChain } from "#adapters/pack-files.ts";
import { editorFolder, editorSchemas } from "#core/program/editor/editor-schemas.ts";
import type { Sources } from "#core/program/node.ts";
import type { Pack } from "#core/program/pack.ts";
import { parseFolders } from "#core/program/parse.ts";
import { schemas } from "#core/program/schemas.ts";

/** A file that an editor reads, as it should be. */
export interface EditorFile {
  path: string;
  text: string;
}

/** What every program's files look like: rules/schemas. */
export const formatFiles = (rules: string): EditorFile[] =>
  Object.entries(schemas()).map(([name, schema]) => ({
    path: join(rules, "schemas", name),
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }));

/** A program's own words; undefined when it is too broken to be read. A program that only has mistakes can be. */
export async function programFiles(rules: string, id: string): Promise<EditorFile[] | undefined> {
  const chain = await readChain(rules, id);
  if ("problems" in chain) return undefined;
  const parsed = parseFolders(chain.folders);
  return parsed.pack && wordsOf(rules, parsed.pack, parsed.sources);
}

/** The same for a program that was read already. */
export const wordsOf = (rules: string, pack: Pack, sources: Sources): EditorFile[] =>
  Object.entries(editorSchemas(pack, sources)).map(([name, schema]) => ({
    path: join(rules, pack.id, editorFolder, name),
    text: inLines(schema),
  }));

/** Those that are not on disk as they should be. */
export async function changedOf(files: EditorFile[]): Promise<EditorFile[]> {
  const before = await Promise.all(files.map(({ path }) => readFile(path, "utf8").catch(() => undefined)));
  return files.filter(({ text }, index) => text !== before[index]);
}

export async function write(files: EditorFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

/** A line for each word, so that two people's changes can be merged; indented throughout it would be four times as long. */
function inLines(schema: object): string {
  const members = Object.entries(schema).map(([key, value]) => {
    const long = key === "$defs" || key === "properties";
    const entries = long ? Object.entries(value).map((entry) => `  ${member(entry)}`) : [];
    return long ? ` ${JSON.stringify(key)}: {\n${entries.join(",\n")}\n }` : ` ${member([key, value])}`;
  });
  return `{\n${members.join(",\n")}\n}\n`;
}

const member = ([key, value]: [string, unknown]): string =>
  `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
