import { outcomesOf } from "../outcomes.ts";
import type { Pack } from "../pack.ts";
import { factWord, said } from "./fact-words.ts";
import { oneOfThese, orIsNew, type Schema, type Word } from "./json-schema.ts";

/** What a program calls its things, as an editor offers them; each a schema that takes these names and no other. */
export const aRole = (pack: Pack, ...more: string[]): Schema =>
  oneOfThese([...roleWords(pack), ...more.map((name) => ({ name }))], missing("role", "program.json"));

export const roleWords = ({ program, ...pack }: Pack): Word[] =>
  Object.keys(program.roles).map((name) => ({
    name,
    label: said({ ...pack, program }, `roles.${name}`),
  }));

export const aForm = (pack: Pack): Schema =>
  oneOfThese(
    words(pack, Object.keys(pack.forms), (name) => `forms.${name}.title`),
    missing("form", "forms/"),
  );

export const aPlan = (pack: Pack): Schema =>
  oneOfThese(
    words(pack, Object.keys(pack.plans), (name) => `plans.${name}.title`),
    missing("plan", "plans/"),
  );

export const anAgreement = (pack: Pack): Schema =>
  oneOfThese(
    words(pack, Object.keys(pack.agreements), (name) => `agreements.${name}.title`),
    missing("agreement", "agreements/"),
  );

export const aRuleSet = ({ ruleSets }: Pack): Schema =>
  oneOfThese(
    Object.entries(ruleSets).map(([name, { decides }]) => ({ name, says: `Decides ${decides}.` })),
    missing("rule set", "the program's folder"),
  );

export const aJourney = ({ journeys }: Pack): Schema =>
  oneOfThese(
    Object.entries(journeys).map(([name, { role }]) => ({ name, says: `Of each ${role}.` })),
    missing("journey", "journeys/"),
  );

export const aFact = (pack: Pack, names: readonly string[], wrong = missing("fact", "facts.json")): Schema =>
  oneOfThese(
    names.map((name) => factWord(pack, name)),
    wrong,
  );

/** The outcomes of a rule set, as staff read them. */
export const outcomeWords = (pack: Pack, ruleSet: string): Word[] =>
  words(pack, outcomesOf(pack.ruleSets[ruleSet]!), (outcome) => `outcomes.${ruleSet}.${outcome}`);

const words = (pack: Pack, names: readonly string[], key: (name: string) => string): Word[] =>
  names.map((name) => ({ name, label: said(pack, key(name)) }));

const missing = (noun: string, place: string) => `There is no such ${noun} in ${place}. ${orIsNew}`;
