import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { Impact, impact, touched } from "#core/impact/impact.ts";
import type { Subject } from "#core/impact/subject.ts";
import { sided } from "#core/matching/candidate.ts";
import type { Facts } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Condition } from "#core/program/rule-set.ts";
import { aPack, aProgram, aRule, aRuleSet } from "../rules/a-pack.ts";

const on = "2026-03-02";
const age = (operator: string, value: number): Condition => ({ fact: "age", operator, value }) as Condition;
const adult = aRule("adult", "join", [age("greaterThanInclusive", 18)]);
const speaks = aRule("speaks", "talk", [{ fact: "language", operator: "atLeast", value: "b1" }]);
const texts = {
  "facts.age": "Age",
  "facts.language": "Language level",
  "facts.route": "Way in",
  "outcomes.routing.join": "Joins",
  "because.routing.adult": "Old enough to decide alone.",
};

/** Mentees are routed by age and language; mentors, whose facts are others, are screened. */
function aVersion(rules = [adult, speaks], more: Partial<z.input<typeof Pack>> = {}): Pack {
  return aPack({
    program: aProgram({ languages: { participants: ["en"], staff: ["en"] } }),
    facts: {
      facts: {
        age: { type: "number", roles: ["mentee"] },
        language: { type: "choice", values: ["none", "a2", "b1"], ordered: true, roles: ["mentee"] },
        town: { type: "text" },
        cleared: { type: "boolean", roles: ["mentor"] },
        route: { type: "choice", values: ["join", "talk", "wait"], kind: "staff", roles: ["mentee"] },
      },
    },
    ruleSets: {
      routing: aRuleSet({ decides: "route", rules, otherwise: { type: "wait" } }),
      screening: aRuleSet({
        decides: "screened",
        rules: [aRule("cleared", "accept", [{ fact: "cleared", operator: "equal", value: true }])],
        otherwise: { type: "decline" },
      }),
    },
    journeys: {
      mentee: {
        role: "mentee",
        stages: [{ id: "start", steps: [{ id: "route", do: "decide", ruleSet: "routing" }] }],
      },
      mentor: {
        role: "mentor",
        stages: [{ id: "start", steps: [{ id: "screen", do: "decide", ruleSet: "screening" }] }],
      },
    },
    texts: { en: texts },
    ...more,
  });
}

const person = (id: string, facts: Facts, role: string | undefined = "mentee"): Subject => ({
  id,
  role,
  facts,
});
const noor = person("noor", { age: 17, language: "none" });
const mira = person("mira", { age: 30, language: "none" });
const compare = (draft: Pack, people = [noor, mira], live = aVersion(), waiting: Subject[] = []) =>
  Impact.parse(impact(live, draft, people, on, waiting));
const nothing = { counted: [], leftOut: 0, hidden: [] };

