import type * as z from "zod";
import { type Draft, inOrder } from "./draft.ts";
import { type FileKind, fileKinds, fileRole, folders as knownFolders } from "./file-kind.ts";
import { writeOneOf } from "./guess.ts";
import { withoutIdleTexts } from "./idle-texts.ts";
import { schemaProblems } from "./issue.ts";
import { baseOf, type Files, type Folder, layFolders } from "./layers.ts";
import { replaceNames } from "./named-conditions.ts";
import { type JsonNode, type Place, type Sources, toValue } from "./node.ts";
import { Pack, type Problem } from "./pack.ts";
import type { RuleSet, RuleSetFile } from "./rule-set.ts";
import { packVersion } from "./version.ts";
import { weighted } from "./weight.ts";

/** A program that is written right, with the places of all its parts; or all that is wrong with it. */
export type Parsed =
  | { pack: Pack; sources: Sources; problems?: undefined }
  | { pack?: undefined; problems: Problem[] };

/** Reads a program's folder, laid over the folder that it extends if there is one. Does not look at cross references. */
export function parsePack(id: string, files: Files, base?: Files): Parsed {
  const extended = baseOf(files);
  if (extended && !base) return { problems: [noBase(extended)] };
  const folders = extended && base ? [{ id: extended.id, files: base }] : [];
  return parseFolders([...folders, { id, files }]);
}

/** The same for a chain of programs that extend each other: the deepest base first, the program itself last. */
export function parseFolders(folders: Folder[]): Parsed {
  const laid = layFolders(folders);
  const { sources, problems: named } = replaceNames(laid.sources);
  const problems: Draft[] = [...laid.problems, ...named];
  const parts: Parts = {};
  for (const [path, node] of Object.entries(sources))
    for (const problem of takeIn(parts, path, node)) problems.push(problem);
  for (const path of ["program.json", "facts.json"]) {
    const refused = problems.some(({ file }) => file === path || file.endsWith(`/${path}`));
    if (!Object.hasOwn(sources, path) && !refused) problems.push(noFile(path));
  }
  if (problems.length > 0) return { problems: inOrder(problems) };
  const pack = assemble(folders.at(-1)!.id, parts);
  return { pack: versioned({ ...pack, texts: withoutIdleTexts(pack, sources) }), sources };
}

type Parts = Partial<Record<FileKind, Record<string, unknown>>>;

function takeIn(parts: Parts, path: string, node: JsonNode): Draft[] {
  const role = fileRole(path);
  if ("wrong" in role) return [wrongPath(node, path, role.wrong)];
  const schema: z.ZodType = fileKinds[role.kind];
  const value = toValue(node);
  const parsed = schema.safeParse(value);
  if (!parsed.success) return schemaProblems(schema, node, value, parsed.error.issues);
  const { $schema: _, ...content } = parsed.data as Record<string, unknown>;
  parts[role.kind] = { ...parts[role.kind], [role.id]: content };
  return [];
}

function assemble(id: string, parts: Parts): Pack {
  const all = (kind: FileKind) => parts[kind] ?? {};
  return Pack.parse({
    id,
    version: "",
    program: all("program").program,
    facts: all("facts").facts,
    never: all("never").never ?? {},
    intake: all("intake"),
    ruleSets: Object.fromEntries(
      Object.entries(all("rule-set")).map(([name, file]) => [name, asRuleSet(file)]),
    ),
    journeys: all("journey"),
    forms: all("form"),
    agreements: all("agreement"),
    plans: all("plan"),
    texts: all("texts"),
    indicators: all("indicators").indicators,
    examples: all("example"),
  });
}

function versioned(pack: Pack): Pack {
  const { id: _, version: __, ...content } = pack;
  return { ...pack, version: packVersion(content) };
}

/** As rules are decided with: names of conditions were replaced, and weights are points. */
function asRuleSet(file: unknown): RuleSet {
  const { conditions: _, ...ruleSet } = file as z.infer<typeof RuleSetFile>;
  return weighted(ruleSet);
}

function noBase({ id, at }: { id: string; at: Place }): Problem {
  const message = `this program extends "${id}", whose files are not here`;
  return {
    ...at,
    code: "extends.unknown",
    message,
    fix: `Put the folder "${id}" beside this one, or take "extends" out.`,
  };
}

const noFile = (file: string): Problem => ({
  file,
  line: 1,
  column: 1,
  code: "file.missing",
  message: `there is no ${file}`,
  fix: `Add the file ${file}.`,
});

function wrongPath({ at }: JsonNode, path: string, wrong: "folder" | "name" | "file"): Problem {
  const place = { file: at.file, line: 1, column: 1, code: `file.${wrong}` };
  if (wrong === "folder") {
    const folder = path.split("/")[0]!;
    const message = `"${folder}" is not a folder that a program has`;
    return { ...place, message, fix: `Move or rename it. ${writeOneOf(folder, Object.keys(knownFolders))}` };
  }
  if (wrong === "file") {
    const message = `"${path}" is not a file that a program has`;
    return {
      ...place,
      message,
      fix: "Take it out of the folder; only .json files in the known places and README.md belong here.",
    };
  }
  const message = `the file name "${path}" cannot be used`;
  return {
    ...place,
    message,
    fix: 'Use lower case letters, digits and hyphens, such as "first-interview.json".',
  };
}
