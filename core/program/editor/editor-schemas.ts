import { type FileKind, fileKinds } from "../file-kind.ts";
import { type Sources, toValue } from "../node.ts";
import type { Pack } from "../pack.ts";
import { schemas } from "../schemas.ts";
import { comparisonSchemas, conditionSchemas } from "./condition-schema.ts";
import { journeySchema } from "./journey-schema.ts";
import type { Schema } from "./json-schema.ts";
import { put } from "./json-schema.ts";
import { neverSchema } from "./never-schema.ts";
import { partial } from "./partial.ts";
import { agreementSchema, exampleSchema, formSchema, intakeSchema } from "./people-schemas.ts";
import { addStatuses, factsSchema, indicatorsSchema, programSchema, textsSchema } from "./program-schemas.ts";
import { conditionsOf, ruleSetSchema } from "./rule-set-schema.ts";
import { anybody, anyone, whoByDecision, whoByRole } from "./subjects.ts";

/** The folder of a program in which an editor finds what the program's own words are. */
export const editorFolder = ".schemas";

/**
 * JSON Schemas that know a program's own facts, outcomes, forms, texts and so on, by the name of their file in its `.schemas`. A
 * program that extends another has schemas for files that say only what differs. `sources` are its files, which still
 * have the names of conditions.
 */
export function editorSchemas(pack: Pack, sources: Sources): Record<string, Schema> {
  const extending = pack.program.extends !== undefined;
  const named = namesOfConditions(sources);
  const files = Object.entries(schemas()).map(([file, schema]): [string, Schema] => {
    const kind = file.replace(".schema.json", "") as FileKind;
    const made = JSON.parse(JSON.stringify(schema)) as Schema;
    refine[kind]?.(pack, made);
    dropOldConditions(made);
    // Lines of never.json are only added, so each is whole.
    return [file, withNote(extending && kind !== "never" ? partial(made) : made)];
  });
  return Object.fromEntries([...files, ["words.schema.json", withNote(words(pack, named))]]);
}

const refine: Partial<Record<FileKind, (pack: Pack, schema: Schema) => void>> = {
  program: programSchema,
  facts: factsSchema,
  never: neverSchema,
  indicators: indicatorsSchema,
  conditions: (_, schema) => put(schema, "conditions{}", conditionsOf(anybody)),
  "rule-set": ruleSetSchema,
  intake: intakeSchema,
  journey: (pack, schema) => {
    journeySchema(pack, schema);
    addStatuses(pack, schema);
  },
  form: formSchema,
  agreement: agreementSchema,
  texts: textsSchema,
  example: exampleSchema,
};

function words(pack: Pack, named: string[]): Schema {
  const everybody = anyone(pack);
  const whos = [...whoByDecision(pack).values(), ...whoByRole(pack).values(), everybody];
  const byName = new Map(whos.map(({ who, refs }) => [who, refs]));
  const conditions = [...byName].map(([who, refs]) => conditionSchemas({ pack, who, refs }, named));
  return { $defs: Object.assign(comparisonSchemas(pack, everybody.refs), ...conditions) };
}

/** Names under "conditions" of conditions.json and of rule sets. */
function namesOfConditions(sources: Sources): string[] {
  const names = Object.values(sources).flatMap((node) => {
    const file = toValue(node) as { conditions?: unknown } | null;
    const { conditions } = file ?? {};
    return typeof conditions === "object" && conditions !== null ? Object.keys(conditions) : [];
  });
  return [...new Set(names)].sort();
}

/** Conditions that know no facts are not referred to any more. */
function dropOldConditions(schema: Schema): void {
  const { $defs: _, ...rest } = schema;
  if (!JSON.stringify(rest).includes('"#/$defs/')) delete schema.$defs;
}

const withNote = (schema: Schema): Schema => ({
  $comment: 'Made by "npx waymark schemas" from the program\'s files; do not change it by hand.',
  ...schema,
});

export const editorFiles: readonly string[] = [
  ...Object.keys(fileKinds).map((kind) => `${kind}.schema.json`),
  "words.schema.json",
];
