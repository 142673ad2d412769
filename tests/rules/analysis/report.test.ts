import { describe, expect, test } from "vitest";
import type { Words } from "#core/program/draft.ts";
import type { Facts } from "#core/program/fact.ts";
import type { Inspection, More, Where } from "#core/program/inspection.ts";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { analyzePack } from "#core/rules/analysis/analyze-pack.ts";
import type { Finding } from "#core/rules/analysis/finding.ts";
import { report } from "#core/rules/analysis/report.ts";
import { checkWhens } from "#core/rules/analysis/whens.ts";
import { conditionInWords, personInWords } from "#core/rules/analysis/words.ts";
import { compile } from "#core/rules/compile.ts";
import { operators } from "#core/rules/operators.ts";
import { aDictionary, aPack, aProgram, aRule, aRuleSet } from "../a-pack.ts";

const on = "2026-03-02";
const facts = aDictionary(
  {
    free: { type: "boolean" },
    hours: { type: "number", min: 0, max: 40, unit: "hours a week" },
    least: { type: "number" },
    level: { type: "choice", values: ["none", "a1", "a2"], ordered: true },
    languages: { type: "choices", values: ["en", "uk"] },
    speaks: { type: "languages", values: ["en", "uk"] },
    bornOn: { type: "date" },
    stay: { type: "duration" },
    lives: { type: "place", places: { riga: { latitude: 56.95, longitude: 24.11 } } },
  },
  { age: { yearsSince: "bornOn" } },
);
const leaf = (fact: string, operator: OperatorName, value: unknown, more = {}): Condition =>
  ({ fact, operator, value, ...more }) as Condition;
const free = leaf("free", "equal", true);
const words = {
  "facts.free": "Has time",
  "facts.hours": "Hours",
  "facts.level": "Level",
  "facts.level.a2": "A2",
  "facts.bornOn": "Day of birth",
};
const ruleSet = aRuleSet({
  rules: [
    aRule("first", "red", [free]),
    aRule("second", "blue", [{ any: [leaf("hours", "lessThan", 3), leaf("level", "atLeast", "a2")] }, free]),
    aRule("third", "green", [leaf("age", "lessThan", 18)]),
  ],
});
const pack = aPack({ facts, ruleSets: { it: ruleSet }, texts: { en: words } });

type Told = { where: Where; code: string; message: string; fix: string; example?: string } & Omit<
  More,
  "example"
>;

/** Words that are put together only when they are read. */
const written = (all: Record<string, Words | undefined>): Pick<Told, "message" | "fix" | "example"> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([key, words]) =>
      words === undefined ? [] : [[key, typeof words === "string" ? words : words()]],
    ),
  ) as Pick<Told, "message" | "fix" | "example">;

/** An inspection that only remembers what it is told. */
function listening(of = pack): { inspection: Inspection; told: Told[] } {
  const told: Told[] = [];
  const reportOf: Inspection["report"] = (where, code, message, fix, more = {}) => {
    const { example, ...rest } = more;
    told.push({ where, code, ...rest, ...written({ message, fix, example }) });
  };
  return {
    told,
    inspection: { pack: of, report: reportOf, place: () => ({ file: "", line: 1, column: 1 }) },
  };
}

function told(finding: Finding, of = pack, rules = ruleSet): Told {
  const { inspection, told } = listening(of);
  report({ inspection, file: "it.json", ruleSet: rules, on }, finding);
  expect(told).toHaveLength(1);
  return told[0]!;
}

const at = (...path: PropertyKey[]): Where => ({ file: "it.json", path });

