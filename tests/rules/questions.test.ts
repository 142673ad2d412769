import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, Leaf, RuleSet } from "#core/program/rule-set.ts";
import { type Answer, answer, decide } from "#core/rules/decide.ts";
import { aDictionary, aPack, aRule, aRuleSet } from "./a-pack.ts";
import { hold, scaled } from "./law.ts";
import { anyValue, asked, completions, dictionary, on, universe } from "./small-world.ts";

const empty = aPack({ facts: dictionary });
const decided = (it: RuleSet, facts: Facts): Answer =>
  answer({ ...empty, ruleSets: { it } }, "it", facts, on);
const said = ({ outcome, params, all }: Answer) => JSON.stringify([outcome, params, all]);

describe("with facts missing", () => {
  test("a decision stands if and only if every way to complete the facts leads to it", () => {
    const seen = { stands: 0, asks: 0 };
    const law = fc.property(asked, fc.record(anyValue), ({ ruleSet, known, unknown }, anything) => {
      const decision = decided(ruleSet, known);
      const ends = new Set(completions(unknown).map((more) => said(decided(ruleSet, { ...known, ...more }))));
      seen[ends.size === 1 ? "stands" : "asks"] += 1;

      expect(decision.outcome === "needs-info").toBe(ends.size > 1);
      const other = said(decided(ruleSet, { ...anything, ...known }));
      if (ends.size === 1) expect([said(decision), other]).toEqual([[...ends][0], [...ends][0]]);
      else expect(ends.has(other)).toBe(true);
    });
    hold("a decision stands iff every completion agrees", law, 1000);
    expect(Math.min(seen.stands, seen.asks)).toBeGreaterThan(scaled(100));
  });

  test("the questions are exactly those that can tip it: all together settle it, and none can be left out", () => {
    const law = fc.property(asked, ({ ruleSet, known, unknown }) => {
      const { needs } = decided(ruleSet, known);
      const others = (fact: string) => unknown.filter((name) => name !== fact);
      const tips = (fact: string) =>
        completions(others(fact)).some((rest) => {
          const ends = universe[fact]!.map((value) =>
            said(decided(ruleSet, { ...known, ...rest, [fact]: value })),
          );
          return new Set(ends).size > 1;
        });

      expect([...needs].sort()).toEqual(unknown.filter(tips).sort());
      for (const answers of completions(needs))
        expect(decided(ruleSet, { ...known, ...answers }).outcome).not.toBe("needs-info");
    });
    hold("the questions are exactly those that can tip it", law, 400);
  });

  test("what may not be asked by mail comes last, and before that what settles it most often", () => {
    const law = fc.property(asked, ({ ruleSet, known }) => {
      const { needs } = decided(ruleSet, known);
      const kinds = needs.map((fact) =>
        ["ordinary", "conversation", "staff"].indexOf(dictionary.facts[fact]!.kind),
      );
      expect(kinds).toEqual([...kinds].sort());
    });
    hold("what may not be asked by mail comes last", law, 300);
  });
});

describe("a set that is not known, beside one that is", () => {
  const facts = aDictionary(
    {
      languages: { type: "choices", values: ["en", "uk", "ar"] },
      spoken: { type: "choices", values: ["en", "uk", "ar"] },
    },
    { tongues: { count: "languages" } },
  );
  const of = (fact: string, operator: Leaf["operator"], value: Leaf["value"]): Leaf => ({
    fact,
    operator,
    value,
  });
  /** The first leads to another answer than all else. */
  const needs = (spoken: string[], ...leaves: Leaf[]) => {
    const rules = leaves.map((leaf, place) =>
      aRule(`rule-${place}`, place === 0 ? "blue" : "group-other", [leaf]),
    );
    return answer(aPack({ facts, ruleSets: { it: aRuleSet({ rules }) } }), "it", { spoken }, on).needs;
  };
  const languages = { fact: "languages" };

  test.each(["containsAll", "doesNotContainAll", "isExactly", "sharesAny", "sharesNone"] as const)(
    "may tip %s, also with an entry that nobody named",
    (operator) => expect(needs(["uk"], of("spoken", operator, languages))).toEqual(["languages"]),
  );

  test("is still open where the known one has nothing", () => {
    expect(needs([], of("spoken", "containsAll", languages))).toEqual(["languages"]);
    expect(needs([], of("spoken", "sharesAny", languages))).toEqual([]);
  });

  test("is open too where another rule counts it", () => {
    expect(needs(["uk"], of("spoken", "isExactly", languages), of("tongues", "lessThan", 1))).toEqual([
      "languages",
    ]);
  });
});

