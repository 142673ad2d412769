import { TooMany } from "./too-many.ts";

/**
 * The figures that stand for all. `anchors` are the figures that rules name and the ends of ranges; `apart` are the distances at
 * which facts are compared with each other, one for each comparison; `many` facts have figures without steps. Exact because a
 * system of differences that has a solution has one in lengths of shortest paths: from an anchor, by each comparison at most
 * once, with a small step for each "less than". Throws TooMany.
 */
export function figures(anchors: number[], apart: number[], many: number): number[] {
  const reached = grid(anchors.length > 0 ? anchors : [10], apart);
  const step = smallStep(reached, many);
  return unique(beside(reached, many, step));
}

/** The same for whole numbers, days among them: the small step is one. Throws TooMany. */
export function wholes(anchors: number[], apart: number[], many: number): number[] {
  const bounds = anchors.flatMap((one) => [Math.floor(one), Math.ceil(one)]);
  const reached = grid(bounds.length > 0 ? bounds : [10], apart).flatMap((one) => [
    Math.floor(one),
    Math.ceil(one),
  ]);
  return [...new Set(beside([...new Set(reached)], many, 1))];
}

function beside(points: number[], many: number, step: number): number[] {
  if (points.length * (2 * many + 1) > 2 * mostFigures) throw new TooMany();
  return points.flatMap((point) => steps(many).map((by) => point + by * step));
}

/** The figures themselves first, then the steps beside them: an example with the figure of the rule itself reads best. */
const steps = (many: number): number[] => [
  0,
  ...Array.from({ length: many }, (_, place) => [-(place + 1), place + 1]).flat(),
];

/** Throws TooMany: each distance may make three figures of one. */
const grid = (anchors: number[], apart: number[]): number[] =>
  apart.reduce(
    (reached, by) => few(unique(reached.concat(reached.flatMap((point) => [point - by, point + by])))),
    few(unique(anchors)),
  );

const mostFigures = 4_096;

function few(figures: number[]): number[] {
  if (figures.length > mostFigures) throw new TooMany();
  return figures;
}

/** A whole one where there is room for it: nobody has 17.75 years. */
function smallStep(points: number[], many: number): number {
  const sorted = [...points].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((next, place) => next - sorted[place]!);
  const least = Math.min(...gaps.filter((gap) => gap > 1e-9));
  const room = 2 * many + 1;
  return Number.isFinite(least) && least <= room ? least / (room + 1) : 1;
}

/** Sums of decimal fractions differ in the last digit from the figure that a rule names: the first one stands. */
function unique(values: number[]): number[] {
  const seen = new Map<number, number>();
  for (const value of values) {
    const figure = isWhole(value) ? value : Number(value.toPrecision(12));
    if (!seen.has(figure)) seen.set(figure, value);
  }
  return [...seen.values()];
}

/** A figure that twelve digits hold as it is. */
const isWhole = (value: number): boolean => Number.isInteger(value) && Math.abs(value) < 1e12;
