import { canonicalJson } from "../version.ts";

/** A JSON Schema with the keywords that editors add to the standard's: enumDescriptions, errorMessage, doNotSuggest, ... */
export type Schema = { [keyword: string]: unknown };

/** A word that an editor offers: what it is called, in short, and what it says about it. */
export interface Word {
  name: string;
  label?: string | undefined;
  says?: string | undefined;
}

/** One of these words and nothing else; `otherwise` is what the squiggle says. */
export const oneOfThese = (words: Word[], otherwise: string): Schema => ({
  enum: words.map(({ name }) => name),
  ...described(words),
  errorMessage: otherwise,
});

/** These words are offered, and another one may be written: it may stand in the very file that is being edited. */
export const suggested = (words: Word[], other: Schema = { type: "string" }): Schema => ({
  ...afterColon,
  anyOf: [...(words.length > 0 ? [oneOfThese(words, "")] : []), other],
});

/** Lets an editor put ": " after the name, although a value may be of several kinds: it counts proposals, and leaves out empty ones. */
export const afterColon: Schema = { defaultSnippets: [{}, {}] };

function described(words: Word[]): Schema {
  const said = words.map(({ says, label }) => says ?? label ?? "");
  const labels = words.map(({ label }) => label ?? "");
  return {
    ...(said.some(Boolean) && { enumDescriptions: said }),
    ...(labels.some(Boolean) && { enumDetails: labels }),
  };
}

/** How a squiggle about a name of another file ends: the editor may simply not know yet. */
export const orIsNew = 'If it is new, run "npx waymark schemas".';

/** Words without regular expressions' own meaning, so that a condition does not offer them as an enum would. */
export const onlyThese = (names: readonly string[]): Schema => ({
  pattern: `^(${names.map((name) => name.replaceAll(/[.*+?^$()[\]{}|\\]/g, "\\$&")).join("|")})$`,
});

/** Anything but these, also nothing at all. */
export const noneOfThese = (names: readonly string[]): Schema =>
  names.length === 0 ? {} : { not: { type: "string", ...onlyThese(names) } };

/** Where an entry says one of these, more is known about the rest. */
export const where = (key: string, names: readonly string[], then: Schema): Schema => ({
  if: { required: [key], properties: { [key]: { doNotSuggest: true, ...onlyThese(names) } } },
  then,
});

/**
 * Puts another schema at a path such as "rules[].event.type" ("[]" the items of a list, "{}" whatever stands under any name), in
 * every branch that has it. What was said about the entry stays. Throws when nothing is there: the format has changed.
 */
export function put(schema: Schema, path: string, change: Schema | ((old: Schema) => Schema)): void {
  const steps = stepsOf(path);
  const last = steps.pop()!;
  const holders = steps.reduce((at, step) => at.flatMap((one) => inside(one, step)), branches(schema));
  let found = 0;
  for (const holder of holders) {
    const place = last === "[]" || last === "{}" ? holder : (holder.properties as Schema | undefined);
    const key = last === "[]" ? "items" : last === "{}" ? "additionalProperties" : last;
    const old = place?.[key] as Schema | undefined;
    if (!place || typeof old !== "object") continue;
    const next = typeof change === "function" ? change(old) : change;
    place[key] = typeof old.description === "string" ? { description: old.description, ...next } : next;
    found++;
  }
  if (found === 0) throw new Error(`the schema has nothing at ${path}`);
}

function inside(schema: Schema, step: string): Schema[] {
  const properties = schema.properties as Record<string, Schema> | undefined;
  const next =
    step === "[]" ? schema.items : step === "{}" ? schema.additionalProperties : properties?.[step];
  return typeof next === "object" && next !== null ? branches(next as Schema) : [];
}

const branches = (schema: Schema): Schema[] => {
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  return options ? options.flatMap(branches) : [schema];
};

const stepsOf = (path: string): string[] => path.match(/\[\]|\{\}|[^.[\]{}]+/g)!;

/** A schema that says something only about what a path leads to. */
export const nested = (path: string, schema: Schema): Schema =>
  stepsOf(path).reduceRight<Schema>((within, step) => {
    if (step === "[]") return { items: within };
    return step === "{}" ? { additionalProperties: within } : { properties: { [step]: within } };
  }, schema);

/** Adds what is known besides. */
export function also(schema: Schema, ...more: Schema[]): void {
  schema.allOf = [...((schema.allOf as Schema[] | undefined) ?? []), ...more];
}

/** Branches told apart by one word, so that the words can be offered and a wrong one named; without it everything is offered. */
export function byWord(key: string, branches: Schema[], says: (word: string) => string): Schema {
  const wordOf = (branch: Schema) => String((branch.properties as Record<string, Schema>)[key]!.const);
  const words = branches.map((branch) => ({ name: wordOf(branch), says: says(wordOf(branch)) }));
  const wrong = `Write ${words.map(({ name }) => `"${name}"`).join(", ")}.`;
  return {
    type: "object",
    properties: { [key]: { ...oneOfThese(words, wrong), suggestSortText: "0" } },
    required: [key],
    allOf: [
      ...branches.map((branch) => where(key, [wordOf(branch)], branch)),
      { if: { required: [key] }, else: { properties: allOfTheir(branches, key) } },
    ],
  };
}

/** Entries that are not the same in all branches are only named. */
function allOfTheir(branches: Schema[], key: string): Record<string, Schema> {
  const entries = branches.flatMap(({ properties }) => Object.entries(properties as Record<string, Schema>));
  const grouped = Object.groupBy(
    entries.filter(([name]) => name !== key),
    ([name]) => name,
  );
  return Object.fromEntries(
    Object.entries(grouped).map(([name, all]) => {
      const [first, ...rest] = all!.map(([, schema]) => schema);
      const same = rest.every((other) => canonicalJson(other) === canonicalJson(first));
      return [name, same ? first! : { ...afterColon, description: first!.description ?? "" }];
    }),
  );
}