describe("what check says of a rule", () => {
  test("that fits nobody: at its last condition, with those that cannot be together", () => {
    expect(told({ kind: "never", rule: 1, tests: [0, 2] })).toEqual({
      where: at("rules", 1, "conditions", "all", 1),
      code: "rule.never",
      message:
        'this rule fits nobody: "Hours" is less than 3 hours a week and "Has time" is yes cannot be so together',
      fix: "Change one of these conditions, or take the rule out.",
      level: "error",
    });
  });

  test("that fits nobody for one condition, or for none that can be named", () => {
    expect(told({ kind: "never", rule: 1, tests: [1] })).toMatchObject({
      where: at("rules", 1, "conditions", "all", 0, "any", 1),
      message: 'this rule fits nobody: "Level" is at least A2 is so for nobody',
      fix: "Change this condition, or take the rule out.",
    });
    expect(told({ kind: "never", rule: 1, tests: [] })).toMatchObject({
      where: at("rules", 1, "name"),
      message: "this rule fits nobody: its conditions cannot be so together",
      fix: "Change one of these conditions, or take the rule out.",
    });
  });

  test("that fits everybody: at its name", () => {
    expect(told({ kind: "always", rule: 1 })).toEqual({
      where: at("rules", 1, "name"),
      code: "rule.always",
      message: "this rule fits everybody, whoever it is",
      fix: 'Narrow its conditions, or let "otherwise" say it.',
      level: "warning",
    });
  });

  test("that others hide: by which, and above which it belongs", () => {
    expect(told({ kind: "hidden", rule: 2, by: [0, 1] })).toEqual({
      where: at("rules", 2, "name"),
      code: "rule.hidden",
      message: 'nobody gets as far as this rule: all whom it fits are taken before by "first" and "second"',
      fix: 'Put it above "first", change its conditions, or take it out.',
      level: "error",
    });
    expect(told({ kind: "hidden", rule: 2, by: [] })).toMatchObject({
      message: "nobody gets as far as this rule: all whom it fits are taken before by the rules before it",
      fix: "Put it above the rules before it, change its conditions, or take it out.",
    });
  });

  test("that is over: since when, and no error, as nobody wrote it wrong", () => {
    const fix = "Take the rule out, or give it later days.";
    const over = { code: "rule.over", fix, level: "warning" };

    expect(told({ kind: "never", rule: 1, tests: [1], since: "2026-02-01" })).toEqual({
      ...over,
      where: at("rules", 1, "conditions", "all", 0, "any", 1),
      message:
        'this rule is over since Sunday, 1 February 2026: "Level" is at least A2 is so for nobody any more',
    });
    expect(told({ kind: "never", rule: 1, tests: [0, 2], since: "2026-02-01" }).message).toBe(
      'this rule is over since Sunday, 1 February 2026: "Hours" is less than 3 hours a week and "Has time" is yes cannot be so together any more',
    );
    expect(told({ kind: "hidden", rule: 2, by: [0, 1], since: "2026-02-01" })).toEqual({
      ...over,
      where: at("rules", 2, "name"),
      message:
        'nobody gets as far as this rule since Sunday, 1 February 2026: all whom it fits are taken before by "first" and "second"',
    });
  });

  test("that has no place in the file: at the file", () => {
    const { rules: _, ...rest } = ruleSet;

    expect(told({ kind: "always", rule: 0 }, pack, { ...rest, rules: [] }).where).toEqual(at());
  });
});

describe("what check says of a condition", () => {
  const fix = "Take this condition out, or change it to what is meant.";

  test("that makes no difference: whether for all people or beside the others", () => {
    expect(told({ kind: "idle", rule: 1, test: 2, alone: true })).toEqual({
      where: at("rules", 1, "conditions", "all", 1),
      code: "condition.always",
      message: '"Has time" is yes is so for everybody',
      fix,
      level: "warning",
    });
    expect(told({ kind: "idle", rule: 1, test: 2, alone: false }).message).toBe(
      '"Has time" is yes makes no difference: the other conditions of the rule leave nobody else',
    );
  });

  test("that can never help: whether for nobody or for nobody more", () => {
    expect(told({ kind: "dead", rule: 1, test: 0, alone: true })).toEqual({
      where: at("rules", 1, "conditions", "all", 0, "any", 0),
      code: "condition.never",
      message: '"Hours" is less than 3 hours a week is so for nobody',
      fix,
      level: "warning",
    });
    expect(told({ kind: "dead", rule: 1, test: 0, alone: false }).message).toBe(
      '"Hours" is less than 3 hours a week makes no difference: whom it would let in, the rule fits without it or never',
    );
  });
});