describe("who changes", () => {
  it("is named with the old outcome, the new one, and the condition that made it", () => {
    const draft = aVersion([aRule("adult", "join", [age("greaterThanInclusive", 16)]), speaks]);
    expect(compare(draft)).toEqual({
      changed: [
        {
          id: "noor",
          ruleSet: "routing",
          from: "wait",
          to: "join",
          because: [
            {
              rule: "adult",
              fact: "age",
              saw: 17,
              wanted: 16,
              result: "passed",
              sentence: "Age: 17; asked now: is at least 16 (before: is at least 18).",
            },
          ],
        },
      ],
      unchanged: 1,
      ...nothing,
    });
  });

  it("is nobody when only words or the order of a file have changed", () => {
    const reworded = aVersion([adult, speaks], { texts: { en: { ...texts, "facts.age": "Years" } } });
    expect(compare(reworded)).toEqual({ changed: [], unchanged: 2, ...nothing });
  });

  it("counts people who meet another rule with the same outcome as unchanged", () => {
    const split = [aRule("old", "join", [age("greaterThan", 60)]), adult, speaks];
    expect(compare(aVersion(split), [person("olga", { age: 70, language: "none" })]).unchanged).toBe(1);
  });

  it("includes those for whom other params come out, with both of them", () => {
    const draft = aVersion([aRule("adult", "join", [age("greaterThanInclusive", 18)], { group: 2 }), speaks]);
    expect(compare(draft).changed).toMatchObject([
      {
        id: "mira",
        from: "join (no group)",
        to: "join (group 2)",
        because: [{ sentence: expect.stringContaining("Joins, group 2") }],
      },
    ]);
  });

  it("includes those of whom other things must be asked, and says which", () => {
    const draft = aVersion([
      aRule("adult", "join", [
        age("greaterThanInclusive", 18),
        { fact: "town", operator: "equal", value: "Riga" },
      ]),
    ]);
    const unknown = person("nina", { language: "none" });
    expect(compare(draft, [unknown]).changed).toMatchObject([
      {
        from: "needs-info",
        to: "needs-info",
        because: [{ fact: "town", sentence: "We must ask now: town." }],
      },
    ]);
  });

  it("includes those whom a draft needs to ask first, and those whom it need not ask any more", () => {
    const half = person("nina", { age: 17 });
    expect(compare(aVersion([adult]), [half]).changed).toMatchObject([
      {
        from: "needs-info",
        to: "wait",
        because: expect.arrayContaining([expect.objectContaining({ fact: "language" })]),
      },
    ]);
    expect(compare(aVersion(), [half], aVersion([adult])).changed).toMatchObject([
      { from: "wait", to: "needs-info" },
    ]);
  });

  it("says when a rule is gone, when another comes first, and when only the last resort differs", () => {
    const both = person("both", { age: 30, language: "b1" });
    const why = (draft: Pack, who: Subject) =>
      compare(draft, [who]).changed[0]!.because.map(({ sentence }) => sentence);
    expect(why(aVersion([speaks]), both)).toEqual([
      "Old enough to decide alone: this rule is gone.",
      'rule "speaks": this comes first now.',
    ]);
    expect(why(aVersion([speaks, adult]), both)).toEqual(['rule "speaks": this comes first now.']);
    const other = aVersion();
    other.ruleSets.routing!.otherwise = { type: "talk" };
    expect(why(other, noor)).toEqual(["Where no rule fits: talk now (before: wait)."]);
  });

  it("includes those whose known facts do not fit a changed dictionary", () => {
    const draft = aVersion([aRule("adult", "join", [{ fact: "age", operator: "equal", value: "old" }])]);
    draft.facts.facts.age = {
      type: "choice",
      values: ["young", "old"],
      ordered: false,
      about: "person",
      kind: "ordinary",
    };
    expect(compare(draft).changed.map(({ to }) => to)).toEqual(["does not fit", "does not fit"]);
  });
});

describe("whose rules are looked at", () => {
  const stricter = aVersion([speaks]);

  it("are those of the role that somebody has", () => {
    const mentor = person("mika", { age: 30, language: "none" }, "mentor");
    expect(compare(stricter, [mentor])).toEqual({ changed: [], unchanged: 1, ...nothing });
  });

  it("are those of the roles that the facts fit, when no role is said", () => {
    const { role: _, ...unsaid } = mira;
    expect(compare(stricter, [unsaid]).changed).toHaveLength(1);
    expect(compare(stricter, [{ id: "mika", facts: { cleared: true } }]).changed).toEqual([]);
  });
});

describe("steps of a journey", () => {
  const steps = (when: Condition[] | undefined, length = "P1M") => ({
    journeys: {
      mentee: {
        role: "mentee",
        stages: [
          {
            id: "start",
            steps: [
              { id: "route", do: "decide" as const, ruleSet: "routing" },
              { id: "extra", do: "tell" as const, ...(when && { when: { all: when } }) },
              { id: "pause", do: "wait" as const, for: length },
            ],
          },
        ],
      },
    },
  });
  const joins: Condition = { fact: "route", operator: "equal", value: "join" };

  it("come, or do not, by their changed condition, with what the rules would decide before", () => {
    const live = aVersion(undefined, steps(undefined));
    expect(compare(aVersion(undefined, steps([joins])), [noor, mira], live)).toMatchObject({
      changed: [{ id: "noor", ruleSet: "mentee: extra", from: "happens", to: "passed over" }],
      unchanged: 1,
    });
  });

  it("take as long as the draft says", () => {
    const [live, draft] = [
      aVersion(undefined, steps(undefined)),
      aVersion(undefined, steps(undefined, "P2W")),
    ];
    expect(compare(draft, [mira], live).changed).toMatchObject([
      { ruleSet: "mentee: pause, how long", from: "P1M", to: "P2W" },
    ]);
  });
});

