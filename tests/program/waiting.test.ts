import { describe, expect, it, test } from "vitest";
import { parsePack } from "#core/program/parse.ts";
import { analyzePack } from "#core/rules/analysis/analyze-pack.ts";
import { aPackContent, aPackFolder } from "./a-pack-folder.ts";

type Json = ReturnType<typeof JSON.parse>;

/** What the analysis says of the example with some changes, of those kinds. */
function found(change: (content: Json) => void, ...codes: string[]) {
  const content = structuredClone(aPackContent()) as Json;
  change(content);
  const { pack, sources, problems } = parsePack("example", aPackFolder(content)) as Json;
  expect(problems).toBeUndefined();
  return analyzePack(pack, sources, "2026-03-02").filter(({ code }) => codes.includes(code));
}

const leaf = (fact: string, value: unknown, operator = "equal") => ({ fact, operator, value });
const all = (...leaves: Json[]) => ({ all: leaves });
/** The fact that routing decides has one value more, of which no rule says anything. */
const withLater = (content: Json) => content["facts.json"].facts.group.values.push("later");
const stepWhen = (content: Json, when: Json) =>
  content["journeys/mentee.json"].stages[1].steps.unshift({ id: "extra", do: "task", when });
const asked = (content: Json, fact: string) => content["forms/talk.json"].questions.push({ fact });

describe("a step that waits for a value that no rule gives", () => {
  const ungiven = (when: Json, change: (content: Json) => void = () => {}) =>
    found((content) => {
      withLater(content);
      stepWhen(content, when);
      change(content);
    }, "value.ungiven");

  it("is told at its condition, with the values that there are", () => {
    expect(ungiven(all(leaf("arrivedAlone", true), leaf("group", "later")))).toMatchObject([
      {
        file: "journeys/mentee.json",
        rule: "extra",
        level: "warning",
        message:
          'the step "extra" waits for a value of "group" that "routing" never gives, and nobody is asked for it',
        fix: 'Let a rule give it, or write "intensive" or "light".',
      },
    ]);
  });

  it.each([
    ["by what the value is not", { not: all(leaf("group", ["light", "intensive"], "in")) }, 1],
    ["by a list of such values", all(leaf("group", ["later"], "in")), 1],
    ["but not where another value would do", all(leaf("group", ["later", "light"], "in")), 0],
    [
      "but not where something else would do",
      { any: [leaf("group", "later"), leaf("arrivedAlone", true)] },
      0,
    ],
    ["but not where the value is one that is given", all(leaf("group", "light")), 0],
  ])("%s", (_, when, times) => {
    expect(ungiven(when)).toHaveLength(times);
  });

  it("is fine where a form asks for it, or rules say it somewhere else", () => {
    const when = all(leaf("group", "later"));
    expect(ungiven(when, (content) => asked(content, "group"))).toEqual([]);
    expect(
      ungiven(when, (content) => {
        content["again.json"] = { ...content["routing.json"], otherwise: { type: "later" } };
        content["journeys/mentee.json"].stages[1].steps.push({ id: "again", do: "decide", ruleSet: "again" });
      }),
    ).toEqual([]);
  });
});

test("a rule waits for such a value in the same way", () => {
  const problems = found((content) => {
    withLater(content);
    const [rule] = content["matching.constraints.json"].rules;
    content["matching.constraints.json"].rules.push({
      ...rule,
      name: "not-yet",
      conditions: all(leaf("mentee.group", "later")),
    });
  }, "value.ungiven");
  expect(problems).toMatchObject([{ file: "matching.constraints.json", rule: "not-yet", level: "warning" }]);
  expect(problems[0]!.message).toMatch(/^the rule "not-yet" waits for a value of "group"/);
});

test("nothing is said of values while the rules that give them have an error", () => {
  const content = structuredClone(aPackContent()) as Json;
  withLater(content);
  stepWhen(content, all(leaf("group", "later")));
  const { pack, sources } = parsePack("example", aPackFolder(content)) as Json;
  const wrong = [{ file: "routing.json", line: 1, column: 1, code: "x", message: "x", fix: "x" }];
  const codes = analyzePack(pack, sources, "2026-03-02", wrong).map(({ code }) => code);
  expect(codes).not.toContain("value.ungiven");
});

describe("rules that wait for what they decide", () => {
  const looking = (content: Json, file: string, condition: Json) =>
    content[file].rules[0].conditions.all.push(condition);
  const withCare = (content: Json) => {
    content["facts.json"].facts.care = { type: "choice", values: ["little", "much"], kind: "staff" };
    content["care.json"] = {
      decides: "care",
      hitPolicy: "first match",
      rules: [{ name: "light", conditions: all(leaf("group", "light")), event: { type: "little" } }],
      otherwise: { type: "much" },
    };
    content["journeys/mentee.json"].stages[1].steps.unshift({ id: "care", do: "decide", ruleSet: "care" });
  };

  test("themselves", () => {
    expect(
      found((content) => looking(content, "routing.json", leaf("group", "light")), "rules.circle"),
    ).toMatchObject([
      {
        file: "routing.json",
        rule: "alone-and-new",
        level: "warning",
        message: '"routing" looks at "group", which it is to decide itself',
      },
    ]);
  });

  test("each other: both are told", () => {
    const problems = found((content) => {
      withCare(content);
      looking(content, "routing.json", leaf("care", "much"));
    }, "rules.circle");
    expect(problems).toMatchObject([{ file: "care.json" }, { file: "routing.json" }]);
    expect(problems[1]!.message).toBe(
      '"routing" looks at "care", which rules decide by what "routing" is to decide: they wait for each other',
    );
  });

  test("nobody, when one comes after the other, or when a form asks for what goes round", () => {
    expect(found(withCare, "rules.circle")).toEqual([]);
    expect(
      found((content) => {
        withCare(content);
        looking(content, "routing.json", leaf("care", "much"));
        asked(content, "care");
      }, "rules.circle"),
    ).toEqual([]);
  });
});

describe("a condition with a name to which nothing refers", () => {
  const low = all(leaf("trust", 3, "lessThan"));
  const named = (change: (content: Json) => void) => found(change, "condition.unused");

  it("is told at its name, in conditions.json and in a rule set", () => {
    const problems = named((content) => {
      content["conditions.json"] = { conditions: { low } };
      content["routing.json"].conditions = { high: { not: low } };
    });
    expect(problems).toMatchObject([
      { file: "conditions.json", line: 3, column: 5, level: "warning" },
      { file: "routing.json", message: 'nothing refers to the condition "high"' },
    ]);
  });

  it("is none where a rule, a step or another condition that is used refers to it", () => {
    const problems = named((content) => {
      content["conditions.json"] = {
        conditions: {
          low,
          inner: low,
          outer: { any: [{ condition: "inner" }] },
          other: { condition: "low" },
        },
      };
      content["routing.json"].rules[0].conditions.all.push({ condition: "outer" });
      stepWhen(content, { condition: "other" });
    });
    expect(problems).toEqual([]);
  });

  it("is one where only another that is not used refers to it", () => {
    const problems = named((content) => {
      content["conditions.json"] = { conditions: { low, outer: { any: [{ condition: "low" }] } } };
    });
    expect(problems).toHaveLength(2);
  });
});