describe("what check says of rules together", () => {
  const where = at("rules", 2, "name");

  test("that both fit somebody: with her, in the program's words", () => {
    const person: Facts = { free: true, bornOn: "2015-01-01" };

    expect(told({ kind: "overlap", rule: 2, other: 0, person })).toEqual({
      where,
      code: "rules.overlap",
      message:
        'this rule and "first" can both fit the same person, and only one may: then a coordinator must decide',
      fix: "Narrow one of the two, so that nobody fits both.",
      level: "warning",
      person,
      example: "Has time: yes; age: 11",
    });
  });

  test("that fit the same people, or of which one adds nothing, or that nobody can meet", () => {
    expect(told({ kind: "same", rule: 2, other: 1 })).toEqual({
      where,
      code: "rules.same",
      message: 'this rule and "second" fit exactly the same people',
      fix: "Take one of them out, or change what it looks at.",
      level: "warning",
    });
    expect(told({ kind: "covered", rule: 2, other: 1 })).toEqual({
      where,
      code: "rule.covered",
      message: 'this rule adds nothing: all whom it fits get the same from "second"',
      fix: "Take it out, or change its conditions.",
      level: "warning",
    });
    expect(told({ kind: "contradiction", rule: 2, with: [0, 1] })).toEqual({
      where,
      code: "rules.contradict",
      message: 'nobody can meet this rule together with "first" and "second", and each of them is Mandatory',
      fix: "Change their conditions, or give one of them another weight.",
      level: "error",
    });
  });
});

test("what check says of rules that came to exclude each other: since when, and no error", () => {
  expect(told({ kind: "contradiction", rule: 2, with: [0, 1], since: "2026-02-01" })).toEqual({
    where: at("rules", 2, "name"),
    code: "rules.contradict",
    message:
      'since Sunday, 1 February 2026 nobody can meet this rule together with "first" and "second", and each of them is Mandatory',
    fix: "Change their conditions, or give one of them another weight.",
    level: "warning",
  });
});

test("what check says where no pair can be formed, ever or any more", () => {
  const program = aProgram({
    matching: { mentor: "mentor", mentee: "mentee", constraints: "it", scores: "scores", journey: "match" },
  });
  const matched = aPack({ ...pack, program });
  const finding = { kind: "outcome", outcome: "possible", rule: "otherwise" } as const;
  const said = {
    where: at("otherwise", "type"),
    code: "matching.impossible",
    fix: "Narrow the rules.",
  };

  expect(told(finding, matched)).toEqual({
    ...said,
    message: 'no pair can ever be formed, because nobody can get "possible": some rule fits everybody',
    level: "error",
  });
  expect(told({ ...finding, since: "2026-02-01" }, matched)).toEqual({
    ...said,
    message:
      'no pair can be formed since Sunday, 1 February 2026, because nobody can get "possible": some rule fits everybody',
    level: "warning",
  });
});

