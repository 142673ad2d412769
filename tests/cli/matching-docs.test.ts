import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { RoundPerson, readGroups, readPast } from "#cli/round-files.ts";
import { Matching, Method } from "#core/program/matching.ts";
import { Leaf } from "#core/program/rule-set.ts";
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
