import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { impact } from "#core/impact/impact.ts";
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

describe("what a reader may not see", () => {
  test.each(["referrer", "mentee"])("makes no difference to the impact that a %s is told", (role) => {
    const seen = { compared: 0, hidden: 0 };
    const known = fc.tuple(person, fc.subarray(Object.keys(universe), { minLength: 9 }));
    const law = fc.property(ruleSets, ruleSets, known, person, (before, after, [one, names], other) => {
      const [live, draft] = [version(before), version(after)];
      const secrets: Facts = Object.fromEntries(hidden.map((fact) => [fact, other[fact]!]));
      const [a, b] = [one, { ...one, ...secrets }].map((all) => {
        const facts = Object.fromEntries(names.map((name) => [name, all[name]!]));
        const subjects = [{ id: "noor", role: "mentee", facts }];
        return {
          told: impact(live, draft, subjects, on, [], readerOf(live, role)),
          all: impact(live, draft, subjects, on),
        };
      });
      if (a!.told.changed.length > 0) seen.compared += 1;
      if (JSON.stringify(a!.all) !== JSON.stringify(b!.all)) seen.hidden += 1;
      expect(a!.told).toEqual(b!.told);
    });
    hold(`the impact that a ${role} is told`, law, 1500);
    expect(seen.hidden).toBeGreaterThan(100);
    expect(seen.compared).toBeGreaterThan(role === "mentee" ? -1 : 20);
  });

  const is = (fact: string, value: boolean): Condition => ({ fact, operator: "equal", value });
  const low = (fact: string): Condition => ({ fact, operator: "lessThan", value: 3 });
  const health = { type: "rating", kind: "conversation" } as const;
  const facts = aDictionary({ one: { type: "boolean" }, health });
  const pack = (rules: Pack["ruleSets"], more: Partial<Pack> = {}) =>
    aPack({ facts, program, ruleSets: rules, ...more });
  const set = (...conditions: Condition[]) =>
    aRuleSet({
      rules: conditions.map((one, place) => aRule(`rule-${place}`, place ? "red" : "blue", [one])),
    });
  const people = [
    { id: "noor", role: "mentee", facts: { one: false, health: 1 } },
    { id: "omid", role: "mentee", facts: { one: false, health: 5 } },
  ];
  const told = (role: string, live: Pack, draft: Pack) =>
    impact(live, draft, people, on, [], readerOf(live, role));
  const nothing = { changed: [], unchanged: 2, counted: [], leftOut: 0 };

  test("is not found out by a draft that asks for it: neither who changes nor how many", () => {
    const [live, draft] = [pack({ it: set(is("one", true)) }), pack({ it: set(low("health")) })];
    expect(told("coordinator", live, draft).changed.map(({ id }) => id)).toEqual(["noor"]);
    expect(told("referrer", live, draft)).toEqual({ ...nothing, hidden: ["it"] });
  });

  test.each([
    ["calls it ordinary", aDictionary({ one: { type: "boolean" }, health: { type: "rating" } }), "health"],
    [
      "works another fact out from it",
      aDictionary({ one: { type: "boolean" }, health }, { worst: { lowestOf: ["health"] } }),
      "worst",
    ],
  ])("nor by a draft that %s", (_, dictionary, fact) => {
    const draft = pack({ it: set(low(fact)) }, { facts: dictionary });
    expect(told("referrer", pack({ it: set(is("one", true)) }), draft)).toEqual({
      ...nothing,
      hidden: ["it"],
    });
  });

  test("nor by a step that looks at what is decided by it", () => {
    const step = {
      do: "wait",
      id: "talk",
      for: "P1D",
      when: { all: [{ fact: "it", operator: "equal", value: "blue" }] },
    };
    const journey = (when: object | undefined) =>
      ({
        role: "mentee",
        stages: [{ id: "all", steps: [{ ...step, when }] }],
        tracks: [],
      }) as unknown as Pack["journeys"][string];
    const decided = aDictionary({
      one: { type: "boolean" },
      health,
      it: { type: "choice", values: ["blue", "red", "group-other"] },
    });
    const rules = { it: { ...set(low("health")), decides: "it" } };
    const [live, draft] = [undefined, step.when].map((when) =>
      pack(rules, { facts: decided, journeys: { mentee: journey(when) } }),
    );
    expect(told("coordinator", live!, draft!).changed.map(({ id }) => id)).toEqual(["omid"]);
    expect(told("referrer", live!, draft!)).toEqual({ ...nothing, hidden: ["mentee: talk"] });
  });

  test("takes nothing with it of what may be seen elsewhere", () => {
    const live = pack({ it: set(is("one", true)), other: set(low("health")) });
    const draft = pack({ it: set(is("one", false)), other: set({ not: low("health") }) });
    const { changed, hidden, unchanged } = told("referrer", live, draft);
    expect(changed.map(({ id, ruleSet }) => `${id} ${ruleSet}`)).toEqual(["noor it", "omid it"]);
    expect({ hidden, unchanged }).toEqual({ hidden: ["other"], unchanged: 0 });
  });

  test("is nothing to a coordinator, and who takes part is told nothing at all", () => {
    const [live, draft] = [pack({ it: set(is("one", true)) }), pack({ it: set(is("one", false)) })];
    expect(told("coordinator", live, draft)).toEqual(impact(live, draft, people, on));
    expect(told("mentee", live, draft)).toEqual({ ...nothing, hidden: [] });
  });
});
