import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Facts, FactValue } from "#core/program/fact.ts";
import type { OperatorName, RuleSet } from "#core/program/rule-set.ts";
import { compile, isFactRef } from "#core/rules/compile.ts";
import { fits as fitsGuard, guardOf } from "#core/rules/compiled/guard.ts";
import { slotsOf } from "#core/rules/compiled/layout.ts";
import { ask } from "#core/rules/compiled/path.ts";
import { decidePerson } from "#core/rules/compiled/person.ts";
import { inWords } from "#core/rules/compiled/truth.ts";
import { derive } from "#core/rules/derive.ts";
import { lookAt, truthOf } from "#core/rules/evaluate.ts";
import { operators, WrongType } from "#core/rules/operators.ts";
import { combine } from "#core/rules/verdict.ts";
import { aDictionary, aRule, aRuleSet } from "./a-pack.ts";
import { dictionary, facts, on, ruleSets } from "./arbitrary.ts";
import { counted } from "./law.ts";
import { difference, stockDifference, traits } from "./laws/equality.ts";
import { stockCases } from "./laws/stock-cases.ts";

describe("on complete facts compiled rules are json-rules-engine's", () => {
  test("every rule, receipt and verdict, whatever the operators, nesting and hit policy", async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(ruleSets, facts, async (ruleSet, all) => {
        for (const trait of traits(ruleSet)) seen.add(trait);

        expect(await difference(ruleSet, all)).toBeUndefined();
      }),
      counted("equal to json-rules-engine", 3000, 150),
    );
    const policies = ["first match", "exactly one", "all that match", "sum of points"];
    const wanted = [...Object.keys(operators), ...policies, "not", "fact to fact", "three deep or more"];
    expect(wanted.filter((trait) => !seen.has(trait))).toEqual([]);
  });

  test("conditions with its own operators, asked of an engine with nothing of ours in it", async () => {
    await fc.assert(
      fc.asyncProperty(stockCases, async ([conditions, all]) => {
        expect(await stockDifference(conditions, all)).toBeUndefined();
      }),
      counted("equal to json-rules-engine as it is", 2000),
    );
  });
});

describe("with facts missing", () => {
  const known = fc.subarray(Object.keys(dictionary.facts));
  const only = (all: Facts, names: string[]): Facts =>
    Object.fromEntries(names.map((name) => [name, all[name]!]));

  test("a rule is true, false or unknown as its tests make it", () => {
    fc.assert(
      fc.property(ruleSets, facts, known, (ruleSet, all, names) => {
        const seen = derive({ facts: dictionary }, only(all, names), on);

        for (const { root, tests, first, layout } of compile(dictionary, ruleSet)) {
          const results = tests.map((one) => one.truth(seen));
          expect(inWords[ask(first, slotsOf(layout, seen))]).toBe(truthOf(root, results));
        }
      }),
      counted("three-valued", 1000),
    );
  });

  test("a verdict without a receipt is the one that the hit policy makes of the rules, or none", () => {
    fc.assert(
      fc.property(ruleSets, facts, known, (ruleSet, all, names) => {
        const seen = derive({ facts: dictionary }, only(all, names), on);
        const looked = lookAt(compile(dictionary, ruleSet), seen);
        const { possible } = combine(
          ruleSet,
          looked.map(({ truth }) => truth),
        );

        expect(decidePerson(dictionary, ruleSet, seen)).toEqual(
          possible.length === 1 ? possible[0] : undefined,
        );
      }),
      counted("verdicts", 1000),
    );
  });
});

describe("what a value must be", () => {
  const anything: fc.Arbitrary<unknown> = fc.oneof(
    fc.constantFrom("a2", "none", "2026-01-31", "2026-02-30", "P1Y", "en b1", "riga", "", "10 days"),
    fc.constantFrom<unknown>(3, 3.5, Number.NaN, Number.POSITIVE_INFINITY, true, false, null, {}),
    fc.array(fc.constantFrom("en", "uk b1", "x")),
    fc.array(fc.constantFrom<unknown>(1, 2, "1", Number.NaN, null), { maxLength: 3 }),
  );

  test("is what its operator says, for every operator and any value", () => {
    const answers = new Map<OperatorName, Set<boolean>>();
    fc.assert(
      fc.property(ruleSets, facts, anything, fc.boolean(), (ruleSet, all, odd, right) => {
        for (const one of compile(dictionary, ruleSet).flatMap(({ tests }) => tests)) {
          if (isFactRef(one.value)) continue;
          const value = right ? (all[one.fact] ?? odd) : odd;
          const fits = operators[one.operator].fits(value, one.value, one.values, one.limit);
          answers.set(one.operator, (answers.get(one.operator) ?? new Set()).add(fits));

          expect([guardOf(one).fits(value), fitsGuard(guardOf(one), value)]).toEqual([fits, fits]);
        }
      }),
      counted("guards", 3000, 300),
    );
    expect([...answers].filter(([, both]) => both.size < 2)).toEqual([]);
  });

  test("and facts of another type are refused wherever a test says so, with its words", () => {
    fc.assert(
      fc.property(
        ruleSets,
        facts,
        fc.constantFrom(...Object.keys(dictionary.facts)),
        anything,
        (ruleSet, all, name, value) => {
          const odd = { ...derive({ facts: dictionary }, all, on), [name]: value as FactValue };
          const rules = compile(dictionary, ruleSet);
          const tried = () => rules.flatMap(({ tests }) => tests.map((one) => one.truth(odd)));

          expect(outcomeOf(() => lookAt(rules, odd).flatMap(({ results }) => results))).toEqual(
            outcomeOf(tried),
          );
        },
      ),
      counted("wrong types", 2000),
    );
  });
});

const outcomeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (error instanceof WrongType) return error.message;
    throw error;
  }
};

describe("slots", () => {
  const named = aDictionary(
    Object.fromEntries(["constructor", "free"].map((name) => [name, { type: "boolean" }])),
  );
  const yes = (fact: string) => ({ fact, operator: "equal", value: true }) as const;
  const layoutOf = (ruleSet: RuleSet) => compile(named, ruleSet)[0]!.layout;
  const ruleSet = aRuleSet({ rules: [aRule("a", "red", [yes("constructor"), yes("free")])] });

  test("hold what the facts themselves have, and nothing that they inherit", () => {
    expect(slotsOf(layoutOf(ruleSet), { free: true })).toEqual([undefined, true]);
    expect(slotsOf(layoutOf(ruleSet), Object.create({ free: true }))).toEqual([undefined, undefined]);
    expect(slotsOf(layoutOf(ruleSet), Object.assign(Object.create({ free: false }), { free: true }))).toEqual(
      [undefined, true],
    );
  });

  test("take a fact that is there without a value for not known", () => {
    expect(slotsOf(layoutOf(ruleSet), { free: undefined } as unknown as Facts)).toEqual([
      undefined,
      undefined,
    ]);
  });
});
