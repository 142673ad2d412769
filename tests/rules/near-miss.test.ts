import fc from "fast-check";
import { expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Leaf, RuleSet } from "#core/program/rule-set.ts";
import { compile } from "#core/rules/compile.ts";
import { type Answer, answer, decide } from "#core/rules/decide.ts";
import type { Decision } from "#core/rules/decision.ts";
import { basesOf } from "#core/rules/dictionary.ts";
import { isFactRef } from "#core/rules/fact-ref.ts";
import { touching } from "#core/rules/touching.ts";
import { aDictionary, aPack, aRoutingPack, aRule, aRuleSet } from "./a-pack.ts";
import { counted, hold, scaled } from "./law.ts";
import { completions, dictionary, on, person, ruleSets, universe } from "./small-world.ts";

const empty = aPack({ facts: dictionary });
const decided = (it: RuleSet, facts: Facts): Decision =>
  decide({ ...empty, ruleSets: { it } }, "it", facts, on);
const answered = (it: RuleSet, facts: Facts): Answer =>
  answer({ ...empty, ruleSets: { it } }, "it", facts, on);
const says = ({ outcome, all }: Answer) => (all && all.length > 0 ? all : [outcome]);
const changes = ({ differs }: Decision["nearMisses"][number]): Facts =>
  Object.fromEntries(differs.map(({ fact, wanted }) => [fact, wanted!]));

/** Somebody of whom much is known. */
const people = fc
  .tuple(person, fc.subarray(Object.keys(universe), { minLength: 6 }))
  .map(([all, names]): Facts => Object.fromEntries(names.map((name) => [name, all[name]!])));

test("every near miss leads to its outcome once the facts are changed as it says", () => {
  const seen = { misses: 0, needed: 0 };
  const law = fc.property(ruleSets, people, (ruleSet, facts) => {
    const decision = decided(ruleSet, facts);
    for (const miss of decision.nearMisses) {
      seen.misses += 1;
      expect(says(decision)).not.toContain(miss.outcome);
      expect(miss.differs.map(({ fact, saw }) => [fact, saw])).toEqual(
        miss.differs.map(({ fact }) => [fact, facts[fact]]),
      );
      expect(says(answered(ruleSet, { ...facts, ...changes(miss) }))).toContain(miss.outcome);
    }
  });
  hold("every near miss leads to its outcome", law, 600);
  expect(seen.misses).toBeGreaterThan(scaled(200));
});

test("no smaller set of facts would have done, and one fact that would have done is found", () => {
  const law = fc.property(
    ruleSets.filter(({ hitPolicy }) => hitPolicy !== "sum of points"),
    people,
    (ruleSet, facts) => {
      const decision = decided(ruleSet, facts);
      const single = new Map<string, Set<string>>();
      for (const [fact, values] of Object.entries(universe)) {
        if (facts[fact] === undefined) continue;
        for (const value of values)
          for (const outcome of says(answered(ruleSet, { ...facts, [fact]: value })))
            single.set(outcome, (single.get(outcome) ?? new Set()).add(fact));
      }
      for (const outcome of ["red", "blue", "green", "grey"]) {
        const misses = decision.nearMisses.filter((miss) => miss.outcome === outcome);
        const alone = single.get(outcome);
        if (says(decision).includes(outcome) || decision.outcome === "needs-info") continue;
        if (!alone) expect(misses.every(({ differs }) => differs.length > 1)).toBe(true);
        else if (decision.nearMisses.length < 6) {
          expect(misses.map(({ differs }) => differs.length)).toEqual(misses.map(() => 1));
          expect(misses.length).toBe(Math.min(alone.size, 3));
          for (const { differs } of misses) expect([...alone]).toContain(differs[0]!.fact);
        }
      }
    },
  );
  hold("no smaller set of facts would have done", law, 300);
});

/** Tests that look at one fact each: of those that only count together the nearest values alone are tried. */
const apart = ruleSets.filter((ruleSet) => {
  const tests = compile(dictionary, ruleSet).flatMap(({ tests }) => tests);
  const several = (fact: string) => basesOf(dictionary.derived[fact] ?? { lowestOf: [] }).length > 1;
  return tests.every(({ fact, value }) => !several(fact) && !isFactRef(value));
});