describe("what check says of a whole rule set", () => {
  const person: Facts = { free: false, hours: 3 };

  test("that leaves people over: a warning, until the program says why", () => {
    const said = aPack({
      ...pack,
      texts: { en: { ...words, "because.it.otherwise": "everybody else is welcome later" } },
    });

    expect(told({ kind: "gap", person })).toEqual({
      where: at("otherwise"),
      code: "rules.gap",
      message: 'no rule decides for some people, so they get "group-other"',
      fix: 'Add a rule for them; or say why they are left to that, in the text "because.it.otherwise".',
      level: "warning",
      person,
      example: "Has time: no; Hours: 3 hours a week",
    });
    expect(told({ kind: "gap", person }, said)).toMatchObject({
      fix: "Add a rule for them, if they should not be left to that.",
      level: "note",
    });
  });

  test("that leaves people over to a coordinator", () => {
    const { message } = told({ kind: "gap", person }, pack, { ...ruleSet, otherwise: { type: "review" } });

    expect(message).toBe("no rule decides for some people, so a coordinator must decide");
  });

  test("with an outcome that nobody gets, of a rule or of the otherwise", () => {
    expect(told({ kind: "outcome", outcome: "blue", rule: 1 })).toEqual({
      where: at("rules", 1, "event", "type"),
      code: "outcome.never",
      message: 'nobody can get "blue": no rule that gives it decides for anybody',
      fix: "Mend the rules that give it.",
      level: "warning",
    });
    expect(told({ kind: "outcome", outcome: "group-other", rule: "otherwise" })).toEqual({
      where: at("otherwise", "type"),
      code: "outcome.never",
      message: 'nobody can get "group-other": some rule fits everybody',
      fix: 'Write "review" there, or narrow the rules.',
      level: "note",
    });
  });

  test("with too many combinations: that nothing is sure", () => {
    expect(told({ kind: "unsure" })).toEqual({
      where: at("rules"),
      code: "rules.unsure",
      message:
        '"it" was not looked through to the end: there are too many combinations to be sure that nothing is missing or double here',
      fix: "Split these rules into two files that look at fewer things each, if you want to be sure.",
      level: "note",
    });
  });
});

describe("somebody in words", () => {
  const inWords = (person: Facts, ...all: Condition[]) =>
    personInWords(pack, aRuleSet({ rules: [aRule("it", "red", all)] }), person, on);

  test("is what the rules look at first, and whatever else is known", () => {
    expect(inWords({ hours: 2, free: true }, free)).toBe("Has time: yes; Hours: 2 hours a week");
  });

  test("has an age or a day of birth, whichever the rules look at, and both if they do", () => {
    const [young, born] = [leaf("age", "lessThan", 18), leaf("bornOn", "after", "2000-01-01")];

    expect(inWords({ bornOn: "2015-01-01" }, young)).toBe("age: 11");
    expect(inWords({ bornOn: "2015-01-01" }, born)).toBe("Day of birth: Thursday, 1 January 2015");
    expect(inWords({ bornOn: "2015-01-01" }, young, born)).toBe(
      "age: 11; Day of birth: Thursday, 1 January 2015",
    );
    expect(inWords({ bornOn: "2015-01-01", free: true }, free)).toBe(
      "Has time: yes; Day of birth: Thursday, 1 January 2015",
    );
  });

  test("has no day of today, and nothing that is not known", () => {
    expect(inWords({ bornOn: "2015-01-01" }, leaf("bornOn", "before", { fact: "today" }), free)).toBe(
      "Day of birth: Thursday, 1 January 2015",
    );
  });
});

