import { valuesOf } from "../fact.ts";
import type { Guard } from "../guard.ts";
import type { Pack } from "../pack.ts";
import { factWord } from "./fact-words.ts";
import { also, byWord, oneOfThese, put, type Schema, suggested, where } from "./json-schema.ts";
import { anyone } from "./subjects.ts";
import { valueWords } from "./value-schema.ts";
import { aRole, roleWords } from "./vocabulary.ts";

/** What must not happen. A fact that is forbidden altogether may be named too, so facts are only suggested. */
export function neverSchema(pack: Pack, schema: Schema): void {
  const ruleSets = Object.keys(pack.ruleSets);
  const families = ruleSets.map((name) => name.split(".")[0]!);
  const named = [...new Set([...ruleSets, ...families])].map((name) => ({ name }));
  const facts = suggested(anyone(pack).refs.map((ref) => factWord(pack, ref)));
  put(schema, "rules[].ruleSet", suggested(named));
  put(schema, "rules[].fact", facts);
  put(schema, "guards[].fact", facts);
  put(schema, "guards[].facts[]", facts);
  for (const key of ["steps.role", "to", "from"]) put(schema, `guards[].${key}`, aRole(pack, "match"));
  put(schema, "guards[].by", (old) => (old.type === "array" ? { ...old, items: speakers(pack) } : old));
  put(schema, "guards[]", (old) => {
    const guard = byWord("never", old.oneOf as Schema[], (word) => kindWords[word as Guard["never"]]);
    also(guard, ...values(pack));
    return guard;
  });
}

/** Those who can say what a fact is. */
const speakers = (pack: Pack): Schema =>
  suggested([
    ...roleWords(pack),
    ...["coordinator", "rules"].map((name) => ({ name })),
    ...Object.keys(pack.intake).map((form) => ({ name: `intake/${form}` })),
  ]);

const values = (pack: Pack): Schema[] =>
  Object.entries(pack.facts.facts).flatMap(([name, fact]) => {
    const known = valuesOf(fact);
    if (!known) return [];
    const value = oneOfThese(valueWords(pack, name, known), `"${name}" has no such value.`);
    return [where("fact", [name], { properties: { values: { items: value } } })];
  });

const kindWords: Record<Guard["never"], string> = {
  step: "These steps are in no journey.",
  "without a person": "The last word before these steps is a person's, not a rule's and not a deadline's.",
  "decided alone": "Rules only propose these values of a fact; a coordinator chooses.",
  before: "These steps wait until the facts are known.",
  "more often": "These steps are taken at most so many times in one journey.",
  "said by others": "Only these say what this fact is.",
  "asked by mail": "These facts are in no form but those that staff fill in.",
  told: "No letter, form or agreement tells this fact to people of this role.",
  letter: "People of this role get no letters.",
};
