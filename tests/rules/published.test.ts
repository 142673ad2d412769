import { Engine } from "json-rules-engine";
import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import { parsePack } from "#core/program/parse.ts";
import type { Condition, Conditions } from "#core/program/rule-set.ts";
import { confirm } from "#core/rules/confirm.ts";
import { decide } from "#core/rules/decide.ts";
import { runEngine } from "#core/rules/engine.ts";
import { WrongType } from "#core/rules/operators.ts";
import { aPackFolder } from "../program/a-pack-folder.ts";
import { aDictionary, aPack, aRule, aRuleSet } from "./a-pack.ts";
import { compiled, stockDifference } from "./laws/equality.ts";
import { dictionary as stockDictionary } from "./laws/stock-cases.ts";

const on = "2026-03-02";
const is = (fact: string, value: unknown, operator = "equal") => ({ fact, operator, value }) as Condition;
const yes = is("yes", true);
const no = is("yes", false);
const all = (...parts: Condition[]): Conditions => ({ all: parts });
const any = (...parts: Condition[]): Conditions => ({ any: parts });
const not = (part: Condition): Conditions => ({ not: part });

const facts: Facts = { yes: true, one: 3, two: 3, town: "Riga", home: "Tartu", tongues: ["en", "uk"] };

/** What json-rules-engine's documentation and tests promise of conditions, on the facts above. */
const promised: [string, Conditions, boolean][] = [
  ["all: every part holds", all(yes, is("one", 3)), true],
  ["all: one part does not", all(yes, is("one", 4)), false],
  ["any: one part holds", any(no, is("one", 3)), true],
  ["any: no part does", any(no, is("one", 4)), false],
  ["a single condition in a group", all(yes), true],
  ["any within all", all(yes, any(no, is("one", 3))), true],
  ["all within any", any(no, all(yes, is("one", 3))), true],
  ["all within any within all, one leaf off", all(yes, any(no, all(yes, is("one", 4)))), false],
  ["not of a leaf", not(no), true],
  ["not of a leaf that holds", not(yes), false],
  ["not of all, where one part is off", not(all(yes, is("one", 4))), true],
  ["not of all, where all hold", not(all(yes, is("one", 3))), false],
  ["not of any, where one holds", not(any(no, is("one", 3))), false],
  ["not of any, where none does", not(any(no, is("one", 4))), true],
  ["not of not", not(not(yes)), true],
  ["not at the bottom of three groups", all(any(all(not(no)))), true],
  ["not of a group of nots", not(all(not(yes), not(no))), true],
  ["five nots in a row", not(not(not(not(not(no))))), true],
  ["a fact compared with another", all(is("one", { fact: "two" })), true],
  ["a fact compared with another, by size", all(is("one", { fact: "two" }, "lessThan")), false],
  ["a fact compared with another, under not", not(is("town", { fact: "home" })), true],
  ["notEqual", all(is("town", "Turku", "notEqual")), true],
  ["in", all(is("town", ["Riga", "Turku"], "in")), true],
  ["notIn", all(is("town", ["Riga", "Turku"], "notIn")), false],
  ["contains", all(is("tongues", "uk", "contains")), true],
  ["doesNotContain", all(is("tongues", "uk", "doesNotContain")), false],
  ["lessThan is strict", all(is("one", 3, "lessThan")), false],
  ["lessThanInclusive is not", all(is("one", 3, "lessThanInclusive")), true],
  ["greaterThan is strict", all(is("one", 3, "greaterThan")), false],
  ["greaterThanInclusive is not", all(is("one", 3, "greaterThanInclusive")), true],
];