describe("a condition in words", () => {
  const inWords = (condition: Condition): string => {
    const [rule] = compile(facts, aRuleSet({ rules: [aRule("it", "red", [condition])] }));
    return conditionInWords(pack, rule!.tests[0]!);
  };
  const cases: [OperatorName, string, unknown, string, Record<string, unknown>?][] = [
    ["equal", "free", true, '"Has time" is yes'],
    ["notEqual", "free", true, '"Has time" is not yes'],
    ["in", "level", ["none", "a2"], '"Level" is one of none, A2'],
    ["notIn", "level", ["a2"], '"Level" is none of A2'],
    ["lessThan", "hours", 3, '"Hours" is less than 3 hours a week'],
    ["lessThanInclusive", "hours", 3, '"Hours" is at most 3 hours a week'],
    ["greaterThan", "hours", 3, '"Hours" is more than 3 hours a week'],
    ["greaterThanInclusive", "hours", 3, '"Hours" is at least 3 hours a week'],
    ["atLeast", "level", "a2", '"Level" is at least A2'],
    ["below", "level", "a2", '"Level" is below A2'],
    ["contains", "languages", "uk", '"languages" has uk'],
    ["doesNotContain", "languages", "uk", '"languages" does not have uk'],
    ["sharesAny", "languages", ["en", "uk"], '"languages" has one of en, uk'],
    ["sharesNone", "languages", ["uk"], '"languages" has none of uk'],
    ["before", "bornOn", "2000-01-31", '"Day of birth" is before Monday, 31 January 2000'],
    ["onOrBefore", "bornOn", "2000-01-31", '"Day of birth" is not after Monday, 31 January 2000'],
    ["after", "bornOn", "2000-01-31", '"Day of birth" is after Monday, 31 January 2000'],
    ["onOrAfter", "bornOn", "2000-01-31", '"Day of birth" is not before Monday, 31 January 2000'],
    ["differsAtMost", "hours", 3, '"Hours" is at most 2 from 3 hours a week', { by: 2 }],
    ["differsMore", "hours", 3, '"Hours" is more than 2 from 3 hours a week', { by: 2 }],
    ["exceedsBy", "hours", { fact: "least" }, '"Hours" is at least 2 above "least"', { by: 2 }],
    ["doesNotExceedBy", "hours", { fact: "least" }, '"Hours" is not 2 above "least"', { by: 2 }],
    ["longerThan", "stay", "P1M", '"stay" is longer than 1 month'],
    ["notLongerThan", "stay", "P1M", '"stay" is at most 1 month'],
    ["shorterThan", "stay", "P1M", '"stay" is shorter than 1 month'],
    ["notShorterThan", "stay", "P1M", '"stay" is at least 1 month'],
    ["containsAll", "languages", ["en", "uk"], '"languages" has all of en, uk'],
    ["doesNotContainAll", "languages", ["en"], '"languages" does not have all of en'],
    ["sharesAtLeast", "languages", ["en", "uk"], '"languages" has at least 2 of en, uk', { count: 2 }],
    ["sharesFewerThan", "languages", ["en", "uk"], '"languages" has fewer than 2 of en, uk', { count: 2 }],
    ["isExactly", "languages", ["en"], '"languages" is exactly en'],
    ["isNotExactly", "languages", ["en"], '"languages" is not exactly en'],
    ["speaks", "speaks", "en", '"speaks" has en at b1 or better', { level: "b1" }],
    ["doesNotSpeak", "speaks", "en", '"speaks" does not have en at any level or better'],
    ["sharesLanguage", "speaks", ["en"], '"speaks" has one of en at b1 or better', { level: "b1" }],
    ["sharesNoLanguage", "speaks", ["en"], '"speaks" has none of en at b1 or better', { level: "b1" }],
    ["within", "lives", "riga", '"lives" is within 5 km of riga', { km: 5 }],
    ["beyond", "lives", "riga", '"lives" is more than 5 km from riga', { km: 5 }],
  ];

  test.each(cases)("%s", (operator, fact, value, wanted, more) => {
    expect(inWords(leaf(fact, operator, value, more))).toBe(wanted);
  });

  test("every operator has its words", () => {
    expect(cases.map(([operator]) => operator).sort()).toEqual(Object.keys(operators).sort());
  });
});

