import { describe, expect, it } from "vitest";
import { checkPack } from "#core/program/check.ts";
import { parsePack } from "#core/program/parse.ts";
import { rehearse } from "#core/rehearsal/rehearse.ts";
import { aPackContent, aPackFolder } from "../program/a-pack-folder.ts";

type Content = ReturnType<typeof aPackContent>;
type Json = ReturnType<typeof JSON.parse>;
type Change = (content: { [P in keyof Content]: Json }) => void;

interface Case {
  /** A line of never.json, under "guards" unless it says otherwise. */
  line: Json;
  group?: "facts" | "rules" | "guards";
  /** What makes the program keep the line; nothing when it does as it is. */
  kept?: Change;
  broken: Change;
  /** The file that check points at, and what it says. */
  file: string;
  says: RegExp;
  fix: RegExp;
}

const steps = (content: Json, journey = "mentee", stage = 0): Json[] =>
  content[`journeys/${journey}.json`].stages[stage].steps;
const insert =
  (after: string, ...more: Json[]): Change =>
  (content) => {
    const all = steps(content);
    all.splice(all.findIndex(({ id }) => id === after) + 1, 0, ...more);
  };
const all =
  (...changes: Change[]): Change =>
  (content) => {
    for (const change of changes) change(content);
  };
const is = (fact: string, value: unknown) => ({ any: [{ fact, operator: "equal", value }] });
const ask =
  (form: string, fact: string): Change =>
  (content: Json) =>
    content[`forms/${form}.json`].questions.push({ fact });
const unask =
  (form: string, fact: string): Change =>
  (content: Json) => {
    const { questions } = content[`forms/${form}.json`];
    questions.splice(
      questions.findIndex((one: Json) => one.fact === fact),
      1,
    );
  };
const unconfirmed: Change = (content) => {
  steps(content).find(({ id }) => id === "route").confirm = [];
};
/** Everybody says which languages they speak, so that there is somebody for Mina. */
const paired: Change = (content: Json) => {
  content["intake/apply.json"].map.push({ question: "languages", fact: "languages" });
  content["intake/mentor.json"] = { ...structuredClone(content["intake/apply.json"]), role: "mentor" };
  content["examples/mina.json"].person.facts.languages = ["arabic"];
};
const refused = { id: "refused", do: "close", as: "declined", when: is("group", "intensive") };