describe("the first question", () => {
  const yes = (fact: string) => ({ fact, operator: "equal", value: true }) as const;
  const facts = aDictionary({
    one: { type: "boolean" },
    two: { type: "boolean" },
    health: { type: "boolean", kind: "conversation" },
  });
  const needs = (rules: ReturnType<typeof aRule>[]) =>
    decide(aPack({ facts, ruleSets: { it: aRuleSet({ rules }) } }), "it", {}, on).needs;

  test("is the one whose answer may settle it alone", () => {
    expect(needs([aRule("a", "red", [yes("one"), yes("two")]), aRule("b", "blue", [yes("two")])])).toEqual([
      "two",
      "one",
    ]);
  });

  test("is never one for a talk while there is one for a letter", () => {
    expect(needs([aRule("a", "red", [yes("health")]), aRule("b", "blue", [yes("two")])])).toEqual([
      "two",
      "health",
    ]);
  });
});

describe("a completion that is easily overlooked", () => {
  const facts = aDictionary(
    { ages: { type: "numbers" }, bornOn: { type: "date" }, cameOn: { type: "date" } },
    { children: { count: "ages" }, age: { yearsSince: "bornOn" } },
  );
  const of = (fact: string, operator: Leaf["operator"], value: Leaf["value"]): Leaf => ({
    fact,
    operator,
    value,
  });
  const decide = (known: Facts, ...all: Condition[]) =>
    answer(
      aPack({ facts, ruleSets: { it: aRuleSet({ rules: [aRule("it", "red", all)] }) } }),
      "it",
      known,
      on,
    );

  test("is a list with an entry twice", () => {
    const twins = [of("children", "greaterThanInclusive", 2), of("ages", "isExactly", [0])];

    expect(decide({}, ...twins)).toMatchObject({ outcome: "needs-info", needs: ["ages"] });
    expect(decide({ ages: [0, 0] }, ...twins).outcome).toBe("red");
  });

  test("is one that is as far away as a test looks", () => {
    const near = (fact: string, value: number, by: number): Leaf => ({
      ...of(fact, "differsAtMost", value),
      by,
    });

    expect(decide({}, near("age", 18, 5)).needs).toEqual(["bornOn"]);
    expect(decide({}, near("age", 18, 5), of("bornOn", "after", "1900-01-01")).needs).toEqual(["bornOn"]);
    expect(decide({}, near("children", 2, 2)).needs).toEqual(["ages"]);
    expect(decide({}, near("children", 2, 2), of("ages", "contains", 0)).needs).toEqual(["ages"]);
    expect(decide({}, { not: near("children", 2, 2) }, of("ages", "isExactly", [0])).needs).toEqual(["ages"]);
  });

  test("is a day that is yet to come, beside another one", () => {
    const young = [of("age", "lessThan", 1), { not: of("bornOn", "after", { fact: "cameOn" }) }];
    const late = [
      ...young,
      of("cameOn", "after", { fact: "today" }),
      of("bornOn", "equal", { fact: "cameOn" }),
    ];

    expect(decide({}, ...late)).toMatchObject({ outcome: "needs-info", needs: ["bornOn", "cameOn"] });
    expect(decide({ bornOn: "2028-05-06", cameOn: "2028-05-06" }, ...late).outcome).toBe("red");
  });
});
