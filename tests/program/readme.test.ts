import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judge } from "#adapters/pack-files.ts";
import { FactDictionary } from "#core/program/fact.ts";
import { Guard } from "#core/program/guard.ts";
import { Intake } from "#core/program/intake.ts";
import { fits } from "#core/program/operator-fit.ts";
import { isError } from "#core/program/pack.ts";
import { parseFolders } from "#core/program/parse.ts";
import { Leaf, limits, operators, Rule, RuleSetFile, Weight } from "#core/program/rule-set.ts";
import { JourneyDefinition } from "#core/program/step.ts";
import { aPackContent, aPackFolder } from "./a-pack-folder.ts";

const text = readFileSync(join(import.meta.dirname, "../../rules/README.md"), "utf8");

/** The blocks of JSON, and the conditions that stand in backticks. */
const blocks = [...text.matchAll(/^```json\n(.*?)^```/gms)].map(([, block]) => JSON.parse(block!));
const rows = [...text.matchAll(/^\| `(\w+)` \| [^|]+ \| `(\{.*\})` \|$/gm)].map(([, name, example]) => ({
  name: name!,
  leaf: JSON.parse(example!),
}));
const [rule, dictionary, ruleSet, year, rounds, guard, intake, ...more] = blocks;

describe("what rules/README.md tells coordinators", () => {
  it("names every operator of the language with an example of its own, and no other", () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual([...operators].toSorted());
    for (const { name, leaf } of rows) expect(Leaf.parse(leaf).operator).toBe(name);
  });

  it("shows only what the schemas take", () => {
    expect(more).toEqual([]);
    expect(Rule.safeParse(rule).error).toBeUndefined();
    expect(FactDictionary.safeParse(dictionary).error).toBeUndefined();
    expect(RuleSetFile.safeParse(ruleSet).error).toBeUndefined();
    expect(JourneyDefinition.safeParse(year).error).toBeUndefined();
    expect(JourneyDefinition.safeParse({ ...year, ...rounds }).error).toBeUndefined();
    expect(Guard.safeParse(guard).error).toBeUndefined();
    expect(Intake.safeParse(intake).error).toBeUndefined();
  });

  it("names every kind of line that the software holds", () => {
    const kinds = Guard.options.map((option) => option.shape.never.value);
    const [, section] = text.split(/^## What must never happen$/m);
    const [own] = section!.split(/^## /m);
    const named = [...own!.matchAll(/^\| `([a-z ]+)` \| [^|]+ \|$/gm)].map(([, kind]) => kind!);
    expect(named.toSorted()).toEqual(kinds.toSorted());
  });

  it("has a fact of every type, every further word, every weight and every way to read several rules", () => {
    const types = Object.values(FactDictionary.parse(dictionary).facts).map(({ type }) => type);
    const all = FactDictionary.shape.facts.valueType.options.map((option) => option.shape.type.value);
    expect([...new Set(types)].toSorted()).toEqual(all.toSorted());
    const words = new Set(rows.flatMap(({ leaf }) => Object.keys(leaf)));
    for (const limit of Object.keys(limits)) expect(words).toContain(limit);
    for (const name of [...Weight.options, ...RuleSetFile.shape.hitPolicy.options])
      expect(text).toContain(`\`${name}\``);
  });

  it("compares each fact with what it can be compared with, as check sees it", () => {
    const content = aPackContent();
    const facts = { ...content["facts.json"].facts, ...dictionary.facts };
    for (const name of ["matchPoints", "shown"]) facts[name] = { type: "number", kind: "staff" };
    const derived = { ...content["facts.json"].derived, ...dictionary.derived };
    const rules = rows.map(({ name, leaf }) => ({
      name: name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      conditions: { all: [leaf] },
      event: { type: "shown", params: { points: 1 } },
    }));
    const set = { decides: "shown", hitPolicy: "sum of points", rules, otherwise: { type: "nothing" } };
    const files = { "facts.json": { facts, derived }, "readme.json": set, "points.json": ruleSet };
    const found = judge(parseFolders([{ id: "town", files: aPackFolder(files) }]));
    const wrong = (found.problems ?? []).filter(
      (problem) => isError(problem) && !problem.file.startsWith("texts/"),
    );
    expect(wrong.map(({ file, message }) => `${file}: ${message}`)).toEqual([]);
  });

  it("is seen when an example goes wrong", () => {
    const { path, speaks } = FactDictionary.parse(dictionary).facts;
    expect([fits("lessThan", path!), fits("contains", speaks!)]).toEqual([false, false]);
    expect(Leaf.safeParse({ ...rows[0]!.leaf, operator: "equals" }).success).toBe(false);
  });
});