const cases: Record<string, Case> = {
  "a step that is never taken": {
    line: { never: "step", steps: { role: "mentee", do: "tell", id: "praise" } },
    broken: insert("survey", { id: "praise", do: "tell" }),
    file: "journeys/mentee.json",
    says: /this "tell" can be reached by the word of those who take part/,
    fix: /Take the step out/,
  },
  "a refusal that a rule comes to by itself": {
    line: { never: "without a person", steps: { do: "close", as: ["declined"] } },
    kept: insert("route", refused),
    broken: all(unconfirmed, insert("route", refused)),
    file: "journeys/mentee.json",
    says: /this "close" as "declined" can be reached by a rule alone/,
    fix: /Put a "task" for staff before it/,
  },
  "a refusal that follows from an answer alone": {
    line: { never: "without a person", steps: { do: "close", as: ["declined"] } },
    kept: insert("talk", { id: "refused", do: "close", as: "declined", when: is("trust", 4) }),
    broken: insert("survey", { id: "refused", do: "close", as: "declined", when: is("trust", 4) }),
    file: "journeys/mentee.json",
    says: /by the word of those who take part/,
    fix: /Put a "task" for staff before it/,
  },
  "an ending because time ran out": {
    line: { never: "without a person", steps: { do: "close" }, who: "anybody" },
    kept: insert("survey", { id: "left", do: "close", as: "withdrawn", when: is("trust", 4) }),
    broken: insert(
      "survey",
      { id: "rest", do: "wait", for: "P2W" },
      { id: "left", do: "close", as: "withdrawn" },
    ),
    file: "journeys/mentee.json",
    says: /because time ran out/,
    fix: /or an "ask", before it/,
  },
  "an ending before anybody said anything": {
    line: { never: "without a person", steps: { do: "close" }, who: "anybody" },
    broken: insert("welcome", { id: "left", do: "close", as: "canceled" }),
    file: "journeys/mentee.json",
    says: /before anybody said anything/,
    fix: /before it/,
  },
  "an outcome that rules settle alone": {
    line: { never: "decided alone", fact: "group", values: ["intensive"] },
    broken: unconfirmed,
    file: "journeys/mentee.json",
    says: /rules alone can say that "group" is "intensive"/,
    fix: /Write "confirm": \["intensive"\]/,
  },
  "a step before something is known": {
    line: { never: "before", steps: { role: "mentee", do: "queue" }, facts: ["trust"] },
    broken: all(unask("survey", "trust"), (content) => (content["journeys/mentee.json"].tracks = [])),
    file: "journeys/mentee.json",
    says: /this "queue" can be reached/,
    fix: /Ask for "trust" before/,
  },
  "a step before staff said something": {
    line: { never: "before", steps: { role: "mentee", do: "queue" }, facts: ["level"], by: "staff" },
    kept: ask("talk", "level"),
    broken: () => undefined,
    file: "journeys/mentee.json",
    says: /this "queue" can be reached/,
    fix: /in a "task" for staff that requires it/,
  },
  "a step that is taken twice": {
    line: { never: "more often", steps: { do: "tell", id: "welcome" }, times: 1 },
    broken: insert("survey", { id: "again", do: "go to", step: "welcome", when: is("trust", 4) }),
    file: "journeys/mentee.json",
    says: /this "tell" can be reached/,
    fix: /Let no way come to such a step more than once/,
  },
  "a step of which there are too many": {
    line: { never: "more often", steps: { do: "tell" }, times: 2 },
    kept: insert("survey", { id: "thanks", do: "tell" }),
    broken: insert("survey", { id: "thanks", do: "tell" }, { id: "thanks-again", do: "tell" }),
    file: "journeys/mentee.json",
    says: /this "tell" can be reached/,
    fix: /more than 2 times/,
  },
  "a fact that somebody else says": {
    line: { never: "said by others", fact: "level", by: ["mentee", "intake/apply"] },
    broken: ask("talk", "level"),
    file: "forms/talk.json",
    says: /"level" can be said by coordinator/,
    fix: /only "mentee" or "intake\/apply" may say it/,
  },
  "a fact that rules say": {
    line: { never: "said by others", fact: "group", by: ["coordinator"] },
    kept: (content) => {
      steps(content).find(({ id }) => id === "route").confirm = ["intensive", "light"];
    },
    broken: unconfirmed,
    file: "journeys/mentee.json",
    says: /"group" can be said by rules/,
    fix: /only "coordinator" may say it/,
  },
  "a kind of fact that is asked by mail": {
    line: { never: "asked by mail", kind: "conversation" },
    broken: ask("survey", "health"),
    file: "journeys/mentee.json",
    says: /people are asked for "health"/,
    fix: /"raters" are \["coordinator"\]/,
  },
  "a fact that is asked by mail": {
    line: { never: "asked by mail", facts: ["languages"] },
    broken: ask("survey", "languages"),
    file: "journeys/mentee.json",
    says: /people are asked for "languages"/,
    fix: /"raters" are \["coordinator"\]/,
  },
  "a letter to somebody who gets none": {
    line: { never: "letter", to: "mentee", from: "match" },
    kept: all(paired, (content) => {
      steps(content, "match").find(({ id }) => id === "agreement").by = ["mentor"];
    }),
    broken: paired,
    file: "journeys/match.json",
    says: /a letter goes to a mentee/,
    fix: /let staff talk to the mentee/,
  },
  "rules that look at what they must not": {
    group: "rules",
    line: { ruleSet: "routing", fact: "trust" },
    broken: (content) =>
      content["routing.json"].rules[0].conditions.all.push({ fact: "trust", operator: "lessThan", value: 5 }),
    file: "routing.json",
    says: /never.json forbids "routing" to look at "trust"/,
    fix: /Decide without it/,
  },
  "a step's condition that looks at what nothing may decide by": {
    group: "rules",
    line: { fact: "trust" },
    kept: (content) => {
      content["matching.scores.json"].rules[0].conditions = {
        all: [{ fact: "mentor.level", operator: "equal", value: "good" }],
      };
    },
    broken: all(insert("survey", { id: "thanks", do: "tell", when: is("trust", 4) }), (content) => {
      content["matching.scores.json"].rules[0].conditions = {
        all: [{ fact: "mentor.level", operator: "equal", value: "good" }],
      };
    }),
    file: "journeys/mentee.json",
    says: /forbids rules and conditions to look at "trust"/,
    fix: /Decide without it/,
  },
  "matching that looks at what it must not": {
    group: "rules",
    line: { ruleSet: "matching.scores", fact: "mentee.level" },
    broken: (content) =>
      content["matching.scores.json"].rules[0].conditions.all.push({
        fact: "mentee.level",
        operator: "equal",
        value: "none",
      }),
    file: "matching.scores.json",
    says: /forbids "matching.scores" to look at "mentee.level"/,
    fix: /Decide without it/,
  },
  "a fact that nobody may know": {
    group: "facts",
    line: { name: "past-violence" },
    broken: (content) => {
      content["facts.json"].facts.pastViolences = { type: "boolean" };
      content["forms/survey.json"].questions.push({ fact: "pastViolences" });
    },
    file: "forms/survey.json",
    says: /forbids the fact "past-violence"/,
    fix: /Take it out/,
  },
};

