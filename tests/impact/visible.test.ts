import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Impact, impact } from "#core/impact/impact.ts";
import { visibleImpact } from "#core/impact/visible-impact.ts";
import type { Facts } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Condition, RuleSet } from "#core/program/rule-set.ts";
import { readerOf } from "#core/rules/visible.ts";
import { aDictionary, aPack, aProgram, aRule, aRuleSet } from "../rules/a-pack.ts";
import { hold } from "../rules/law.ts";
import { dictionary, on, person, ruleSets, universe } from "../rules/small-world.ts";

const roles = { mentee: { journey: "mentee" }, referrer: { staff: true } };
const program = aProgram({ roles });
const empty = aPack({ facts: dictionary, program });
const hidden = Object.keys(universe).filter((fact) => dictionary.facts[fact]!.kind !== "ordinary");

const version = (routing: RuleSet): Pack => ({ ...empty, ruleSets: { routing } });
const decided = ({ changed }: Impact) =>
  JSON.stringify(changed.map(({ ruleSet, from, to }) => [ruleSet, from.split(" (")[0], to.split(" (")[0]]));

describe("what a reader may not see", () => {
  test.each(["referrer", "mentee"])(
    "makes no difference to the impact that a %s is shown, once the same is decided in both versions",
    (role) => {
      const seen = { same: 0, hidden: 0 };
      const known = fc.tuple(person, fc.subarray(Object.keys(universe), { minLength: 9 }));
      const law = fc.property(ruleSets, ruleSets, known, person, (before, after, [one, names], other) => {
        const [live, draft] = [version(before), version(after)];
        const secrets: Facts = Object.fromEntries(hidden.map((fact) => [fact, other[fact]!]));
        const found = [one, { ...one, ...secrets }].map((all) => {
          const facts = Object.fromEntries(names.map((name) => [name, all[name]!]));
          return impact(live, draft, [{ id: "noor", role: "mentee", facts }], on);
        });
        if (decided(found[0]!) !== decided(found[1]!) || found[0]!.changed.length === 0) return;
        seen.same += 1;
        if (JSON.stringify(found[0]) !== JSON.stringify(found[1])) seen.hidden += 1;
        const [a, b] = found.map((each) => visibleImpact(each, live, draft, readerOf(live, role)));
        expect(a).toEqual(b);
      });
      hold(`the impact that a ${role} is shown`, law, 1500);
      expect(seen.same).toBeGreaterThan(100);
      expect(seen.hidden).toBeGreaterThan(20);
    },
  );

  const is = (fact: string, value: boolean): Condition => ({ fact, operator: "equal", value });
  const facts = aDictionary({ one: { type: "boolean" }, health: { type: "boolean", kind: "conversation" } });
  const pack = (one: boolean, ill: boolean) =>
    aPack({
      ...{ facts, program, texts: { en: { "because.it.ill": "she is ill" } } },
      ruleSets: {
        it: aRuleSet({
          rules: [aRule("young", "red", [is("one", one)]), aRule("ill", "blue", [is("health", ill)])],
        }),
      },
    });
  const shownTo = (role: string, live: Pack, draft: Pack) => {
    const found = impact(live, draft, [{ id: "noor", facts: { one: false, health: true } }], on);
    return { found, shown: visibleImpact(found, live, draft, readerOf(live, role)) };
  };

  test("stands in no reason", () => {
    const { shown } = shownTo("referrer", pack(true, true), pack(true, false));
    expect(shown.changed).toEqual([
      {
        ...{ id: "noor", ruleSet: "it", from: "blue", to: "group-other" },
        because: [{ sentence: "Something that you may not see plays a part." }],
      },
    ]);
  });

  test("does not take with it what may be seen", () => {
    const { shown } = shownTo("referrer", pack(true, true), pack(false, true));
    expect(shown.changed[0]!.because).toMatchObject([
      { rule: "young", fact: "one", saw: false },
      { sentence: "Something that you may not see plays a part." },
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/health|ill\b/);
  });

  test("is nothing to a coordinator, and all that staff say is hidden from who takes part", () => {
    const { found, shown } = shownTo("coordinator", pack(true, true), pack(true, false));
    expect(shown).toEqual(found);
    expect(shownTo("mentee", pack(true, true), pack(true, false)).shown.changed).toEqual([
      { id: "noor", ruleSet: "", from: "", to: "", because: [] },
    ]);
  });
});
