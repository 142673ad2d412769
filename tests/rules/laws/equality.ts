import { Engine } from "json-rules-engine";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, Conditions, RuleSet } from "#core/program/rule-set.ts";
import { compile, isFactRef, type Truth } from "#core/rules/compile.ts";
import { slotsOf } from "#core/rules/compiled/layout.ts";
import { ask } from "#core/rules/compiled/path.ts";
import { decidePerson, personRules } from "#core/rules/compiled/person.ts";
import { inWords } from "#core/rules/compiled/truth.ts";
import { decide } from "#core/rules/decide.ts";
import { derive } from "#core/rules/derive.ts";
import { runEngine } from "#core/rules/engine.ts";
import { lookAt, truthOf } from "#core/rules/evaluate.ts";
import { aloneRuleSet } from "#core/rules/test.ts";
import { combine, keyOf, type Verdict } from "#core/rules/verdict.ts";
import { aPack } from "../a-pack.ts";
import { dictionary, on } from "../arbitrary.ts";
import { dictionary as stockDictionary } from "./stock-cases.ts";

const empty = aPack({ facts: dictionary });

/** What differs between the compiled rules, the receipt and json-rules-engine on complete facts; undefined when nothing does. */
export async function difference(ruleSet: RuleSet, facts: Facts): Promise<string | undefined> {
  const known = derive({ facts: dictionary }, facts, on);
  const engine = await runEngine(dictionary, ruleSet.rules, known);
  const meant = combine(ruleSet, engine).possible;
  if (meant.length !== 1) return `complete facts leave ${meant.length} verdicts`;
  const wanted = said(meant[0]!);
  const rules = compile(dictionary, ruleSet);
  const slots = slotsOf(rules[0]!.layout, known);
  const looked = lookAt(rules, known);
  const {
    outcome,
    params,
    all,
    rules: fired,
  } = decide({ ...empty, ruleSets: { it: ruleSet } }, "it", facts, on);
  const places = fired.map((name) => ruleSet.rules.findIndex((rule) => rule.name === name));
  return (
    differs("each rule", engine.join(), rules.map(({ first }) => inWords[ask(first, slots)]).join()) ??
    differs(
      "each receipt",
      engine.join(),
      looked.map(({ root, results }) => truthOf(root, results)).join(),
    ) ??
    differs("facts as stored", wanted, said(decidePerson(dictionary, ruleSet, known))) ??
    differs("slots", wanted, said(personRules(dictionary, ruleSet).decide(slots))) ??
    differs("the decision", wanted, said({ outcome, params, ...(all && { all }), rules: places }))
  );
}

const said = (verdict: Verdict | undefined): string =>
  verdict ? `${keyOf(verdict)} by ${verdict.rules.join()}` : "undecided";

const differs = (what: string, wanted: string, got: string): string | undefined =>
  wanted === got ? undefined : `${what}: json-rules-engine ${wanted}, we ${got}`;

/** The same of conditions alone, held against json-rules-engine with nothing of ours in it: its own operators, its own way to facts. */
export async function stockDifference(conditions: Conditions, facts: Facts): Promise<string | undefined> {
  const engine = new Engine();
  engine.addRule({ conditions, event: { type: "it" } });
  const { events } = await engine.run(facts);
  return differs("conditions", String(events.length === 1), String(compiled(conditions, facts)));
}

/** What compiled conditions come to on facts of the stock dictionary. */
export function compiled(conditions: Conditions, facts: Facts): Truth {
  const [rule] = compile(stockDictionary, aloneRuleSet(conditions));
  return inWords[ask(rule!.first, slotsOf(rule!.layout, facts))]!;
}

/** What a case had in it, so that a run can show what it went through. */
export function traits(ruleSet: RuleSet): string[] {
  return [ruleSet.hitPolicy, ...ruleSet.rules.flatMap(({ conditions }) => traitsOf(conditions, 0))];
}

function traitsOf(condition: Condition | Conditions, depth: number): string[] {
  if ("not" in condition) return ["not", ...traitsOf(condition.not, depth + 1)];
  if ("all" in condition) return ["all", ...condition.all.flatMap((one) => traitsOf(one, depth + 1))];
  if ("any" in condition) return ["any", ...condition.any.flatMap((one) => traitsOf(one, depth + 1))];
  return [
    condition.operator,
    ...(isFactRef(condition.value) ? ["fact to fact"] : []),
    ...(depth > 2 ? ["three deep or more"] : []),
  ];
}
