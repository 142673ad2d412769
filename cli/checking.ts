import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import * as z from "zod";
import { loadPack, readChain } from "#adapters/pack-files.ts";
import { inOrder } from "#core/program/draft.ts";
import { editorFolder } from "#core/program/editor/editor-schemas.ts";
import { FactValue } from "#core/program/known-value.ts";
import { type Folder, fileOf } from "#core/program/layers.ts";
import { placeAt, type Sources } from "#core/program/node.ts";
import type { Pack, Problem } from "#core/program/pack.ts";
import { readJson } from "#core/program/read-json.ts";
import { type Mismatch, tryExamples } from "#core/rehearsal/try-examples.ts";
import { dayFrom } from "./day.ts";
import { changedOf, wordsOf } from "./editor-files.ts";
import { fromRules } from "./problems.ts";

/** One problem as `--json` has it. */
export const Found = z.strictObject({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  rule: z.string().optional(),
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  example: z.string().optional(),
  person: z.record(z.string(), FactValue).optional(),
  level: z.enum(["error", "warning", "note"]).optional(),
  more: z.number().optional(),
  against: z.strictObject({ file: z.string(), line: z.number(), column: z.number() }).optional(),
});

/**
 * The contract of `waymark check`. Files are named from the folder with the programs. A problem without a level is an error;
 * notes are only worth knowing.
 */
export const Checked = z.strictObject({
  problems: z.array(Found),
  notes: z.array(Found),
  packs: z.array(
    z.strictObject({
      id: z.string(),
      version: z.string().optional(),
      problems: z.number(),
      examples: z.number(),
    }),
  ),
});
export type Checked = z.infer<typeof Checked>;

export async function checkPacks(rules: string, names: string[]): Promise<Checked> {
  const checked: Checked = { problems: [], notes: [], packs: [] };
  for (const id of names) {
    const loaded = await loadPack(rules, id);
    const found = loaded.pack
      ? [
          ...loaded.notes,
          ...(await exampleProblems(rules, loaded.pack)),
          ...(await editorBehind(rules, loaded.pack, loaded.sources)),
        ]
      : loaded.problems;
    const problems = found.filter(({ level }) => level !== "note");
    checked.problems.push(...fromRules(id, problems));
    checked.notes.push(
      ...fromRules(
        id,
        found.filter(({ level }) => level === "note"),
      ),
    );
    const examples = Object.keys(loaded.pack?.examples ?? {}).length;
    checked.packs.push({ id, version: loaded.pack?.version, problems: problems.length, examples });
  }
  return checked;
}

async function exampleProblems(rules: string, pack: Pack): Promise<Problem[]> {
  const mismatches = tryExamples(pack, dayFrom(undefined));
  const chain = mismatches.length > 0 ? await readChain(rules, pack.id) : undefined;
  const folders = chain && "folders" in chain ? chain.folders.toReversed() : [];
  return inOrder(mismatches.map((mismatch) => locate(folders, pack, mismatch)));
}

/** A note when the help for editors, where there is some, does not know the program as it is now. */
async function editorBehind(rules: string, pack: Pack, sources: Sources): Promise<Problem[]> {
  if (!existsSync(join(rules, pack.id, editorFolder))) return [];
  const [behind] = await changedOf(wordsOf(rules, pack, sources));
  if (!behind) return [];
  const place = { file: `${editorFolder}/${basename(behind.path)}`, line: 1, column: 1 };
  const message = "editors do not know the newest words of this program";
  return [{ ...place, code: "editor.behind", message, fix: 'Run "npx waymark schemas".', level: "note" }];
}

function locate(folders: Folder[], pack: Pack, { example, path, ...found }: Mismatch): Problem {
  const file = `examples/${example}.json`;
  for (const { id, files } of folders) {
    const { node } = readJson(fileOf(pack.id, id, file), files[file] ?? "");
    if (node) return { ...placeAt(node, path), rule: example, ...found };
  }
  return { file, line: 1, column: 1, rule: example, ...found };
}
