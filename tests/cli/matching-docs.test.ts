import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { judge } from "#adapters/pack-files.ts";
import { RoundPerson, readGroups, readPast } from "#cli/round-files.ts";
import { Aim, Aims } from "#core/program/aim.ts";
import { Matching, Method } from "#core/program/matching.ts";
import { isError } from "#core/program/pack.ts";
import { parseFolders } from "#core/program/parse.ts";
import { Leaf } from "#core/program/rule-set.ts";
import { aPackContent, aPackFolder } from "../program/a-pack-folder.ts";
import { written } from "./waymark.ts";

const text = readFileSync(join(import.meta.dirname, "../../docs/matching.md"), "utf8");
const inline = [...text.matchAll(/`((?:\[?\{)[^`]*\}\]?)`/g)].map(([, code]) => code!);

test("what docs/matching.md shows of program.json and of rules is taken by the schemas", () => {
  const [block, ...more] = [...text.matchAll(/^```json\n(.*?)^```/gms)].map(([, json]) => JSON.parse(json!));
  expect(more).toEqual([]);
  expect(Matching.safeParse(block).error).toBeUndefined();
  const leaves = inline.filter((code) => code.includes('"operator"')).map((code) => JSON.parse(code));
  expect(leaves).toHaveLength(10);
  for (const leaf of leaves) expect(Leaf.safeParse(leaf).error).toBeUndefined();
});

test("whatever a pair may be looked at by can be said, and check finds nothing wrong with it", () => {
  const place = { latitude: 60.2, longitude: 24.9 };
  const choice = (...values: string[]) => ({ type: "choice", values });
  const content = aPackContent();
  const facts = {
    ...content["facts.json"].facts,
    speaks: { type: "languages", values: ["arabic", "finnish"] },
    district: { type: "place", places: { kallio: place, espoo: { ...place, longitude: 24.6 } } },
    gender: choice("woman", "man"),
    wishedGender: choice("woman", "man", "any"),
    wishedAge: choice("older", "younger", "any"),
    interests: { type: "choices", values: ["music", "sport"] },
    canHelpWith: { type: "choices", values: ["interviews", "studies"] },
    helpWanted: { type: "choices", values: ["interviews", "studies"] },
    company: { type: "text" },
    safetyCleared: { type: "boolean", kind: "staff" },
    availability: { type: "choices", values: ["weekday-evenings", "weekends"] },
    timeZone: choice("Europe/Helsinki", "Asia/Kolkata"),
    freeHalfHours: { type: "numbers", min: 0, max: 335, kind: "staff" },
    matchedBefore: { type: "boolean", about: "pair", kind: "staff" },
    refusedBefore: { type: "boolean", about: "pair", kind: "staff" },
    waitingSince: { type: "date", kind: "staff" },
    goals: { type: "choices", values: ["work", "studies"] },
  };
  const wishes = [
    [
      { fact: "mentee.wishedGender", operator: "notEqual", value: "any" },
      { fact: "mentee.wishedGender", operator: "notEqual", value: { fact: "mentor.gender" } },
    ],
    [
      { fact: "mentor.wishedAge", operator: "equal", value: "younger" },
      { fact: "mentee.age", operator: "greaterThanInclusive", value: { fact: "mentor.age" } },
    ],
    [{ fact: "matchedBefore", operator: "equal", value: true }],
  ];
  const shown = inline.filter((code) => code.includes('"operator"')).map((code) => [JSON.parse(code)]);
  const rules = [...shown, ...wishes].map((all, index) => ({
    name: `rule-${index}`,
    conditions: { all },
    event: { type: "no" },
  }));
  const [, block] = /^```json\n(.*?)^```/ms.exec(text)!;
  const matching = { ...JSON.parse(block!), fairness: { facts: ["languages"] } };
  const files = aPackFolder({
    "program.json": { ...content["program.json"], matching },
    "facts.json": { facts, derived: content["facts.json"].derived },
    "matching.constraints.json": { ...content["matching.constraints.json"], rules },
  });
  const found = judge(parseFolders([{ id: "town", files }])).problems ?? [];
  const wrong = found.filter((problem) => isError(problem) && !problem.file.startsWith("texts/"));
  expect(wrong.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
  const about = found.filter(({ file }) => file === "matching.constraints.json" || file === "program.json");
  // Only that nobody has written why no rule's fitting is fine.
  expect(about.map(({ code }) => code)).toEqual(["rules.gap"]);
});

test("it names every aim that there is, as the schema takes it", () => {
  const aims = inline.filter((code) => code.includes('"aim"')).flatMap((code) => JSON.parse(code));
  expect(Aims.safeParse(aims).error).toBeUndefined();
  const names = Aim.options.map((option) => option.shape.aim.value);
  expect(aims.map(({ aim }: Aim) => aim).toSorted()).toEqual(names.toSorted());
});

test("it names every method that there is, and no other", () => {
  const methods = Method.options.map((option) => option.shape.by.value);
  const [, section] = text.split(/^## How a round comes to its pairs$/m);
  const named = [...section!.matchAll(/^\| `([a-z ]+)` \| [^|]+ \|$/gm)].map(([, method]) => method!);
  expect(named.toSorted()).toEqual(methods.toSorted());
});

test("and files as the command reads them", async () => {
  const [past, groups] = ['"was"', '"tuesday"'].map((word) => inline.find((code) => code.includes(word))!);
  expect(await readPast(written(past))).toMatchObject([{ was: "matched" }]);
  expect(await readGroups(written(groups))).toMatchObject([{ id: "tuesday" }]);
  const person = { id: "noor", facts: {}, waitingSince: "2026-03-01", capacity: 2, picks: ["maria"] };
  for (const word of ["waitingSince", "capacity", "picks"]) expect(text).toContain(`"${word}"`);
  expect(RoundPerson.safeParse(person).error).toBeUndefined();
});