describe("what is looked at in a program", () => {
  const never = aRuleSet({ rules: [aRule("never", "red", [free, leaf("free", "equal", false)])] });
  const always = aRuleSet({
    rules: [{ ...aRule("all", "red", []), conditions: { any: [free, leaf("free", "equal", false)] } }],
  });
  const codesOf = (wrong: Parameters<typeof analyzePack>[3] = [], more = {}) =>
    analyzePack(aPack({ facts, ruleSets: { one: never, two: always }, ...more }), {}, on, wrong)
      .filter(({ code }) => /^(rule|when)\./.test(code))
      .map(({ file, code }) => `${file} ${code}`);
  const wrongIn = (file: string, level?: "note") => ({
    file,
    line: 1,
    column: 1,
    code: "it",
    message: "",
    fix: "",
    ...(level && { level }),
  });

  test("is every rule set", () => {
    expect(codesOf()).toEqual(["one.json rule.never", "two.json rule.always"]);
    expect(codesOf([wrongIn("one.json", "note")])).toHaveLength(2);
  });

  test("is none of a file with an error in it, its own or that of a program that it extends", () => {
    expect(codesOf([wrongIn("one.json")])).toEqual(["two.json rule.always"]);
    expect(codesOf([wrongIn("../base/one.json")])).toEqual(["two.json rule.always"]);
    expect(codesOf([wrongIn("other.json")])).toHaveLength(2);
  });

  test("is nothing at all while facts or named conditions are wrong", () => {
    expect(codesOf([wrongIn("facts.json")])).toEqual([]);
    expect(codesOf([wrongIn("../base/conditions.json")])).toEqual([]);
  });
});

describe("conditions that stand alone", () => {
  const nobody = { all: [free, leaf("free", "equal", false)] };
  const everybody = { any: [free, leaf("free", "equal", false)] };
  const some = { all: [free] };
  const journey = (conditions: unknown, track: unknown) => ({
    role: "mentor",
    stages: [
      {
        id: "all",
        steps: [
          { id: "hello", do: "tell", when: conditions },
          { id: "end", do: "tell" },
        ],
      },
    ],
    tracks: [{ id: "care", from: "hello", every: "P1M", steps: [{ id: "call", do: "tell" }], when: track }],
  });
  const indicators = (conditions: unknown) => ({
    period: "a year",
    indicators: [
      { id: "calls", calculation: "By hand.", counts: "by hand", target: 1 },
      { id: "all", calculation: "All of them.", counts: { role: "mentor" }, target: 1 },
      { id: "ready", calculation: "Those who are.", counts: { role: "mentor", conditions }, target: 1 },
    ],
  });
  function found(step: unknown, track: unknown, counted: unknown, sound = (_: string) => true): Told[] {
    const more = { journeys: { mentor: journey(step, track) }, indicators: indicators(counted) };
    const { inspection, told } = listening(aPack({ facts, ...more } as Parameters<typeof aPack>[0]));
    checkWhens(inspection, { on, sound, effort: { left: 100_000 } });
    return told;
  }
  const noPart = { code: "when.never", level: "error", fix: "Change a condition, or take it all out." };
  const allPart = { code: "when.always", level: "warning", fix: 'Take "when" out, or narrow it.' };

  test("and fit nobody are told at the step, the track and the indicator", () => {
    expect(found(nobody, nobody, nobody)).toEqual([
      {
        ...noPart,
        where: { file: "journeys/mentor.json", path: ["stages", 0, "steps", 0, "when"] },
        message: 'nobody can fit these conditions, so the step "hello" never happens',
      },
      {
        ...noPart,
        where: { file: "journeys/mentor.json", path: ["tracks", 0, "when"] },
        message: 'nobody can fit these conditions, so the track "care" never happens',
      },
      {
        ...noPart,
        where: { file: "indicators.json", path: ["indicators", 2, "counts", "conditions"] },
        message: 'nobody can fit these conditions, so counting "ready" never happens',
      },
    ]);
  });

  test("and fit everybody are told as well, and those that tell people apart are not", () => {
    expect(found(everybody, some, some)).toEqual([
      {
        ...allPart,
        where: { file: "journeys/mentor.json", path: ["stages", 0, "steps", 0, "when"] },
        message: 'everybody fits these conditions, so the step "hello" needs none',
      },
    ]);
    expect(found(some, some, some)).toEqual([]);
    expect(found(undefined, undefined, undefined)).toEqual([]);
  });

  test("are left out where their file has an error in it", () => {
    expect(found(nobody, nobody, nobody, (file) => file === "indicators.json")).toHaveLength(1);
  });
});