test("one or two facts are found exactly where trying out everything finds them", () => {
  const seen = { alone: 0, both: 0 };
  const law = fc.property(apart, person, (ruleSet, facts) => {
    const decision = decided(ruleSet, facts);
    if (ruleSet.hitPolicy === "sum of points" || decision.nearMisses.length === 6) return;
    const open = ["red", "blue", "green", "grey"].filter((outcome) => !says(decision).includes(outcome));
    const alone = tried(ruleSet, facts, open, 1);
    const rest = open.filter((outcome) => !alone.has(outcome));
    const both = tried(ruleSet, facts, rest, 2);
    seen.alone += alone.size;
    seen.both += both.size;
    for (const outcome of open) {
      const wanted = [...(alone.get(outcome) ?? both.get(outcome) ?? [])].sort();
      const misses = decision.nearMisses.filter((miss) => miss.outcome === outcome);
      const found = misses.map(({ differs }) => differs.map(({ fact }) => fact).join()).sort();
      if (wanted.length === 0) expect(misses.every(({ differs }) => differs.length > 2)).toBe(true);
      else if (wanted.length <= 3) expect(found).toEqual(wanted);
      else expect(wanted).toEqual(expect.arrayContaining(found));
    }
  });
  fc.assert(law, counted("one or two facts are found exactly where everything tried finds them", 150, 40));
  expect(Math.min(seen.alone, seen.both)).toBeGreaterThanOrEqual(scaled(5));
});

/** By outcome: the facts, so many at once, of which some values lead to it. */
function tried(ruleSet: RuleSet, facts: Facts, outcomes: string[], size: number): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  if (outcomes.length === 0) return found;
  const touched = [...touching(dictionary, ruleSet).keys()].filter((name) => Object.hasOwn(universe, name));
  const sets = touched
    .sort()
    .flatMap((one, place) => (size === 1 ? [[one]] : touched.slice(place + 1).map((other) => [one, other])));
  for (const names of sets)
    for (const values of completions(names))
      for (const outcome of says(answered(ruleSet, { ...facts, ...values })))
        if (outcomes.includes(outcome))
          found.set(outcome, (found.get(outcome) ?? new Set()).add(names.join()));
  return found;
}

test("what was found for somebody else with the same value is what would be found anew", () => {
  const law = fc.property(ruleSets, fc.array(people, { minLength: 2, maxLength: 6 }), (ruleSet, all) => {
    for (const facts of all)
      expect(decided(ruleSet, facts).nearMisses).toEqual(decided(structuredClone(ruleSet), facts).nearMisses);
  });
  hold("what is remembered is what would be found anew", law, 200);
});

test("two facts that only count together are found together, each with the nearest that will do", () => {
  const facts = aDictionary(
    { skills: { type: "rating" }, courage: { type: "rating" } },
    { mean: { averageOf: ["skills", "courage"] } },
  );
  const enough = aRule("enough", "blue", [{ fact: "mean", operator: "greaterThanInclusive", value: 4 }]);
  const pack = aPack({ facts, ruleSets: { it: aRuleSet({ rules: [enough] }) } });

  expect(decide(pack, "it", { skills: 1, courage: 2 }, on).nearMisses).toEqual([
    {
      ...{ outcome: "blue", rule: "enough" },
      differs: [
        { fact: "courage", saw: 2, wanted: 5 },
        { fact: "skills", saw: 1, wanted: 3 },
      ],
    },
  ]);
});

test("an earlier rule that would fit first is taken into account", () => {
  const level = (value: string) => ({ fact: "level", operator: "atLeast", value }) as const;
  const rules = [
    aRule("first", "red", [level("a2"), { fact: "hours", operator: "lessThan", value: 3 }]),
    aRule("second", "blue", [level("a1")]),
  ];
  const facts = aDictionary({
    level: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
    hours: { type: "number", min: 0 },
  });
  const of = (known: Facts) =>
    decide(aPack({ facts, ruleSets: { it: aRuleSet({ rules }) } }), "it", known, on).nearMisses;

  expect(of({ level: "none", hours: 1 })).toEqual([
    { outcome: "red", rule: "first", differs: [{ fact: "level", saw: "none", wanted: "a2" }] },
    { outcome: "blue", rule: "second", differs: [{ fact: "level", saw: "none", wanted: "a1" }] },
  ]);
  expect(of({ level: "b1", hours: 1 })).toEqual([
    { outcome: "blue", rule: "second", differs: [{ fact: "level", saw: "b1", wanted: "a1" }] },
    { outcome: "blue", rule: "second", differs: [{ fact: "hours", saw: 1, wanted: 3 }] },
    { outcome: "group-other", rule: "otherwise", differs: [{ fact: "level", saw: "b1", wanted: "none" }] },
  ]);
});

