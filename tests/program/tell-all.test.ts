import { describe, expect, it } from "vitest";
import { checkPack } from "#core/program/check.ts";
import type { Problem } from "#core/program/pack.ts";
import { parsePack } from "#core/program/parse.ts";
import { aPackContent, aPackFolder } from "./a-pack-folder.ts";

type Step = Record<string, unknown>;

const invited = {
  do: "tell all",
  id: "last-meeting",
  whom: {
    role: "mentee",
    status: "matched",
    conditions: { all: [{ fact: "arrivedAlone", operator: "equal", value: true }] },
  },
  with: ["meetingDay"],
};
const close = { do: "close", id: "over", as: "completed" };

const content = aPackContent();
const texts = {
  "facts.meetingDay": "The day of the meeting",
  "questions.meetingDay": "When do we meet?",
  "stages.year.end": "The year ends.",
  "mails.year.last-meeting.subject": "We meet once more, {menteeName}",
  "mails.year.last-meeting.body": "Come on {meetingDay}.",
};

/** The small program with a journey of its own, of these steps. */
function withYear(steps: Step[] = [invited, close], more: Record<string, unknown> = {}, year = {}) {
  const facts = {
    ...content["facts.json"].facts,
    meetingDay: { type: "date", kind: "staff", roles: ["program"] },
  };
  return aPackFolder({
    "facts.json": { ...content["facts.json"], facts },
    "journeys/year.json": { role: "program", stages: [{ id: "end", steps }], ...year },
    "texts/en.json": { ...content["texts/en.json"], ...texts },
    ...more,
  });
}

function problemsOf(files: ReturnType<typeof withYear>): Problem[] {
  const parsed = parsePack("example", files);
  return parsed.problems ?? checkPack(parsed.pack, parsed.sources);
}

const brief = (problems: Problem[]) =>
  problems.map(({ file, code, message }) => `${file} ${code}: ${message}`);

describe("a program's own journey", () => {
  it("may tell everybody of a role something", () => {
    expect(brief(problemsOf(withYear()))).toEqual([]);
  });

  it.each([
    { do: "tell", id: "hello" },
    { do: "queue", id: "line" },
    { do: "gathering", id: "together" },
    { do: "wait", id: "until", for: "match over" },
  ])("has no step that somebody must take part in: $do", (step) => {
    const [problem] = problemsOf(withYear([step, close])).filter(({ code }) => code === "step.place");
    expect(problem).toMatchObject({ file: "journeys/year.json", rule: step.id });
    expect(problem!.message).toContain("nobody takes part in it");
    expect(problem!.fix).toBe("Move it to the journey of a person or a match.");
  });

  it("is one, and says no status", () => {
    const second = { role: "program", stages: [{ id: "end", status: "left", steps: [close] }] };
    const more = { ...content["texts/en.json"], ...texts, "stages.zoo.end": "It ends." };
    const found = problemsOf(withYear(undefined, { "journeys/zoo.json": second, "texts/en.json": more }));
    expect(brief(found)).toEqual([
      'journeys/zoo.json journey.second: the program has a journey of its own already: "year"',
      "journeys/zoo.json status.nobodys: nobody takes part in the journey of the program",
    ]);
  });

  it("gives its name to no role", () => {
    const program = content["program.json"];
    const roles = { ...program.roles, program: {} };
    const more = { ...content["texts/en.json"], ...texts, "roles.program": "Program" };
    const files = withYear(undefined, { "program.json": { ...program, roles }, "texts/en.json": more });
    expect(problemsOf(files).map(({ code }) => code)).toContain("role.reserved");
  });
});

