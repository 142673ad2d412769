import { describe, expect, test } from "vitest";
import { checkPack } from "#core/program/check.ts";
import type { Problem } from "#core/program/pack.ts";
import { parsePack } from "#core/program/parse.ts";
import { aPackFolder } from "./a-pack-folder.ts";

/** routing.json with these conditions in its only rule; the piece that a problem points at is marked by «». */
function problemsOf(conditions: string, more = ""): { problems: Problem[]; at: string } {
  const marked = `{ "decides": "group", "hitPolicy": "first match", ${more}
  "rules": [{ "name": "alone-and-new", "event": { "type": "intensive" }, "conditions": ${conditions} }],
  "otherwise": { "type": "light" } }`;
  const before = marked.slice(0, marked.indexOf("«")).split("\n");
  const parsed = parsePack("example", aPackFolder({ "routing.json": marked.replace(/[«»]/g, "") }));
  const problems = parsed.problems ?? checkPack(parsed.pack, parsed.sources);
  const own = problems.filter(({ file }) => file === "routing.json");
  return { problems: own, at: `${before.length}:${before.at(-1)!.length + 1}` };
}

const leaf = (operator: string, value: string, fact = "trust", more = "") =>
  `{ "all": [{ "fact": "${fact}", "operator": ${operator}, "value": ${value}${more} }] }`;
const deep = (groups: number, inner: string) => `${'{ "not": '.repeat(groups)}${inner}${" }".repeat(groups)}`;
const plain = '{ "fact": "trust", "operator": "equal", "value": 3 }';

/** What json-rules-engine would take without a word, or break over while it decides. */
const traps: Record<string, [conditions: string, code: string, message: RegExp]> = {
  "an empty all, which it holds for true": [
    '{ "all": «[] }',
    "value.size",
    /the empty list should have at least 1/,
  ],
  "an empty any, which it holds for true": [
    '{ "any": «[] }',
    "value.size",
    /the empty list should have at least 1/,
  ],
  "a number written as a text": [
    leaf('"lessThan"', '«"10 days"»'),
    "value.unfit",
    /"10 days" should be a number/,
  ],
  "a number compared with a text of digits": [
    leaf('"equal"', '«"3"»'),
    "value.unfit",
    /"3" should be a number/,
  ],
  "days compared like numbers": [
    leaf('«"lessThan"»', '"2025-01-01"', "bornOn"),
    "operator.unfit",
    /"lessThan" does not work on "bornOn", which is a day/,
  ],
  "a day written day first": [leaf('"before"', '«"31/12/2020"»', "bornOn"), "value.unfit", /should be a day/],
  "a day that does not exist": [
    leaf('"before"', '«"2026-02-30"»', "bornOn"),
    "value.unfit",
    /should be a day/,
  ],
  "a level compared like a number": [
    leaf('«"greaterThan"»', '"some"', "level"),
    "operator.unfit",
    /write|does not work/,
  ],
  "one value where it would throw for want of a list": [
    leaf('"in"', "«3"),
    "value.unfit",
    /compares with a list/,
  ],
  "a misspelled key beside the right one": [
    leaf('"equal"', "3", "trust", ', «"operater"»: "lessThan"'),
    "name.unknown",
    /"operater" is not known here/,
  ],
  "an operator that nobody knows, found only when it is reached": [
    leaf('«"euqal"»', "3"),
    "value.unknown",
    /did you mean "equal"/,
  ],
  "an operator with a decorator": [leaf('«"someFact:equal"»', "3"), "value.unknown", /is not an operator/],
  "an operator with two decorators": [
    leaf('«"not:everyValue:in"»', "[3]"),
    "value.unknown",
    /is not an operator/,
  ],
  "a fact that nobody gives, over which it would throw": [
    leaf('"equal"', "3", "«trustt"),
    "fact.unknown",
    /did you mean "trust"/,
  ],
  "a path": [
    leaf('"equal"', "3", "trust", ', «"path"»: "$.score"'),
    "name.unknown",
    /"path" is not known here/,
  ],
  "a path that would run code": [
    leaf(
      '"equal"',
      "3",
      "trust",
      `, «"path"»: "$..[?(this.constructor.constructor('return process')().exit())]"`,
    ),
    "name.unknown",
    /"path" is not known here/,
  ],
  "a fact that is a path": [
    leaf('"equal"', "3", "«$..trust"),
    "value.written",
    /is not written right: a fact is written like/,
  ],
  "parameters for a fact": [
    leaf('"equal"', "3", "trust", ', «"params"»: {}'),
    "name.unknown",
    /"params" is not known/,
  ],
  "a priority of a condition": [
    leaf('"equal"', "3", "trust", ', «"priority"»: 5'),
    "name.unknown",
    /"priority" is not known/,
  ],
  "a condition that is only a name": [
    '{ "all": [«{ "condition": "gone" }] }',
    "condition.unknown",
    /no condition called "gone"/,
  ],
  "no group at the top": [`«${plain}`, "name.missing", /missing/],
  "two groups in one": [
    '{ "all": [{ "fact": "trust", "operator": "equal", "value": 3 }], «"any"»: [] }',
    "group.two",
    /"any"/,
  ],
  "nothing as a value": [leaf('"equal"', "«null"), "value.null", /^null stands here/],
  "a value that is a group": [leaf('"equal"', '{ «"fcat": "trust" }'), "name.unknown", /did you mean "fact"/],
  "lists that must be alike": [
    leaf('«"equal"', '["finnish"]', "languages"),
    "operator.unfit",
    /does not work on "languages"/,
  ],
  "more groups inside groups than anyone reads": [
    deep(10, `«{ "not": ${plain} }`),
    "condition.too-deep",
    /nested more than 10 deep/,
  ],
  "a name that reaches the prototype": [
    '{ "all": [{ «"__proto__": {} }] }',
    "json.key",
    /"__proto__" cannot be a name/,
  ],
  "a fact that every object has": [
    leaf('"equal"', "3", "«constructor"),
    "fact.unknown",
    /"constructor" is not a fact/,
  ],
};

