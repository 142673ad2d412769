import highs, { type Highs } from "highs";
import { munkres } from "munkres";
import munkresJs from "munkres-js";
import type { Whole } from "#core/matching/assignment/problem.ts";

/** How many pairs, and how many points. */
export type Came = [pairs: number, points: number];

/** A pair is worth more than all points together, so that a single sum means: as many as possible, then the best total. */
const pairWorth = ({ mentees }: Whole): number => 1000 * (mentees.count + 1);

function* candidates({ mentees, start, mentor, aims }: Whole) {
  const { worth } = aims[1]!;
  for (let one = 0; one < mentees.count; one++)
    for (let each = start[one]!; each < start[one + 1]!; each++)
      yield { each, mentee: one, mentor: mentor[each]!, points: worth[each]! };
}

/** Best pair first, as long as both have a place. */
export function greedy(whole: Whole): Came {
  const { mentees, mentors, mentor, aims } = whole;
  const { worth } = aims[1]!;
  const owner = new Int32Array(mentor.length);
  for (let one = 0; one < mentees.count; one++) owner.fill(one, whole.start[one], whole.start[one + 1]);
  const order = Int32Array.from(mentor, (_, each) => each).sort((a, b) => worth[b]! - worth[a]! || a - b);
  const [seeking, sought] = [mentees.most.slice(), mentors.most.slice()];
  const came: Came = [0, 0];
  for (const each of order) {
    if (seeking[owner[each]!] === 0 || sought[mentor[each]!] === 0) continue;
    seeking[owner[each]!]!--;
    sought[mentor[each]!]!--;
    came[0]++;
    came[1] += worth[each]!;
  }
  return came;
}

/** What `munkres` and `munkres-js` take: what is to be as little as possible, by row and column. One place for everybody. */
export function costsOf(whole: Whole): number[][] {
  const least = -pairWorth(whole);
  const costs = Array.from({ length: whole.mentees.count }, () =>
    new Array<number>(whole.mentors.count).fill(0),
  );
  for (const { mentee, mentor, points } of candidates(whole)) costs[mentee]![mentor] = least - points;
  return costs;
}

export function byMunkres(whole: Whole): Came {
  const costs = costsOf(whole);
  return came(munkres(costs), costs, -pairWorth(whole));
}

export function byMunkresJs(whole: Whole): Came {
  const costs = costsOf(whole);
  return came(munkresJs(costs), costs, -pairWorth(whole));
}

function came(pairs: [number, number][], costs: number[][], least: number): Came {
  const real = pairs.map(([row, column]) => costs[row]![column]!).filter((cost) => cost < 0);
  return [real.length, real.reduce((sum, cost) => sum + least - cost, 0)];
}

/** The best total by its linear program, which has a whole solution because it is a flow. */
export function byHighs({ mentees, mentors, start, mentor, aims }: Whole, solver: Highs): number {
  const size = mentor.length;
  const indices = new Int32Array(2 * size);
  for (let one = 0; one < mentees.count; one++)
    for (let each = start[one]!; each < start[one + 1]!; each++) {
      indices[2 * each] = one;
      indices[2 * each + 1] = mentees.count + mentor[each]!;
    }
  const rows = mentees.count + mentors.count;
  return solver.withModel(
    {
      numCols: size,
      numRows: rows,
      sense: solver.constants.objectiveSense.maximize,
      colCost: aims[0]!.worth,
      colLower: new Float64Array(size),
      colUpper: new Float64Array(size).fill(1),
      rowLower: new Float64Array(rows),
      rowUpper: Float64Array.from([...mentees.most, ...mentors.most]),
      matrix: {
        format: "csc",
        numRows: rows,
        numCols: size,
        starts: Int32Array.from({ length: size + 1 }, (_, column) => 2 * column),
        indices,
        values: new Float64Array(2 * size).fill(1),
      },
    },
    (model) => {
      model.options.set("output_flag", false);
      model.run();
      return Math.round(model.getObjectiveValue());
    },
  );
}

// Its types say that this is the module, and it is what the module exports.
const load = highs as unknown as (typeof highs)["default"];
export const loadHighs = (): Promise<Highs> => load();
