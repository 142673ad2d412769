import { allSteps, isDo } from "../journey-steps.ts";
import { outcomesOf, undecided } from "../outcomes.ts";
import type { Pack } from "../pack.ts";
import { factWord, said } from "./fact-words.ts";
import {
  also,
  nested,
  noneOfThese,
  oneOfThese,
  put,
  type Schema,
  suggested,
  type Word,
  where,
} from "./json-schema.ts";
import { anybody, type Who, whoByDecision } from "./subjects.ts";
import { valueWords } from "./value-schema.ts";

export const conditionsOf = (who: string): Schema => ({
  $ref: `words.schema.json#/$defs/conditions-${who}`,
});

/** Rule sets: what is decided tells whose facts the rules see, and which outcomes there are. */
export function ruleSetSchema(pack: Pack, schema: Schema): void {
  const decisions = new Map(Object.entries(decisionsOf(pack)));
  put(schema, "decides", suggested([...decisions].map(([name]) => factWord(pack, name))));
  put(schema, "rules[].conditions", {});
  put(schema, "conditions{}", {});
  for (const path of outcomePaths) put(schema, path, {});
  also(schema, ...narrowed(whoByDecision(pack), conditionsIn), ...narrowedTo(decisions, outcomesIn));
}

const outcomePaths = ["rules[].event.type", "otherwise.type", "mandatory.type"];

/** One case for each, and one for whatever else is decided. */
function narrowed(whos: Map<string, Who>, then: (who: string) => Schema): Schema[] {
  const byWho = Object.groupBy([...whos], ([, { who }]) => who);
  const cases = Object.entries(byWho).map(([who, all]) =>
    where(
      "decides",
      all!.map(([decides]) => decides),
      then(who),
    ),
  );
  return [...cases, { if: { properties: { decides: noneOfThese([...whos.keys()]) } }, then: then(anybody) }];
}

function narrowedTo(decisions: Map<string, Schema>, then: (outcome: Schema) => Schema): Schema[] {
  const cases = [...decisions].map(([decides, outcome]) => where("decides", [decides], then(outcome)));
  const other = {
    if: { properties: { decides: noneOfThese([...decisions.keys()]) } },
    then: then(anOutcome),
  };
  return [...cases, other];
}

const conditionsIn = (who: string): Schema => ({
  allOf: ["rules[].conditions", "conditions{}"].map((path) => nested(path, conditionsOf(who))),
});

const outcomesIn = (outcome: Schema): Schema => ({
  allOf: outcomePaths.map((path) => nested(path, outcome)),
});

const anOutcome: Schema = {
  type: "string",
  pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
  patternErrorMessage: 'An outcome is written like "needs-support".',
};

/** The outcomes of everything that can be decided. A journey's decision is kept in a fact, which must be able to hold it. */
function decisionsOf(pack: Pack): Record<string, Schema> {
  const byDecision = Object.groupBy(Object.keys(pack.ruleSets), (name) => pack.ruleSets[name]!.decides);
  const choices = Object.entries(pack.facts.facts).flatMap(([name, fact]) =>
    fact.type === "choice" ? [[name, suggested(valueWords(pack, name, fact.values), anOutcome)]] : [],
  );
  const decided = Object.entries(byDecision).map(([decides, ruleSets]) => {
    return [decides, outcomeOf(pack, decides, ruleSets!)];
  });
  return { ...Object.fromEntries(choices), ...Object.fromEntries(decided) };
}

function outcomeOf(pack: Pack, decides: string, ruleSets: string[]): Schema {
  const fact = Object.hasOwn(pack.facts.facts, decides) ? pack.facts.facts[decides] : undefined;
  const kept = allSteps(pack).some(
    (placed) => isDo(placed, "decide") && ruleSets.includes(placed.step.ruleSet),
  );
  if (kept && fact?.type === "choice") {
    const wrong = `"${decides}" cannot hold this outcome: write one of its values, or add it in facts.json.`;
    return oneOfThese([...valueWords(pack, decides, fact.values), ...open], wrong);
  }
  const words = ruleSets.flatMap((name) =>
    outcomesOf(pack.ruleSets[name]!).map((outcome): Word => {
      return { name: outcome, label: said(pack, `outcomes.${name}.${outcome}`) };
    }),
  );
  return suggested(words, anOutcome);
}

const saysOpen: Record<string, string> = {
  review: "A coordinator decides.",
  "needs-info": "We must ask.",
};
const open: Word[] = undecided.map((name) => ({ name, label: saysOpen[name] }));