test("the nearest value is named, and what cannot be changed comes after what can", () => {
  const facts = { hasEducation: false, hasWorked: false, language: "none", bornOn: "1980-01-01" };
  const { facts: dictionary, ...rest } = aRoutingPack();
  const born = { ...dictionary.facts.bornOn!, fixed: true } as const;
  const pack = { ...rest, facts: { ...dictionary, facts: { ...dictionary.facts, bornOn: born } } };

  expect(decide(pack, "routing", facts, on).nearMisses).toEqual([
    {
      outcome: "group-one",
      rule: "near-work",
      differs: [
        { fact: "hasEducation", saw: false, wanted: true },
        { fact: "hasWorked", saw: false, wanted: true },
      ],
    },
    {
      outcome: "group-two",
      rule: "learning",
      differs: [
        { fact: "hasWorked", saw: false, wanted: true },
        { fact: "language", saw: "none", wanted: "a2" },
      ],
    },
    {
      outcome: "group-two",
      rule: "learning",
      differs: [
        { fact: "bornOn", saw: "1980-01-01", wanted: "1996-03-03" },
        { fact: "language", saw: "none", wanted: "a2" },
      ],
    },
  ]);
});

test("an outcome that takes much looking for leaves another its tries", () => {
  const names = Array.from({ length: 40 }, (_, place) => `fact${place}`);
  const yes = (fact: string) => ({ fact, operator: "equal", value: true }) as const;
  const tens = [0, 10, 20, 30].map((from) => ({ any: names.slice(from, from + 10).map(yes) }));
  const rules = [aRule("far", "red", tens), aRule("near", "blue", [yes("free")])];
  const facts = aDictionary(
    Object.fromEntries([...names, "free"].map((name) => [name, { type: "boolean" }])),
  );
  const known = Object.fromEntries([...names, "free"].map((name) => [name, false]));

  expect(decide(aPack({ facts, ruleSets: { it: aRuleSet({ rules }) } }), "it", known, on).nearMisses).toEqual(
    [{ outcome: "blue", rule: "near", differs: [{ fact: "free", saw: false, wanted: true }] }],
  );
});

test("one fact beside what follows from it is found, whichever of them it is", () => {
  const facts = aDictionary(
    { hours: { type: "number", min: 0 }, room: { type: "number", min: 0 } },
    { least: { lowestOf: ["hours", "room"] }, mean: { averageOf: ["hours", "room"] } },
  );
  const misses = (leaf: Leaf, known: Facts) => {
    const rules = [aRule("it", "red", [leaf])];
    const pack = aPack({ facts, ruleSets: { it: aRuleSet({ rules }) } });
    return decide(pack, "it", known, on).nearMisses.map(({ differs }) =>
      differs.map(({ fact, wanted }) => `${fact} ${wanted}`).join(),
    );
  };
  const atLeast = (fact: string, value: Leaf["value"]): Leaf => ({
    fact,
    operator: "greaterThanInclusive",
    value,
  });

  expect(misses(atLeast("least", 5), { hours: 9, room: 2 })).toEqual(["room 5"]);
  expect(misses(atLeast("mean", 5), { hours: 4, room: 2 })).toEqual(["hours 8", "room 6"]);
  expect(misses(atLeast("least", { fact: "hours" }), { hours: 4, room: 2 })).toEqual(["hours 2", "room 4"]);
});

test("what is enough whatever an unknown fact turns out to be is found, though something nearer might do", () => {
  const level = { type: "choice" as const, values: ["none", "a1", "a2", "b1"], ordered: true };
  const facts = aDictionary({ level, wish: level });
  const all: Leaf[] = [
    { fact: "level", operator: "atLeast", value: "a1" },
    { fact: "level", operator: "atLeast", value: { fact: "wish" } },
  ];
  const pack = aPack({ facts, ruleSets: { it: aRuleSet({ rules: [aRule("it", "red", all)] }) } });

  expect(decide(pack, "it", { level: "none" }, on).nearMisses).toEqual([
    { outcome: "red", rule: "it", differs: [{ fact: "level", saw: "none", wanted: "b1" }] },
  ]);
});
