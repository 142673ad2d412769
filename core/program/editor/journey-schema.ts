import { stepDescriptions } from "../descriptions.ts";
import { factNamed, factNames } from "../inspection.ts";
import { stepsOf } from "../journey-steps.ts";
import type { Pack } from "../pack.ts";
import type { Step } from "../step.ts";
import {
  also,
  byWord,
  nested,
  noneOfThese,
  oneOfThese,
  put,
  type Schema,
  suggested,
  where,
} from "./json-schema.ts";
import { conditionsOf } from "./rule-set-schema.ts";
import { anybody, whoByRole } from "./subjects.ts";
import { aFact, aForm, anAgreement, aPlan, aRole, aRuleSet, outcomeWords } from "./vocabulary.ts";

/** Journeys: the role tells whose facts a `when` sees, and which steps there are to go to. */
export function journeySchema(pack: Pack, schema: Schema): void {
  put(schema, "role", aRole(pack, "match", "program"));
  put(schema, "sides[]", aRole(pack));
  for (const line of lines) stepSchema(pack, schema, line);
  put(schema, "tracks[].when", {});
  const durations = factNames(pack).filter((name) => factNamed(pack, name)!.fact.type === "duration");
  for (const amount of ["tracks[].every", "stages[].steps[].for", "tracks[].steps[].for"]) {
    put(schema, `${amount}.fact`, aFact(pack, durations));
    put(schema, `${amount}.ruleSet`, aRuleSet(pack));
  }
  for (const line of lines) byKind(pack, schema, line);
  narrow(pack, schema);
}

const lines = ["stages[].steps[]", "tracks[].steps[]"];

function stepSchema(pack: Pack, schema: Schema, line: string): void {
  const set = (key: string, change: Schema) => put(schema, `${line}.${key}`, change);
  set("when", {});
  set("form", aForm(pack));
  set("plan", aPlan(pack));
  set("agreement", anAgreement(pack));
  set("ruleSet", aRuleSet(pack));
  set("plans{}", aPlan(pack));
  set("confirm[]", {});
  put(schema, `${line}.to`, (old) => ({ ...old, items: aRole(pack) }));
  put(schema, `${line}.sides[]`, aRole(pack));
  put(schema, `${line}.whom.role`, aRole(pack));
  put(schema, `${line}.whom.conditions`, {});
  put(schema, `${line}.with[]`, aFact(pack, factNames(pack)));
  put(schema, `${line}.by`, (old) => (old.type === "array" ? { ...old, items: aRole(pack) } : aRole(pack)));
  put(schema, `${line}.step`, {});
}

/** The word `do` says which kind of step it is, and so what else there is. */
function byKind(pack: Pack, schema: Schema, line: string): void {
  put(schema, line, (old) => {
    const step = byWord("do", old.oneOf as Schema[], (word) => stepDescriptions[word as Step["do"]]);
    also(step, ...decisions(pack));
    return step;
  });
}

/** What is confirmed, and what brings a plan, are outcomes of the rule set that decides. */
const decisions = (pack: Pack): Schema[] =>
  Object.keys(pack.ruleSets).map((name) => {
    const outcome = oneOfThese(outcomeWords(pack, name), `"${name}" has no such outcome.`);
    return where("ruleSet", [name], {
      properties: { confirm: { items: outcome }, plans: { propertyNames: outcome } },
    });
  });

function narrow(pack: Pack, schema: Schema): void {
  const whos = whoByRole(pack);
  for (const path of ["tracks[].from", "tracks[].until", "onEnd"]) put(schema, path, {});
  also(
    schema,
    ...[...whos].map(([role, { who }]) =>
      where("role", [role], { allOf: [...seen(who), ...stepsFor(pack, role)] }),
    ),
    { if: { properties: { role: noneOfThese([...whos.keys()]) } }, then: { allOf: seen(anybody) } },
  );
}

const seen = (who: string): Schema[] =>
  ["stages[].steps[].when", "tracks[].steps[].when", "tracks[].when"].map((path) =>
    nested(path, conditionsOf(who)),
  );

/** Steps stand in this very file, so one that is not known yet may be there already. */
function stepsFor(pack: Pack, role: string): Schema[] {
  const steps = Object.entries(pack.journeys)
    .filter(([, journey]) => journey.role === role)
    .flatMap(([name, journey]) => stepsOf(name, journey));
  const words = (of: typeof steps) =>
    suggested(of.map(({ step }) => ({ name: step.id, says: `${step.do}: ${stepDescriptions[step.do]}` })));
  const main = words(steps.filter(({ line }) => line === "main"));
  const beside = words(steps.filter(({ line }) => line !== "main"));
  return [
    ...["tracks[].from", "tracks[].until", "onEnd", "stages[].steps[].step"].map((path) =>
      nested(path, main),
    ),
    nested("tracks[].steps[].step", beside),
  ];
}