function laid({ line, group = "guards" }: Case, change: Change | undefined) {
  const content = aPackContent() as Parameters<Change>[0];
  const more = group === "guards" ? { name: "this-line", text: "It never happens." } : {};
  content["never.json"][group] = [{ ...more, ...line, why: "We promised." }];
  change?.(content);
  const parsed = parsePack("example", aPackFolder(content));
  if (!parsed.pack) throw new Error(JSON.stringify(parsed.problems));
  return parsed;
}

const found = ({ pack, sources }: ReturnType<typeof laid>) =>
  checkPack(pack, sources).filter(({ code }) => code.startsWith("never."));

const lives = ({ pack }: ReturnType<typeof laid>) =>
  rehearse({ pack, person: pack.examples.mina!.person, from: "2026-03-02", until: "P6M" });

const stops = (parsed: ReturnType<typeof laid>) =>
  lives(parsed).timeline.filter(({ id }) => id.startsWith("never.broken"));

describe.each(Object.entries(cases))("%s", (_, it_) => {
  it("is refused by check, at its place, with the fix and the line that it breaks", () => {
    const problem = found(laid(it_, it_.broken)).find(({ file }) => file === it_.file);
    expect(problem, JSON.stringify(found(laid(it_, it_.broken)), null, 1)).toBeDefined();
    expect(problem!.message).toMatch(it_.says);
    expect(problem!.message).toContain("We promised.");
    expect(problem!.fix).toMatch(it_.fix);
    expect(problem!.against!.file).toBe("never.json");
    expect(problem!.line).toBeGreaterThan(1);
  });

  it("is not carried out by a journey whose program came past check, and its timeline says so", () => {
    const stopped = stops(laid(it_, it_.broken));
    expect(stopped.length, JSON.stringify(lives(laid(it_, it_.broken)), null, 1)).toBeGreaterThan(0);
    expect(stopped[0]).toMatchObject({ kind: "event", because: "never.json: We promised." });
  });

  it("is nowhere in a program that keeps the line", () => {
    const parsed = laid(it_, it_.kept);
    expect(found(parsed)).toEqual([]);
    expect(stops(parsed)).toEqual([]);
  });
});

const refusal = { never: "without a person", steps: { do: "close", as: ["declined"] } };
/** Steps that may each be passed over before the one that ends it: twice as many ways with every one. */
const forked = (count: number, ...before: Change[]): Case => ({
  ...{ line: refusal, file: "journeys/mentee.json", says: /by a rule alone/, fix: /Put a "task"/ },
  broken: all(
    ...before,
    insert(
      "route",
      ...Array.from({ length: count }, (_, n) => ({
        id: `n${n}`,
        do: "tell",
        when: is("group", "intensive"),
      })),
      refused,
    ),
  ),
});

it.each([1, 12, 24, 60])("what a rule comes to is found behind %i steps that may be passed over", (count) => {
  const open = forked(count, unconfirmed);
  const messages = found(laid(open, open.broken)).map(({ message }) => message);
  expect(messages).toEqual([expect.stringMatching(open.says)]);
  const confirmed = forked(count);
  expect(found(laid(confirmed, confirmed.broken))).toEqual([]);
});