describe("pairs", () => {
  const matching = (constraint: Condition[], points = 3) => ({
    program: aProgram({
      languages: { participants: ["en"], staff: ["en"] },
      matching: { constraints: "fit", scores: "score", journey: "match", mentor: "mentor", mentee: "mentee" },
    }),
    ruleSets: {
      fit: aRuleSet({
        decides: "fit",
        rules: [aRule("apart", "too-far", constraint)],
        otherwise: { type: "possible" },
      }),
      score: aRuleSet({
        decides: "score",
        hitPolicy: "sum of points",
        rules: [
          aRule(
            "near",
            "points",
            [{ fact: "mentor.town", operator: "equal", value: { fact: "mentee.town" } }],
            { points },
          ),
        ],
        otherwise: { type: "points", params: { points: 0 } },
      }),
    },
  });
  const elsewhere: Condition = { fact: "mentor.town", operator: "notEqual", value: { fact: "mentee.town" } };
  const minor: Condition = { fact: "mentee.age", operator: "lessThan", value: 18 };
  const live = aVersion(undefined, matching([elsewhere]));
  const people = [
    person("mika", { town: "Riga", cleared: true }, "mentor"),
    person("noor", { town: "Riga", age: 17 }),
    person("mira", { town: "Tartu", age: 30 }),
  ];

  it("that could be matched, or could not any more, are named; their people count as changed", () => {
    const found = compare(aVersion(undefined, matching([minor])), people, live, people);
    expect(found.changed.map(({ id, from, to }) => [id, from, to])).toEqual([
      ["mika + mira", "too-far", "possible"],
      ["mika + noor", "possible", "too-far"],
    ]);
    expect(found.unchanged).toBe(0);
    expect(touched(people, found)).toBe(3);
  });

  it("that fit better or worse are named with their points", () => {
    expect(compare(aVersion(undefined, matching([elsewhere], 5)), people, live, people)).toMatchObject({
      changed: [{ id: "mika + noor", ruleSet: "score", from: "points (points 3)", to: "points (points 5)" }],
      unchanged: 1,
    });
  });

  it("that are together already are compared like those that might be", () => {
    const together: Subject = {
      id: "jrn_match",
      role: "match",
      facts: { ...sided("mentor", people[0]!.facts), ...sided("mentee", people[1]!.facts) },
    };
    expect(compare(aVersion(undefined, matching([minor])), [together], live)).toMatchObject({
      changed: [{ id: "jrn_match", to: "too-far" }],
      unchanged: 0,
    });
  });

  it("that only a missing fact leaves open are looked at alone", () => {
    const open = [people[0]!, person("lena", { town: "Riga" })];
    expect(compare(aVersion(undefined, matching([minor])), open, live, open).changed).toMatchObject([
      { id: "mika + lena", from: "possible", to: "needs-info" },
    ]);
  });

  it("that may not be matched in either version are no change, and neither is a matching that is new", () => {
    const [far] = [people.filter(({ id }) => id !== "noor")];
    expect(compare(aVersion(undefined, matching([elsewhere], 5)), far, live, far).changed).toEqual([]);
    const pairs = compare(live, people, aVersion(), people).changed.filter(({ id }) => id.includes(" + "));
    expect(pairs).toEqual([]);
  });

  it("that change what is Mandatory are named", () => {
    const must = matching([elsewhere]);
    const [near] = must.ruleSets.score.rules;
    const alone = { ...near!, weight: "Mandatory" as const, conditions: { all: [minor] } };
    const score = { ...must.ruleSets.score, rules: [alone], mandatory: { type: "points" } };
    const draft = aVersion(undefined, { ...must, ruleSets: { ...must.ruleSets, score } });
    const adults = [people[0]!, person("nadia", { town: "Riga", age: 40 })];
    expect(compare(draft, adults, live, adults).changed).toMatchObject([
      { id: "mika + nadia", ruleSet: "score", to: "not-possible" },
    ]);
  });

  it("are asked in seconds, however many wait; those that are too many to name are counted", () => {
    const crowd = (role: string, size: number) =>
      Array.from({ length: size }, (_, place) =>
        person(
          `${role}${place}`,
          role === "mentor" ? { town: "Riga", cleared: true } : { town: "Riga", age: 30 },
          role,
        ),
      );
    const many = [...crowd("mentor", 900), ...crowd("mentee", 900)];
    const began = performance.now();
    const found = impact(live, aVersion(undefined, matching([elsewhere], 5)), many, on, many);
    const took = performance.now() - began;
    console.info(`impact: ${900 * 900} pairs, all of which change, in ${took.toFixed(0)} ms`);
    expect(found.changed.length).toBe(10_000);
    expect(found.leftOut).toBe(810_000 - 10_000);
    expect(found.unchanged).toBe(0);
    expect(took).toBeLessThan(10_000);
  });
});

