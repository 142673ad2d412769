import { expect, test } from "vitest";
import { checkPack } from "#core/program/check.ts";
import type { Problem } from "#core/program/pack.ts";
import { parsePack } from "#core/program/parse.ts";
import { aPackContent, aPackFolder } from "./a-pack-folder.ts";

const found = (matching: object): Problem[] => {
  const content = aPackContent();
  const program = {
    ...content["program.json"],
    matching: { ...content["program.json"].matching, ...matching },
  };
  const facts = content["facts.json"].facts;
  const more = {
    ...facts,
    wish: { type: "choice", values: ["peer", "traditional", "no-wish"], roles: ["mentee"] },
    kind: { type: "choice", values: ["peer", "traditional"], roles: ["mentor"] },
    before: { type: "boolean", about: "pair", kind: "staff" },
    since: { type: "date" },
    when: { type: "choices", values: ["evenings", "weekends"] },
    place: { type: "choice", values: ["Europe/Helsinki", "Asia/Kolkata"] },
    free: { type: "numbers" },
  };
  const files = aPackFolder({
    "program.json": program,
    "facts.json": { ...content["facts.json"], facts: more },
  });
  const parsed = parsePack("example", files);
  const problems = parsed.problems ?? checkPack(parsed.pack, parsed.sources);
  return problems.filter(({ file }) => file === "program.json");
};

const by = (method: object) => found({ method });

test.each<[string, object]>([
  ["an assignment", { by: "assignment" }],
  ["groups", { by: "groups", size: { from: 4, to: 5 }, alike: ["level"], inCommon: ["languages"] }],
  ["a choice", { by: "choice", shortlist: 3 }],
  ["speed dating", { by: "speed dating" }],
  ["peers", { by: "peer or traditional", wish: "wish", kind: "kind", either: "no-wish" }],
  ["a coordinator alone", { by: "coordinator" }],
])("pairs may be found by %s", (_, method) => {
  expect(by(method)).toEqual([]);
});

test("a round has aims, in the order of their weight", () => {
  const aims = [
    { aim: "nobody waits longer", than: "P8W" },
    { aim: "as many as possible" },
    { aim: "keep mentors together", by: "kind" },
    { aim: "spread load" },
    { aim: "best total" },
  ];
  expect(found({ aims })).toEqual([]);
});

test("what a round says, and what its fairness is counted by, are facts that can hold it", () => {
  const says = { matchedBefore: "before", waitingSince: "since" };
  expect(found({ says, fairness: { facts: ["level", "languages"], smallest: 4 } })).toEqual([]);
});

test.each<[string, object, string, RegExp]>([
  [
    "an aim twice",
    { aims: [{ aim: "best total" }, { aim: "best total" }] },
    "value.written",
    /each aim once/,
  ],
  ["no such aim", { aims: [{ aim: "luck" }] }, "value.unknown", /"luck" is not possible for "aim"/],
  ["no length of time", { aims: [{ aim: "nobody waits longer", than: "8" }] }, "value.written", /P2W/],
  [
    "mentors together in what is not there",
    { aims: [{ aim: "keep mentors together", by: "knid" }] },
    "fact.unknown",
    /did you mean "kind"/,
  ],
  [
    "mentors together in what each has many of",
    { aims: [{ aim: "keep mentors together", by: "languages" }] },
    "fact.unfit",
    /put together by it/,
  ],
  ["no such method", { method: { by: "lottery" } }, "value.unknown", /"lottery" is not possible for "by"/],
  [
    "groups larger at least than at most",
    { method: { by: "groups", size: { from: 6, to: 5 }, alike: ["level"] } },
    "matching.size",
    /at least 6 and at most 5/,
  ],
  [
    "groups alike in what is not there",
    { method: { by: "groups", size: { from: 4, to: 5 }, alike: ["levle"] } },
    "fact.unknown",
    /did you mean "level"/,
  ],
  [
    "groups alike in what nobody has in common",
    { method: { by: "groups", size: { from: 4, to: 5 }, alike: ["bornOn"] } },
    "fact.unfit",
    /"bornOn" is a day/,
  ],
  [
    "groups alike in what never.json forbids matching to look at",
    { method: { by: "groups", size: { from: 4, to: 5 }, alike: ["health"] } },
    "never.rule",
    /Health scores nobody/,
  ],
  ["a list of nobody", { method: { by: "choice", shortlist: 0 } }, "value.size", /at least 1/],
  [
    "a wish that no mentor can meet",
    { method: { by: "peer or traditional", wish: "wish", kind: "kind" } },
    "matching.wish",
    /"no-wish", and no mentor is of that kind/,
  ],
  [
    "a wish that nobody can have",
    { method: { by: "peer or traditional", wish: "wish", kind: "kind", either: "both" } },
    "value.unfit",
    /"both" is not one of the values/,
  ],
  [
    "a fact of a person where the round speaks of a pair",
    { says: { matchedBefore: "arrivedAlone" } },
    "fact.unfit",
    /about a person/,
  ],
  ["a fairness by what has no few values", { fairness: { facts: ["bornOn"] } }, "fact.unfit", /a few values/],
  [
    "a fairness by what is not for everybody's eyes",
    { fairness: { facts: ["health"] } },
    "fact.unfit",
    /not for everybody's eyes/,
  ],
])("%s is told of, with its place", (_, matching, code, message) => {
  const problems = found(matching);
  expect(problems).toContainEqual(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  expect(problems[0]!.line).toBeGreaterThan(1);
  expect(problems[0]!.fix).not.toBe("");
});
