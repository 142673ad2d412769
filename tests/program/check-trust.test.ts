import { describe, expect, it } from "vitest";
import { checkPack } from "#core/program/check.ts";
import { parsePack } from "#core/program/parse.ts";
import { aPackFolder } from "./a-pack-folder.ts";

type Json = Record<string, unknown>;

/** Where somebody whose form is of this sender comes to what cannot be undone, before anybody has looked. */
function unseen(
  steps: Json[],
  { sender = "jotform", map = [] as Json[], rules = {} as Json, tracks = [] as Json[] } = {},
) {
  const folder = aPackFolder();
  const change = (file: string, edit: (content: Json) => Json) => {
    folder[file] = JSON.stringify(edit(JSON.parse(folder[file]!)), undefined, 2);
  };
  change("intake/apply.json", (intake) => ({ ...intake, sender, map: [...(intake.map as Json[]), ...map] }));
  change("journeys/mentee.json", () => ({ role: "mentee", stages: [{ id: "all", steps }], tracks }));
  change("routing.json", (ruleSet) => ({ ...ruleSet, ...rules }));
  change("facts.json", (facts) => ({ ...facts, facts: { ...(facts.facts as Json), formTrust } }));
  const parsed = parsePack("example", folder);
  if (!parsed.pack) throw new Error(JSON.stringify(parsed.problems));
  const problems = checkPack(parsed.pack, parsed.sources).filter(({ code }) => code === "form.unverified");
  return problems.map(({ file, rule, level, message }) => {
    expect([file, level]).toEqual(["journeys/mentee.json", undefined]);
    expect(message).toContain(`form "apply"`);
    return rule;
  });
}

const formTrust = { type: "choice", values: ["verified", "unverified"] };
const trusting = [{ question: "waymark.trust", fact: "formTrust" }];
const isUnverified = { all: [{ fact: "formTrust", operator: "equal", value: "unverified" }] };
const isVerified = { not: isUnverified };

const tell = { id: "welcome", do: "tell" };
const close = { id: "bye", do: "close", as: "declined" };
const queue = { id: "waiting", do: "queue" };
const decide = { id: "route", do: "decide", ruleSet: "routing" };
const call = { id: "call", do: "task" };
const survey = { id: "survey", do: "ask", form: "survey" };

const review = { name: "unverified-form", conditions: isUnverified, event: { type: "review" } };
const level = { all: [{ fact: "level", operator: "equal", value: "none" }] };
const alone = { name: "none", conditions: level, event: { type: "light" } };
const firstMatch = (...rules: Json[]) => ({
  rules: { decides: "group", hitPolicy: "first match", rules, otherwise: { type: "intensive" } },
});

describe("a form that cannot prove who sent it", () => {
  it.each<[string, Json[], Parameters<typeof unseen>[1], string[]]>([
    ["to an ending at once", [tell, close], {}, ["bye"]],
    ["to a place, whatever the person answers", [survey, queue], {}, ["waiting"]],
    ["to an ending by rules alone", [decide, close], {}, ["bye"]],
    ["past a task that not everybody gets", [{ ...call, when: level }, close], {}, ["bye"]],
    ["past a task for others", [{ ...call, when: isVerified }, close], { map: trusting }, ["bye"]],
    [
      "past rules that look at it too late",
      [decide, close],
      { map: trusting, ...firstMatch(alone, review) },
      ["bye"],
    ],
    [
      "past rules that look at it, where the form does not say",
      [decide, close],
      firstMatch(review, alone),
      ["bye"],
    ],
    ["over a jump", [{ id: "on", do: "go to", step: "bye" }, call, close], {}, ["bye"]],
    [
      "on a track that begins before",
      [tell, call, close],
      {
        tracks: [
          { id: "care", from: "welcome", until: "bye", every: "P3M", steps: [{ ...close, id: "over" }] },
        ],
      },
      ["over"],
    ],
  ])("is refused where it leads %s", (_, steps, more, wanted) => {
    expect(unseen(steps, more)).toEqual(wanted);
    expect(unseen(steps, { ...more, sender: "microsoft-forms" })).toEqual(wanted);
  });

  it.each<[string, Json[], Parameters<typeof unseen>[1]]>([
    ["a task of the staff", [tell, call, close], {}],
    [
      "a task for those who are unverified",
      [{ ...call, when: isUnverified }, queue, close],
      { map: trusting },
    ],
    ["rules that say review first", [decide, close], { map: trusting, ...firstMatch(review, alone) }],
    [
      "a decision that staff choose",
      [{ ...decide, confirm: ["light", "intensive"] }, close],
      firstMatch(alone),
    ],
    [
      "no step for them at all",
      [{ ...close, when: isVerified }, call, { ...close, id: "end" }],
      { map: trusting },
    ],
    [
      "a task before the track begins",
      [call, survey, close],
      {
        tracks: [
          { id: "care", from: "survey", until: "bye", every: "P3M", steps: [{ ...close, id: "over" }] },
        ],
      },
    ],
  ])("is fine behind %s", (_, steps, more) => {
    expect(unseen(steps, more)).toEqual([]);
  });
});

it("a form that was signed may lead wherever the program wants", () => {
  expect(unseen([close], { sender: "csv" })).toEqual([]);
  expect(unseen([close], { sender: "typeform" })).toEqual([]);
});
