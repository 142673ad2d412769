import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Facts, FactValue } from "#core/program/fact.ts";
import type { Condition, Leaf, RuleSet } from "#core/program/rule-set.ts";
import { compile } from "#core/rules/compile.ts";
import { may, pairRows } from "#core/rules/compiled/pairs.ts";
import { lookAt } from "#core/rules/evaluate.ts";
import { WrongType } from "#core/rules/operators.ts";
import { combine, pointsOf, type Verdict } from "#core/rules/verdict.ts";
import { aDictionary, aRule, aRuleSet } from "./a-pack.ts";
import { dictionary, facts, ruleSets } from "./arbitrary.ts";
import { counted } from "./law.ts";

const allows = ({ outcome }: Verdict) => outcome === "red";

/** What the rules say of one pair, asked alone. */
function alone(constraints: readonly RuleSet[], scores: RuleSet, pair: Facts) {
  const truths = (ruleSet: RuleSet) => lookAt(compile(dictionary, ruleSet), pair).map(({ truth }) => truth);
  const states = constraints.map((each) => {
    const verdicts = combine(each, truths(each)).possible;
    if (verdicts.every(allows)) return may.yes;
    return verdicts.some(allows) ? may.open : may.no;
  });
  const state = states.includes(may.no) ? may.no : states.includes(may.open) ? may.open : may.yes;
  const start = Number(scores.otherwise.params?.points ?? 0);
  const points = truths(scores).reduce<number>(
    (sum, truth, rule) => sum + (truth === true ? pointsOf(scores.rules[rule]!) : 0),
    start,
  );
  return { state, points };
}

/** Conditions about one person become conditions about a pair: each fact is given to one side or the other. */
function paired(ruleSet: RuleSet, side: (fact: string) => string): RuleSet {
  const turn = (condition: Condition): Condition => {
    if ("all" in condition) return { all: condition.all.map(turn) };
    if ("any" in condition) return { any: condition.any.map(turn) };
    if ("not" in condition) return { not: turn(condition.not) };
    const { value } = condition as Leaf;
    const other = typeof value === "object" && !Array.isArray(value) ? { fact: side(value.fact) } : value;
    return { ...(condition as Leaf), fact: side((condition as Leaf).fact), value: other };
  };
  return {
    ...ruleSet,
    rules: ruleSet.rules.map((rule) => ({ ...rule, conditions: turn(rule.conditions) as never })),
  };
}

const prefixed = (all: Facts, side: string, names: string[]): Facts =>
  Object.fromEntries(names.map((name) => [`${side}.${name}`, all[name]!]));

describe("a million pairs are asked in rows", () => {
  test("and each comes out as if it had been asked alone, facts missing or not, whatever the hit policy", () => {
    const seen = new Map<number, number>();
    const some = fc.array(fc.tuple(facts, fc.subarray(Object.keys(dictionary.facts), { minLength: 18 })), {
      minLength: 1,
      maxLength: 6,
    });
    const points = ruleSets.filter(({ hitPolicy }) => hitPolicy === "sum of points");
    const sides = fc.func(fc.boolean());
    fc.assert(
      fc.property(
        fc.array(ruleSets, { minLength: 1, maxLength: 2 }),
        points,
        some,
        some,
        sides,
        (constraints, scores, one, other, isMentors) => {
          const side = (fact: string) => `${isMentors(fact) ? "mentor" : "mentee"}.${fact}`;
          const rules = constraints.map((each) => paired(each, side));
          const score = paired(scores, side);
          const mentees = one.map(([all, names]) => prefixed(all, "mentee", names));
          const mentors = other.map(([all, names]) => prefixed(all, "mentor", names));
          const rows = pairRows(dictionary, { constraints: rules, allows, scores: score }, mentees, mentors);

          mentees.forEach((mentee, number) => {
            const row = rows(number);
            mentors.forEach((mentor, place) => {
              const wanted = alone(rules, score, { ...mentor, ...mentee });
              seen.set(wanted.state, (seen.get(wanted.state) ?? 0) + 1);

              expect(row.may[place]).toBe(wanted.state);
              if (wanted.state === may.yes) expect(row.points[place]).toBe(wanted.points);
            });
          });
        },
      ),
      counted("pairs in rows", 600),
    );
    console.info(`pairs: ${[...seen.values()].reduce((sum, each) => sum + each, 0)} asked twice`);
    expect([...seen.keys()].sort()).toEqual([may.no, may.yes, may.open]);
  });

  const tongues = aDictionary({
    languages: { type: "choices", values: Array.from({ length: 40 }, (_, place) => `language-${place}`) },
  });
  const shares = aRuleSet({
    rules: [
      aRule("shared", "red", [
        { fact: "mentor.languages", operator: "sharesAny", value: { fact: "mentee.languages" } },
      ]),
    ],
  });
  const none = aRuleSet({
    hitPolicy: "sum of points",
    rules: [
      aRule("a", "x", [{ fact: "mentor.languages", operator: "contains", value: "language-1" }], {
        points: 1,
      }),
    ],
  });
  const rowsOf = (mentees: Facts[], mentors: Facts[]) =>
    pairRows(tongues, { constraints: [shares], allows, scores: none }, mentees, mentors);

  test("sets of more elements than a number has bits are compared all the same", () => {
    const mentors = Array.from({ length: 40 }, (_, place) => ({ "mentor.languages": [`language-${place}`] }));
    const row = rowsOf([{ "mentee.languages": ["language-39", "language-7"] }], mentors)(0);
    const allowed = [...row.may].flatMap((state, place) => (state === may.yes ? [place] : []));

    expect(allowed).toEqual([7, 39]);
  });

  test("values that cannot be compared are refused, and so is a fact of both sides", () => {
    const odd = { "mentee.languages": [3] as FactValue };
    const both = { "mentor.languages": ["language-1"], "mentee.languages": ["language-1"] };

    expect(() => rowsOf([odd], [{ "mentor.languages": ["language-1"] }])(0)).toThrow(WrongType);
    expect(() => rowsOf([both], [{ "mentor.languages": ["language-1"] }])(0)).toThrow("known of both sides");
  });

  test("nobody on one side is no pair at all", () => {
    expect(rowsOf([{ "mentee.languages": [] }], [])(0).may).toHaveLength(0);
  });
});
