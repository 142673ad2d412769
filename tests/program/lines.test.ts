import { expect, test } from "vitest";
import { judge } from "#adapters/pack-files.ts";
import type { Problem } from "#core/program/pack.ts";
import { parsePack } from "#core/program/parse.ts";
import { aPackFolder } from "./a-pack-folder.ts";

type Steps = Record<string, unknown>[];

/** What is found of a mentor's journey with these steps. */
function foundOf(steps: Steps, more: Record<string, unknown> = {}): Problem[] {
  const journey = { role: "mentor", stages: [{ id: "all", steps }], ...more };
  const loaded = judge(parsePack("example", aPackFolder({ "journeys/mentor.json": journey })));
  const all = loaded.problems ?? loaded.notes;
  return all.filter(({ code }) => /^(step|effects)\./.test(code));
}
const when = (value: unknown) => ({ when: { all: [{ fact: "level", operator: "equal", value }] } });
const codes = (...args: Parameters<typeof foundOf>) =>
  foundOf(...args).map(({ code, level }) => [code, level]);

const tell = { id: "hello", do: "tell" };
const rest = { id: "rest", do: "wait", for: "P1M" };
const back = { id: "back", do: "go to", step: "hello" };

test("a circle without a rest is an error; with one on the way it is none", () => {
  expect(codes([tell, back])).toEqual([["step.loop", "error"]]);
  expect(codes([tell, rest, back])).toEqual([]);
  expect(foundOf([tell, back])[0]).toMatchObject({
    file: "journeys/mentor.json",
    rule: "back",
    message: 'this leads back to "hello" again and again, and nothing waits on the way',
    fix: 'Put a step that waits on the way, such as "ask" or "wait", or another "when".',
  });
});

test("a circle for some people is found with one of them", () => {
  const [loop] = foundOf([
    tell,
    { ...rest, ...when("none") },
    { ...back, ...when("good") },
    { ...rest, id: "end" },
  ]);

  expect(loop).toMatchObject({ code: "step.loop", level: "warning", person: { level: "good" } });
  expect(loop?.example).toBe("level: level.good");
  expect(loop?.message).toBe(
    'for some people this leads back to "hello" again and again, and nothing waits on the way',
  );
});

test("nobody goes round whose conditions exclude each other", () => {
  expect(codes([tell, { ...rest, ...when("good") }, { ...back, ...when("good") }])).toEqual([]);
});

test("a circle through two ways back is found", () => {
  const there = { id: "there", do: "go to", step: "back" };

  expect(codes([tell, there, { ...rest, id: "never" }, back])).toContainEqual(["step.loop", "error"]);
});

test("a step after the end is reached by nobody, unless something leads there", () => {
  const end = { id: "end", do: "close", as: "completed" };
  const after = { id: "after", do: "wait", for: "P1M" };

  expect(codes([tell, end, after])).toEqual([["step.unreached", "warning"]]);
  expect(codes([tell, { ...end, ...when("good") }, after])).toEqual([]);
  expect(codes([tell, end, after], { onEnd: "after" })).toEqual([]);
  expect(codes([{ ...tell, do: "go to", step: "after" }, end, after])).toEqual([
    ["step.unreached", "warning"],
  ]);
});

test("40 letters at once are let out, one more is not", () => {
  const letters = (count: number): Steps =>
    Array.from({ length: count }, (_, place) => ({ id: `letter-${place}`, do: "tell" }));

  expect(codes([...letters(40), rest])).toEqual([]);
  expect(codes([...letters(41), rest])).toEqual([["effects.many", "error"]]);
  expect(codes([...letters(40), rest, { ...tell, id: "one-more" }])).toEqual([]);
  expect(codes([...letters(40), { ...tell, ...when("good") }, rest])).toEqual([["effects.many", "warning"]]);
});
