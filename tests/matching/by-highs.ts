import highs, { type Highs } from "highs";
import type { People, Whole } from "#core/matching/assignment/problem.ts";
import { pairsIn } from "./a-whole.ts";

type Row = { from: number; to: number; terms: [column: number, factor: number][] };

/**
 * What a round is worth by each aim in turn, from an integer program that HiGHS solves: a column for each candidate, one for each
 * mentee who has somebody, one for each place of a mentor; what was reached by one aim is a row for the next.
 */
export async function byHighs(whole: Whole, highs: Highs): Promise<number[]> {
  const pairs = pairsIn(whole);
  const served = pairs.length;
  const places = placesOf(whole.mentors).map((place, index) => ({
    ...place,
    column: served + whole.mentees.count + index,
  }));
  const columns = served + whole.mentees.count + places.length;
  const of = (side: "mentee" | "mentor", one: number): Row["terms"] =>
    pairs.flatMap((pair, column): Row["terms"] => (pair[side] === one ? [[column, 1]] : []));
  const rows: Row[] = [];
  for (let one = 0; one < whole.mentees.count; one++) {
    rows.push({ from: 0, to: whole.mentees.most[one]!, terms: of("mentee", one) });
    rows.push({ from: 0, to: pairs.length, terms: [...of("mentee", one), [served + one, -1]] });
  }
  for (let one = 0; one < whole.mentors.count; one++) {
    const own = places.filter((place) => place.one === one);
    rows.push({
      from: 0,
      to: 0,
      terms: [...of("mentor", one), ...own.map(({ column }): [number, number] => [column, -1])],
    });
  }
  const values: number[] = [];
  for (const { worth, bonus, step } of whole.aims) {
    const factors = new Float64Array(columns);
    worth.forEach((points, column) => {
      factors[column] = points;
    });
    bonus.forEach((points, one) => {
      factors[served + one] = whole.mentees.already[one]! > 0 ? 0 : points;
    });
    for (const { column, nth } of places) factors[column] = -step * (nth - 1);
    const value = Math.round(solved(highs, factors, rows));
    values.push(value);
    rows.push({ from: value, to: value, terms: [...factors].map((factor, column) => [column, factor]) });
  }
  return values;
}

const placesOf = ({ count, most, already }: People): { one: number; nth: number }[] =>
  Array.from({ length: count }, (_, one) =>
    Array.from({ length: most[one]! }, (_, place) => ({ one, nth: already[one]! + place + 1 })),
  ).flat();

function solved(highs: Highs, factors: Float64Array, rows: Row[]): number {
  const size = factors.length;
  if (size === 0) return 0;
  const starts = [0];
  for (const { terms } of rows) starts.push(starts.at(-1)! + terms.length);
  return highs.withModel(
    {
      numCols: size,
      numRows: rows.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: factors,
      colLower: new Float64Array(size),
      colUpper: new Float64Array(size).fill(1),
      rowLower: rows.map(({ from }) => from),
      rowUpper: rows.map(({ to }) => to),
      matrix: {
        format: "csr",
        numRows: rows.length,
        numCols: size,
        starts,
        indices: rows.flatMap(({ terms }) => terms.map(([column]) => column)),
        values: rows.flatMap(({ terms }) => terms.map(([, factor]) => factor)),
      },
      integrality: new Int32Array(size).fill(1),
    },
    (model) => {
      model.options.set("output_flag", false);
      model.run();
      return model.getObjectiveValue();
    },
  );
}

// Its types say that this is the module, and it is what the module exports.
const load = highs as unknown as (typeof highs)["default"];
export const loadHighs = (): Promise<Highs> => load();
