import type * as z from "zod";
import { Example } from "./example.ts";
import { FactDictionary } from "./fact.ts";
import { Agreement, Form, Plan } from "./form.ts";
import { Intake } from "./intake.ts";
import { Never } from "./never.ts";
import { Indicators, Program, Texts } from "./program.ts";
import { ConditionsFile, RuleSetFile } from "./rule-set.ts";
import { JourneyDefinition } from "./step.ts";

/** Every kind of file a program has: its schema, and the name of its JSON Schema in rules/schemas. */
export const fileKinds = {
  program: Program,
  facts: FactDictionary,
  never: Never,
  indicators: Indicators,
  conditions: ConditionsFile,
  "rule-set": RuleSetFile,
  intake: Intake,
  journey: JourneyDefinition,
  form: Form,
  agreement: Agreement,
  plan: Plan,
  texts: Texts,
  example: Example,
} satisfies Record<string, z.ZodType>;
export type FileKind = keyof typeof fileKinds;

/** Files at the root that are not rule sets. */
export const singles: Record<string, FileKind> = {
  "program.json": "program",
  "facts.json": "facts",
  "never.json": "never",
  "conditions.json": "conditions",
  "indicators.json": "indicators",
};

/** Folders, and what each file in them is. */
export const folders: Record<string, FileKind> = {
  intake: "intake",
  journeys: "journey",
  forms: "form",
  agreements: "agreement",
  plans: "plan",
  texts: "texts",
  examples: "example",
};

/** What a path is, with the name that rules know it by; or what is wrong with the path itself. */
export type FileRole = { kind: FileKind; id: string } | { wrong: "folder" | "name" | "file" };

export function fileRole(path: string): FileRole {
  const parts = path.split("/");
  const [folder, name] = parts.length === 1 ? [undefined, parts[0]!] : [parts[0]!, parts.slice(1).join("/")];
  if (folder !== undefined && !Object.hasOwn(folders, folder)) return { wrong: "folder" };
  if (!name.endsWith(".json") || name.includes("/")) return { wrong: "file" };
  const id = name.slice(0, -".json".length);
  const kind = folder === undefined ? ownOr(singles, name, "rule-set") : folders[folder]!;
  return names[kind === "rule-set" || kind === "texts" ? kind : "other"].test(id) && !refused.has(id)
    ? { kind, id }
    : { wrong: "name" };
}

const ownOr = (record: Record<string, FileKind>, key: string, otherwise: FileKind) =>
  Object.hasOwn(record, key) ? record[key]! : otherwise;

const refused = new Set(["constructor", "prototype"]);

const names = {
  "rule-set": /^[a-z][a-z0-9]*([-.][a-z0-9]+)*$/,
  texts: /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
  other: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
};
