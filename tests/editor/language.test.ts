import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programFiles, write } from "#cli/editor-files.ts";
import { aPackContent, aPackFolder } from "../program/a-pack-folder.ts";
import { labelsOf, offered, openedText, squiggles } from "./an-editor.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-editor-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const content = aPackContent();
const places = { north: { latitude: 60.2, longitude: 25 }, south: { latitude: 60.1, longitude: 25 } };
const facts = {
  ...content["facts.json"].facts,
  spoken: { type: "languages", values: ["arabic", "finnish"] },
  home: { type: "place", places },
  work: { type: "place", places },
  otherPlace: { type: "place", places: { east: places.north, west: places.south } },
  visits: { type: "number", min: 0, max: 10 },
  notice: { type: "duration" },
};
const named = { conditions: { "lives-far": { all: [{ fact: "home", operator: "equal", value: "north" }] } } };

beforeAll(async () => {
  const files = aPackFolder({
    "facts.json": { ...content["facts.json"], facts },
    "conditions.json": named,
  });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, "small", file)), { recursive: true });
    writeFileSync(join(folder, "small", file), text);
  }
  await write((await programFiles(folder, "small"))!);
});

const withLeaf = (leaf: string) =>
  openedText(
    join(folder, "small/routing.json"),
    `{ "$schema": ".schemas/rule-set.schema.json", "decides": "group", "hitPolicy": "first match", "rules": [{ "name": "a",
      "conditions": { "all": [${leaf}] }, "event": { "type": "light" } }], "otherwise": { "type": "light" } }`,
  );

describe("each kind of comparison", () => {
  it.each([
    '{ "fact": "spoken", "operator": "speaks", "value": "finnish", "level": "b1" }',
    '{ "fact": "spoken", "operator": "sharesLanguage", "value": ["finnish", "arabic"] }',
    '{ "fact": "home", "operator": "within", "value": { "fact": "work" }, "km": 3.5 }',
    '{ "fact": "visits", "operator": "differsAtMost", "value": { "fact": "trust" }, "by": 2 }',
    '{ "fact": "bornOn", "operator": "before", "value": { "fact": "today" } }',
    '{ "fact": "notice", "operator": "longerThan", "value": "P3M" }',
    '{ "fact": "languages", "operator": "sharesAtLeast", "value": ["arabic"], "count": 1 }',
    '{ "fact": "age", "operator": "in", "value": [18, 19] }',
    '{ "not": { "any": [{ "condition": "lives-far" }, { "condition": "a-new-one" }] } }',
  ])("has no squiggle where it is right: %s", async (leaf) => {
    expect(await squiggles(withLeaf(leaf))).toEqual([]);
  });

  it.each([
    ['{ "fact": "spoken", "operator": "speaks", "value": "finnish", "level": "d1" }', '"d1"'],
    ['{ "fact": "spoken", "operator": "speaks", "value": "finish" }', '"finish"'],
    ['{ "fact": "home", "operator": "within", "value": "north", "km": -1 }', "-1"],
    ['{ "fact": "home", "operator": "within", "value": "north", "by": 1, "km": 1 }', '"by"'],
    ['{ "fact": "home", "operator": "equal", "value": { "fact": "otherPlace" } }', '"otherPlace"'],
    ['{ "fact": "visits", "operator": "equal", "value": 11 }', "11"],
    ['{ "fact": "visits", "operator": "in", "value": 3 }', "3"],
    ['{ "fact": "bornOn", "operator": "before", "value": "1.1.2000" }', '"1.1.2000"'],
    ['{ "fact": "notice", "operator": "longerThan", "value": "3 months" }', '"3 months"'],
    ['{ "fact": "notice", "operator": "equal", "value": "P3M" }', '"equal"'],
    ['{ "fact": "meetingEvery", "operator": "longerThan", "value": "P3M" }', '"meetingEvery"'],
  ])("has one where it is wrong: %s", async (leaf, under) => {
    expect((await squiggles(withLeaf(leaf))).map((squiggle) => squiggle.under)).toContain(under);
  });

  it("asks for the further word that an operator cannot do without", async () => {
    const [missing] = await squiggles(withLeaf('{ "fact": "home", "operator": "within", "value": "north" }'));
    expect(missing?.message).toContain('"km"');
  });

  it.each([
    ['{ "fact": "home", "operator": "within", "value": "north", ‸ }', ["km"]],
    ['{ "fact": "spoken", "operator": "speaks", "value": "arabic", "level": "‸" }', ["a1", "c2"]],
    ['{ "fact": "home", "operator": "equal", "value": { "fact": "‸" } }', ["home", "work"]],
    ['{ "fact": "languages", "operator": "sharesAny", "value": ["‸"] }', ["arabic", "finnish"]],
    ['{ "condition": "‸" }', ["lives-far"]],
  ])("offers what fits: %s", async (leaf, names) => {
    const labels = labelsOf(await offered(withLeaf(leaf)));
    expect(labels).toEqual(expect.arrayContaining(names));
    expect(labels).not.toContain("otherPlace");
    expect(labels).not.toContain("by");
  });
});