describe("what json-rules-engine promises, compiled rules keep:", () => {
  test.each(promised)("%s", async (_, conditions, holds) => {
    expect(compiled(conditions, facts)).toBe(holds);
    expect(await stockDifference(conditions, facts)).toBeUndefined();
  });

  test("a condition with a name, which it looks up and we write out", async () => {
    const low = { all: [{ fact: "trust", operator: "lessThan", value: 3 }] };
    const engine = new Engine();
    engine.setCondition("low", low);
    engine.addRule({ conditions: { not: { condition: "low" } }, event: { type: "intensive" } });
    const rules = [
      { name: "alone-and-new", conditions: { not: { condition: "low" } }, event: { type: "intensive" } },
    ];
    const routing = { decides: "group", hitPolicy: "first match", rules, otherwise: { type: "light" } };
    const { pack } = parsePack(
      "example",
      aPackFolder({ "conditions.json": { conditions: { low } }, "routing.json": routing }),
    );

    for (const trust of [1, 2, 3, 4, 5]) {
      const { events } = await engine.run({ trust });
      const wanted = events.length === 1 ? "intensive" : "light";
      expect(decide(pack!, "routing", { trust }, on).outcome).toBe(wanted);
    }
  });

  test("without priorities every rule that holds is told once, ours in the file's order", async () => {
    const deep = all(any(all(any(all(yes)))));
    const rules = [
      { name: "deep", conditions: deep, event: { type: "deep" } },
      { name: "off", conditions: all(no), event: { type: "off" } },
      { name: "flat", conditions: all(yes), event: { type: "flat" } },
    ];
    const engine = new Engine(rules.map(({ conditions, event }) => ({ conditions, event })));
    const { events } = await engine.run(facts);
    const ruleSet = aRuleSet({ hitPolicy: "all that match", rules });
    const decision = decide(aPack({ facts: stockDictionary, ruleSets: { it: ruleSet } }), "it", facts, on);

    expect(decision).toMatchObject({ all: ["deep", "flat"], rules: ["deep", "flat"] });
    expect(events.map(({ type }) => type).sort()).toEqual(decision.all);
  });
});

describe("where its own operators guard by saying no, ours say what is wrong:", () => {
  const guarded: [string, Condition, Facts][] = [
    ["a size of what is no number", is("one", 3, "lessThan"), { one: "many" }],
    [
      "a size of a text that starts with a number, which it takes for one",
      is("one", 9, "lessThan"),
      { one: "3 days" },
    ],
    ["members of what is no list", is("tongues", "en", "contains"), { tongues: true }],
    ["a number equal to a text", is("one", 3), { one: "3" }],
  ];

  test.each(guarded)("%s", async (_, condition, odd) => {
    const engine = new Engine([{ conditions: all(condition), event: { type: "it" } }]);
    const { events } = await engine.run(odd);

    expect(events.length).toBeLessThan(2);
    expect(() => compiled(all(condition), odd)).toThrow(WrongType);
    await expect(runEngine(stockDictionary, [aRule("it", "it", [condition])], odd)).rejects.toThrow("takes");
  });

  test("a fact that is not known, which it throws over and we leave unknown", async () => {
    const engine = new Engine([{ conditions: all(yes), event: { type: "it" } }]);

    await expect(engine.run({})).rejects.toThrow("Undefined fact: yes");
    expect(compiled(all(yes), {})).toBe("unknown");
  });
});

describe("many decisions at once", () => {
  const dictionary = aDictionary({ age: { type: "number" }, free: { type: "boolean" } });
  const rules = Array.from({ length: 12 }, (_, place) => {
    const leaf = { fact: "age", operator: "lessThan", value: place * 5 } as const;
    const deep = Array.from({ length: place % 5 }).reduce<Condition>((inner) => ({ all: [inner] }), leaf);
    return aRule(`under-${place * 5}`, `under-${place * 5}`, [
      deep,
      { fact: "free", operator: "equal", value: true },
    ]);
  });
  const pack = aPack({
    facts: dictionary,
    ruleSets: { it: aRuleSet({ hitPolicy: "all that match", rules }) },
  });

  test("64 in flight are all confirmed, and each planted wrong one is caught", async () => {
    const people = Array.from({ length: 640 }, (_, place) => ({ age: place % 70, free: place % 7 !== 0 }));
    const isPlanted = (place: number) => place % 5 === 0;
    const wrong: number[] = [];
    for (let from = 0; from < people.length; from += 64) {
      const answers = people.slice(from, from + 64).map((known, place) => {
        const decision = decide(pack, "it", known, on);
        const told = isPlanted(from + place)
          ? { ...decision, rules: [...decision.rules, "under-0"] }
          : decision;
        return confirm(pack, "it", known, on, told);
      });
      const found = await Promise.all(answers);
      wrong.push(...found.flatMap((one, place) => (one ? [from + place] : [])));
    }

    expect(wrong).toEqual(people.flatMap((_, place) => (isPlanted(place) ? [place] : [])));
  });

  test("64 in flight tell of rules in the file's order, however deep each is", async () => {
    const people = Array.from({ length: 64 }, (_, age) => ({ age, free: true }));
    const held = await Promise.all(people.map((known) => runEngine(dictionary, rules, known)));

    expect(held).toEqual(people.map(({ age }) => rules.map((_, place) => age < place * 5)));
  });
});