describe("a new condition of a step", () => {
  const withWhen = (when: Condition | undefined) =>
    aVersion(undefined, {
      journeys: {
        ...aVersion().journeys,
        mentee: {
          role: "mentee",
          stages: [
            {
              id: "start",
              steps: [
                { id: "hello", do: "tell", ...(when && { when: { all: [when] } }) },
                { id: "route", do: "decide", ruleSet: "routing" },
              ],
            },
          ],
        },
      },
    });
  const adults = age("greaterThanInclusive", 18);

  it("is the reason why the step is passed over", () => {
    expect(compare(withWhen(adults), [noor, mira], withWhen(undefined)).changed).toMatchObject([
      {
        id: "noor",
        ruleSet: "mentee: hello",
        from: "happens",
        to: "passed over",
        because: [{ fact: "age", saw: 17, wanted: 18, result: "failed" }],
      },
    ]);
  });

  it("that is gone again is the reason why it happens", () => {
    const [change] = compare(withWhen(undefined), [noor], withWhen(adults)).changed;
    expect(change).toMatchObject({ from: "passed over", to: "happens", because: [{ fact: "age", saw: 17 }] });
    expect(change!.because[0]!.sentence).toContain("not looked at any more");
  });
});

describe("indicators", () => {
  const counting = (least: number, status?: string) =>
    aVersion(undefined, {
      indicators: {
        period: "not set",
        indicators: [
          {
            ...{ id: "adults", calculation: "Adults.", target: 10 },
            counts: {
              ...{ role: "mentee", conditions: { all: [age("greaterThanInclusive", least)] } },
              ...(status && { status }),
            },
          },
          { id: "letters", calculation: "By hand.", target: 10, counts: "by hand" },
        ],
      },
    });

  it("name who would be counted otherwise and why, with the numbers before and after", () => {
    const found = compare(counting(18), [noor, mira, person("ida", { age: 19 })], counting(30));
    expect(found).toMatchObject({
      changed: [
        {
          ...{ id: "ida", ruleSet: "indicators: adults", from: "not counted", to: "counted" },
          because: [{ fact: "age", saw: 19, wanted: 18, result: "passed" }],
        },
      ],
      unchanged: 2,
      counted: [{ indicator: "adults", before: 1, after: 2 }],
    });
  });

  it("count a person once, those who are through as well, and nobody of another status", () => {
    const twice = [1, 2].map((id) => ({ ...person(`ida${id}`, { age: 19 }), person: "ida" }));
    const over = {
      ...person("vera", { age: 20, language: "none" }),
      over: true as const,
      status: ["completed"],
    };
    const early = { ...person("mona", { age: 20 }), status: ["ended early"] };
    const found = compare(counting(18, "completed"), [...twice, over, early], counting(30, "completed"));
    expect(found.counted).toEqual([{ indicator: "adults", before: 0, after: 2 }]);
    expect(found.changed.map(({ id }) => id)).toEqual(["ida1", "ida2", "vera"]);
    const rules = compare(aVersion([aRule("adult", "talk", [age("greaterThanInclusive", 18)]), speaks]), [
      over,
    ]);
    expect(rules.changed).toEqual([]);
  });

  it("that are counted alike change nobody", () => {
    expect(compare(counting(30), [noor, mira], counting(30))).toEqual({
      changed: [],
      unchanged: 2,
      ...nothing,
    });
  });
});