describe("what json-rules-engine would take is refused where it stands", () => {
  test.each(Object.entries(traps))("%s", (_, [conditions, code, message]) => {
    const marked = conditions.includes('"fact": "«')
      ? conditions.replace('"fact": "«', '"fact": «"')
      : conditions;
    const { problems, at } = problemsOf(marked);
    const [problem] = problems;
    expect(problem, JSON.stringify(problems)).toBeDefined();
    expect(`${problem!.line}:${problem!.column} ${problem!.code}`).toBe(`${at} ${code}`);
    expect(problem!.message).toMatch(message);
    expect(problem!.fix).not.toBe("");
  });

  test("a priority of a rule, and a name of a rule that is none", () => {
    const rules = aPackFolder()["routing.json"]!;
    const change = (from: string, to: string) =>
      parsePack("example", { ...aPackFolder(), "routing.json": rules.replace(from, to) }).problems;
    expect(change('"name": "alone-and-new"', '"name": "alone-and-new", "priority": 5')).toMatchObject([
      { file: "routing.json", code: "name.unknown", message: '"priority" is not known here' },
    ]);
    expect(change('"name": "alone-and-new"', '"name": "Alone and new"')).toMatchObject([
      { file: "routing.json", line: 6, code: "value.written" },
    ]);
  });
});

describe("limits", () => {
  const many = (count: number) => `{ "any": [${Array(count).fill(plain).join(",\n")}] }`;

  test("500 single conditions are enough for one file", () => {
    expect(problemsOf(many(500)).problems).toEqual([]);
    expect(problemsOf(many(501)).problems).toMatchObject([{ code: "condition.too-many", line: 2 }]);
  });

  test("names count as often as they are used, and cannot grow without end", () => {
    const names = Array.from(
      { length: 40 },
      (_, n) => `"c${n + 1}": { "all": [{ "condition": "c${n}" }, { "condition": "c${n}" }] }`,
    );
    const more = `"conditions": { "c0": { "all": [${plain}] }, ${names.join(", ")} },`;
    const started = performance.now();
    const { problems } = problemsOf('{ "condition": "c40" }', more);
    expect(problems.map(({ code }) => code)).toContain("condition.too-many");
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("200 rules are enough for one rule set", () => {
    const rule = (n: number) => ({
      name: `r-${n}`,
      conditions: { all: [{ fact: "trust", operator: "equal", value: 3 }] },
      event: { type: "light" },
    });
    const file = (rules: number) => ({
      decides: "group",
      hitPolicy: "first match",
      rules: Array.from({ length: rules }, (_, n) => rule(n)),
      otherwise: { type: "light" },
    });
    const found = (rules: number) =>
      parsePack("example", aPackFolder({ "routing.json": file(rules) })).problems;
    expect(found(200)).toBeUndefined();
    expect(found(201)).toMatchObject([
      { file: "routing.json", line: 4, message: expect.stringContaining("at most 200") },
    ]);
  });
});