describe("telling everybody", () => {
  it("has its place in the program's own journey only", () => {
    const { stages } = content["journeys/mentee.json"];
    const steps = [{ ...invited, with: [] }, ...stages[0]!.steps];
    const mentee = {
      ...content["journeys/mentee.json"],
      stages: [{ ...stages[0], steps }, ...stages.slice(1)],
    };
    const found = problemsOf(withYear(undefined, { "journeys/mentee.json": mentee }));
    expect(brief(found)).toContain(
      'journeys/mentee.json step.place: "tell all" only works in the journey of the program',
    );
  });

  it.each([
    { whom: { role: "mente" }, code: "role.unknown", what: 'did you mean "mentee"' },
    {
      whom: { role: "coordinator" },
      code: "role.no-journey",
      what: "nobody is in the program as a coordinator",
    },
    { whom: { role: "mentee", status: "mached" }, code: "status.unknown", what: 'did you mean "matched"' },
    {
      whom: { role: "mentor", conditions: invited.whom.conditions },
      code: "fact.whose",
      what: '"arrivedAlone" is not a fact that a mentor has',
    },
  ])("says of whom it cannot be: $code", ({ whom, code, what }) => {
    const found = problemsOf(withYear([{ ...invited, whom }, close])).find(
      (problem) => problem.code === code,
    );
    expect(found).toMatchObject({ file: "journeys/year.json" });
    expect(found!.message).toContain(what);
  });

  it("tells what the program knows, not what a person knows", () => {
    const found = problemsOf(withYear([{ ...invited, with: ["meetingDay", "arrivedAlone"] }, close]));
    expect(brief(found)).toContain(
      'journeys/year.json fact.whose: "arrivedAlone" is not a fact that a program has',
    );
  });

  it("needs its letter in every language, with no other names than it has", () => {
    const { "mails.year.last-meeting.body": _, ...fewer } = texts;
    const without = { ...content["texts/en.json"], ...fewer };
    expect(
      problemsOf(withYear(undefined, { "texts/en.json": without })).map(({ message }) => message),
    ).toEqual([expect.stringContaining("mails.year.last-meeting.body")]);
    const wrong = {
      ...content["texts/en.json"],
      ...texts,
      "mails.year.last-meeting.body": "Hello {mentorName}",
    };
    expect(problemsOf(withYear(undefined, { "texts/en.json": wrong })).map(({ message }) => message)).toEqual(
      [expect.stringContaining("mentorName")],
    );
  });

  it("is held to never.json like every letter", () => {
    const line = {
      name: "no-letters",
      text: "We never write.",
      why: "They asked us not to.",
      never: "letter",
    };
    const guards = [{ ...line, to: "mentee", from: "program" }];
    const never = { ...content["never.json"], guards };
    const [found] = problemsOf(withYear(undefined, { "never.json": never }));
    expect(found).toMatchObject({ file: "journeys/year.json", code: "never.guard" });
  });
});

describe("a round of matching", () => {
  const round = { do: "round", id: "match", waiting: 8, due: "P7D" };
  const words = {
    "tasks.year.match.title": "Look through {pairs} pairs",
    "tasks.year.match.script": "Look.",
  };
  const withWords = { ...content["texts/en.json"], ...texts, ...words };

  it("has its place in the program's own journey, with words for its task", () => {
    const files = withYear([round, invited, close], { "texts/en.json": withWords });
    expect(brief(problemsOf(files))).toEqual([]);
    const unworded = problemsOf(withYear([round, invited, close])).filter(
      ({ code }) => code === "text.missing",
    );
    expect(unworded.length).toBeGreaterThan(0);
  });

  it("needs somebody to be matched", () => {
    const { matching: _, ...program } = content["program.json"];
    const files = withYear([round, close], { "program.json": program, "texts/en.json": withWords });
    expect(problemsOf(files).map(({ message }) => message)).toContain(
      "there is nobody to be matched in a round: the program matches nobody",
    );
  });

  it("is worked out nowhere else", () => {
    const { stages } = content["journeys/mentee.json"];
    const [first, ...rest] = stages;
    const mentee = {
      ...content["journeys/mentee.json"],
      stages: [{ ...first!, steps: [round, ...first!.steps] }, ...rest],
    };
    const found = problemsOf(withYear(undefined, { "journeys/mentee.json": mentee }));
    expect(found.filter(({ rule }) => rule === "match").map(({ message }) => message)).toContain(
      '"round" only works in the journey of the program',
    );
  });
});
