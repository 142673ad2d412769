import { factNames } from "../inspection.ts";
import { allSteps } from "../journey-steps.ts";
import { entryOf } from "../operator-fit.ts";
import { undecided } from "../outcomes.ts";
import type { Pack } from "../pack.ts";
import { factWord, said } from "./fact-words.ts";
import { oneOfThese, put, type Schema, suggested, type Word, where } from "./json-schema.ts";
import { valueSchema } from "./value-schema.ts";
import { aFact, aForm, anAgreement, aPlan, aRole, aRuleSet, outcomeWords } from "./vocabulary.ts";

const dictionary = (pack: Pack): string[] => Object.keys(pack.facts.facts);

/** Forms ask for facts that are not worked out. */
export function formSchema(pack: Pack, schema: Schema): void {
  put(schema, "raters[]", aRole(pack, ...staffIfNoRole(pack)));
  put(schema, "visibleTo[]", aRole(pack, ...staffIfNoRole(pack)));
  put(schema, "about", aRole(pack, ...staffIfNoRole(pack), "pair", "match"));
  put(schema, "questions[].fact", aFact(pack, dictionary(pack)));
  put(schema, "questions[].choicesFrom.plan", aPlan(pack));
}

const staffIfNoRole = ({ program }: Pack): string[] =>
  Object.hasOwn(program.roles, "coordinator") ? [] : ["coordinator"];

export function agreementSchema(pack: Pack, schema: Schema): void {
  const ofPair = dictionary(pack).filter((name) => pack.facts.facts[name]!.about === "pair");
  put(schema, "blanks[]", aFact(pack, ofPair, "This is not a fact of the pair."));
}

/** Partners' forms: each answer that is translated becomes a value that the fact can hold. */
export function intakeSchema(pack: Pack, schema: Schema): void {
  const beginning = Object.keys(pack.program.roles).filter((role) => pack.program.roles[role]!.journey);
  const roles = beginning.map((name): Word => ({ name, label: said(pack, `roles.${name}`) }));
  put(schema, "role", oneOfThese(roles, "Only a role with a journey can begin here."));
  const ordinary = dictionary(pack).filter((name) => pack.facts.facts[name]!.kind === "ordinary");
  put(schema, "map[].fact", aFact(pack, ordinary, "Partners cannot be asked for this."));
  put(schema, "map[]", (old) => ({ ...old, allOf: answers(pack, ordinary) }));
}

function answers(pack: Pack, names: string[]): Schema[] {
  const cases = Map.groupBy(names, (name) => {
    const { type } = pack.facts.facts[name]!;
    return type === "boolean" || type === "text" || type === "date" ? type : name;
  });
  const facts = [...cases.values()].map((alike) => {
    const name = alike[0]!;
    const fact = pack.facts.facts[name]!;
    const value = valueSchema(pack, name, fact.type === "languages" ? fact : entryOf(fact));
    const answer = fact.type === "languages" ? (value.items as Schema) : value;
    return where("fact", alike, { properties: { choices: { additionalProperties: answer } } });
  });
  const languages = pack.program.languages.participants.map((name) => ({ name }));
  const language = oneOfThese(languages, "Participants do not read this language; program.json has theirs.");
  return [
    ...facts,
    where("contact", ["language"], { properties: { choices: { additionalProperties: language } } }),
  ];
}

/** Invented people, and what must be decided for them. */
export function exampleSchema(pack: Pack, schema: Schema): void {
  const facts = {
    type: "object",
    properties: Object.fromEntries(dictionary(pack).map((name) => [name, known(pack, name)])),
    additionalProperties: false,
    errorMessage: "There is no such fact in facts.json.",
  };
  put(schema, "person.role", aRole(pack));
  schema.$defs = { facts };
  for (const path of ["person.facts", "person.answers{}.facts"]) put(schema, path, { $ref: "#/$defs/facts" });
  const answered = { anyOf: [aForm(pack), anAgreement(pack)] };
  put(schema, "person.answers", (old) => ({ ...old, propertyNames: answered }));
  put(schema, "decisions[].ruleSet", aRuleSet(pack));
  put(schema, "decisions[].outcome", {});
  const names = factNames(pack);
  for (const list of ["needs", "without"]) put(schema, `decisions[].${list}[]`, aFact(pack, names));
  put(schema, "decisions[]", (old) => ({ ...old, allOf: expected(pack) }));
  const steps = allSteps(pack).map(({ journey, step }) => ({
    name: `${journey}.${step.id}`,
    label: step.do,
  }));
  put(schema, "rehearsal.expect[].id", suggested(steps));
}

function known(pack: Pack, name: string): Schema {
  const { says } = factWord(pack, name);
  return { description: says, ...valueSchema(pack, name, pack.facts.facts[name]!) };
}

const expected = (pack: Pack): Schema[] =>
  Object.keys(pack.ruleSets).map((name) => {
    const open = undecided.map((each) => ({ name: each }));
    const outcome = oneOfThese([...outcomeWords(pack, name), ...open], `"${name}" has no such outcome.`);
    return where("ruleSet", [name], { properties: { outcome } });
  });
