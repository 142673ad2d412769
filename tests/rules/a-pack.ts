import type { z } from "zod";
import { FactDictionary } from "#core/program/fact.ts";
import { Pack } from "#core/program/pack.ts";
import { type Condition, RuleSet } from "#core/program/rule-set.ts";

type PackInput = z.input<typeof Pack>;

/** A small program, complete enough for every schema; give only what your test is about. */
export function aPack(more: Partial<PackInput> = {}): Pack {
  return Pack.parse({
    id: "willow",
    version: "0123456789ab",
    program: aProgram(),
    facts: { facts: {}, derived: {} },
    never: {},
    intake: {},
    ruleSets: {},
    journeys: {},
    forms: {},
    agreements: {},
    plans: {},
    texts: {},
    examples: {},
    ...more,
  });
}

export function aProgram(more: Partial<PackInput["program"]> = {}): PackInput["program"] {
  return {
    languages: { participants: ["en", "uk"], staff: ["en"] },
    zone: "Europe/Riga",
    roles: { mentee: { journey: "mentee" }, mentor: { journey: "mentor" } },
    coordinator: { name: "Willow Wren", email: "willow@example.org", phone: "+371 20000000" },
    ...more,
  };
}

export const aDictionary = (
  facts: z.input<typeof FactDictionary>["facts"],
  derived: z.input<typeof FactDictionary>["derived"] = {},
): FactDictionary => FactDictionary.parse({ facts, derived });

export const aRuleSet = (
  more: Partial<z.input<typeof RuleSet>> & Pick<z.input<typeof RuleSet>, "rules">,
): RuleSet =>
  RuleSet.parse({ decides: "group", hitPolicy: "first match", otherwise: { type: "group-other" }, ...more });

/** A rule whose conditions must all hold. */
export const aRule = (
  name: string,
  type: string,
  all: Condition[],
  params?: Record<string, string | number | boolean>,
) => ({
  name,
  conditions: { all },
  event: { type, ...(params && { params }) },
});

/** Three groups by education, work and age: two choices, two yes-or-no facts, a date and what follows from it. */
export function aRoutingPack(more: Partial<PackInput> = {}): Pack {
  return aPack({
    facts: {
      facts: {
        hasEducation: { type: "boolean" },
        hasWorked: { type: "boolean" },
        language: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
        bornOn: { type: "date" },
        skills: { type: "rating" },
        courage: { type: "rating" },
        support: { type: "choice", values: ["ordinary", "specialist"], kind: "staff" },
      },
      derived: { age: { yearsSince: "bornOn" }, weakest: { lowestOf: ["skills", "courage"] } },
    },
    ruleSets: { routing: routing() },
    texts: { en: routingTexts, uk: { "outcomes.routing.group-one.participant": "Ви можете починати." } },
    ...more,
  });
}

const routing = () =>
  aRuleSet({
    rules: [
      aRule("near-work", "group-one", [
        { fact: "hasEducation", operator: "equal", value: true },
        { fact: "hasWorked", operator: "equal", value: true },
      ]),
      aRule("learning", "group-two", [
        { fact: "language", operator: "atLeast", value: "a2" },
        {
          any: [
            { fact: "age", operator: "lessThan", value: 30 },
            { fact: "hasWorked", operator: "equal", value: true },
          ],
        },
      ]),
    ],
    otherwise: { type: "group-three" },
  });

const routingTexts = {
  "facts.hasEducation": "Has finished an education",
  "facts.hasWorked": "Has worked",
  "facts.language": "Language level",
  "facts.language.a2": "A2 (elementary)",
  "facts.bornOn": "Date of birth",
  "outcomes.routing.group-one": "Group 1, near to work",
  "outcomes.routing.group-two": "Group 2, still learning",
  "outcomes.routing.group-three": "Group 3, first steps",
  "outcomes.routing.group-one.participant": "You can start now.",
  "because.routing.near-work": "there is education and work to build on.",
  "because.routing.learning": "the language is there and there is time to learn",
};
