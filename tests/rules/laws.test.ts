import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import type { RuleSet } from "#core/program/rule-set.ts";
import { confirm } from "#core/rules/confirm.ts";
import { decide } from "#core/rules/decide.ts";
import type { Decision } from "#core/rules/decision.ts";
import { derive } from "#core/rules/derive.ts";
import { runEngine } from "#core/rules/engine.ts";
import { test as holds } from "#core/rules/test.ts";
import { aPack, aRule, aRuleSet } from "./a-pack.ts";
import { conditions, dictionary, facts, on, ruleSets } from "./arbitrary.ts";
import { counted, scaled } from "./law.ts";

const empty = aPack({ facts: dictionary });
const packOf = (it: RuleSet): Pack => ({ ...empty, ruleSets: { it } });
const known = fc.subarray(Object.keys(dictionary.facts));
const only = (all: Facts, names: string[]): Facts =>
  Object.fromEntries(names.map((name) => [name, all[name]!]));
const said = ({ outcome, params, all }: Decision) => ({ outcome, params, all });

describe("on complete facts", () => {
  test("conditions hold for us exactly when they hold for json-rules-engine", async () => {
    await fc.assert(
      fc.asyncProperty(conditions, facts, async (tree, all) => {
        const rule = { name: "it", conditions: tree, event: { type: "it" } };
        const [engine] = await runEngine(dictionary, [rule], derive({ facts: dictionary }, all, on));

        expect(holds({ facts: dictionary }, tree, all, on).holds).toBe(engine);
      }),
      counted("conditions hold as json-rules-engine says", 500),
    );
  });

  test("every decision is a definite one, and json-rules-engine confirms it", async () => {
    await fc.assert(
      fc.asyncProperty(ruleSets, facts, async (ruleSet, all) => {
        const decision = decide(packOf(ruleSet), "it", all, on);

        expect(decision.outcome).not.toBe("needs-info");
        expect(await confirm(packOf(ruleSet), "it", all, on, decision)).toBeUndefined();
      }),
      counted("every decision is confirmed", 300),
    );
  });
});

const exactlyAsLong = aRuleSet({
  rules: [
    aRule("alike", "blue", [{ fact: "languages", operator: "isExactly", value: { fact: "spoken" } }]),
    aRule("few", "blue", [{ fact: "tongues", operator: "lessThan", value: 3 }]),
  ],
});

describe("with facts missing", () => {
  test("a decision that stands is the same for every completion", () => {
    let stood = 0;
    fc.assert(
      fc.property(
        ruleSets,
        facts,
        known,
        fc.array(facts, { minLength: 12, maxLength: 12 }),
        (ruleSet, all, names, others) => {
          const decision = decide(packOf(ruleSet), "it", only(all, names), on);
          if (decision.outcome === "needs-info") return;
          stood += 1;
          for (const other of others) {
            expect(said(decide(packOf(ruleSet), "it", { ...other, ...only(all, names) }, on))).toEqual(
              said(decision),
            );
          }
        },
      ),
      counted("a decision that stands is the same for every completion", 400),
    );
    expect(stood).toBeGreaterThan(scaled(40));
  });

  test("json-rules-engine agrees with it as far as it can be run", async () => {
    await fc.assert(
      fc.asyncProperty(ruleSets, facts, known, async (ruleSet, all, names) => {
        const seen = only(all, names);
        const decision = decide(packOf(ruleSet), "it", seen, on);

        expect(await confirm(packOf(ruleSet), "it", seen, on, decision)).toBeUndefined();
      }),
      counted("json-rules-engine agrees as far as it can be run", 200),
    );
  });

  test("a list that is held against one that is counted may be as long as that one", () => {
    const { needs } = decide(packOf(exactlyAsLong), "it", {}, on);
    expect(needs).toEqual(["languages", "spoken"]);
  });

  test("needs-info names facts that are missing, and answering them all settles it", () => {
    fc.assert(
      fc.property(ruleSets, facts, known, (ruleSet, all, names) => {
        const seen = only(all, names);
        const decision = decide(packOf(ruleSet), "it", seen, on);
        expect(decision.needs.length > 0).toBe(decision.outcome === "needs-info");
        expect(decision.needs.filter((name) => name in seen)).toEqual([]);

        expect(decide(packOf(ruleSet), "it", { ...seen, ...only(all, decision.needs) }, on).outcome).not.toBe(
          "needs-info",
        );
      }),
      counted("needs-info names what is missing", 400),
    );
  });

  test("one missing yes-or-no is asked for exactly when it tells", () => {
    fc.assert(
      fc.property(ruleSets, facts, (ruleSet, all) => {
        const { free: _, ...seen } = all;
        const answers = [true, false].map((free) =>
          said(decide(packOf(ruleSet), "it", { ...seen, free }, on)),
        );
        const decision = decide(packOf(ruleSet), "it", seen, on);

        if (JSON.stringify(answers[0]) === JSON.stringify(answers[1]))
          expect(said(decision)).toEqual(answers[0]);
        else expect(decision.needs).toEqual(["free"]);
      }),
      counted("one missing yes-or-no is asked for exactly when it tells", 400),
    );
  });
});

test("knowing more never takes a decision back", () => {
  fc.assert(
    fc.property(
      ruleSets,
      facts,
      known,
      fc.constantFrom(...Object.keys(dictionary.facts)),
      (ruleSet, all, names, more) => {
        const before = decide(packOf(ruleSet), "it", only(all, names), on);
        if (before.outcome === "needs-info") return;

        expect(said(decide(packOf(ruleSet), "it", only(all, [...names, more]), on))).toEqual(said(before));
      },
    ),
    counted("knowing more never takes a decision back", 300),
  );
});
