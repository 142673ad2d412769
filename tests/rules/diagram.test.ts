import { expect, test } from "vitest";
import { after, isSettled, newDiagram, put } from "#core/rules/diagram.ts";

test("two moments that lead to the same are one, and a question whose answers all lead to one is none", () => {
  const diagram = newDiagram();
  const red = put(diagram, { said: "red" });
  const blue = put(diagram, { said: "blue" });

  expect([red, blue, put(diagram, { said: "red" })]).toEqual([0, 1, 0]);
  expect(put(diagram, { ask: 0, answers: [red, red] })).toBe(red);
  expect(put(diagram, { ask: 0, answers: [red, blue] })).toBe(2);
  expect(put(diagram, { ask: 0, answers: [red, blue] })).toBe(2);
  expect(put(diagram, { ask: 1, answers: [red, blue] })).toBe(3);
  expect(diagram.moments).toHaveLength(4);
});

test("what may come after a moment is what its answers lead to, or the one that is given", () => {
  const diagram = newDiagram();
  const [red, blue] = [put(diagram, { said: "red" }), put(diagram, { said: "blue" })];
  const open = put(diagram, { left: ["town"], rest: "0" });
  const second = put(diagram, { ask: 1, answers: [red, open] });
  const first = put(diagram, { ask: 0, answers: [second, blue] });
  const said = (...args: Parameters<typeof after>) =>
    after(...args)
      .map((moment) => diagram.moments.indexOf(moment))
      .sort();

  expect(said(diagram, first)).toEqual([red, blue, open, second, first]);
  expect(said(diagram, first, { ask: 0, answer: 1 })).toEqual([blue, first]);
  expect(said(diagram, first, { ask: 1, answer: 0 })).toEqual([red, blue, second, first]);
  expect(isSettled(diagram, first, { ask: 0, answer: 1 })).toBe(true);
  expect(isSettled(diagram, first, { ask: 0, answer: 0 })).toBe(false);
  expect(isSettled(diagram, second, { ask: 1, answer: 0 })).toBe(true);
  expect(isSettled(diagram, second, { ask: 1, answer: 1 })).toBe(false);
});
