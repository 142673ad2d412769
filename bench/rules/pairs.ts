import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Facts } from "#core/program/fact.ts";
import { may, pairRows as rowsOf } from "#core/rules/compiled/pairs.ts";
import { combine } from "#core/rules/verdict.ts";
import { medians, type Row, rounded } from "../bench.ts";
import { engineAsItComes } from "./as-it-comes.ts";
import { constraints, dictionary, scores } from "./match.ts";
import { pairsByHand } from "./match-by-hand.ts";
import { chances, people } from "./people.ts";

const side = 1000;
/** Pairs that the engine is asked about: all of them would take it minutes. */
const sample = 150;
const rounds = 11;

const rules = {
  constraints: [constraints],
  scores,
  allows: ({ outcome }: { outcome: string }) => outcome === "possible",
};
const engine = engineAsItComes(dictionary, constraints, scores);

/** A million pairs, 16 conditions each, from facts as they are stored to points. */
export async function pairRows(): Promise<Row[]> {
  const mentees = people(dictionary, side, 1, "mentee.");
  const mentors = people(dictionary, side, 2, "mentor.");
  const some = sampled(mentees, mentors);
  await sameAnswers(mentees, mentors, some);
  const cost = await medians(
    {
      engine: async () => {
        for (const { facts } of some) await engine.run(facts);
      },
      columns: () => byColumns(mentees, mentors),
      hand: () => pairsByHand(mentees, mentors, () => {}),
    },
    rounds,
  );
  const what = "a million pairs, 16 conditions each";
  const byEngine = (cost.engine / sample) * side * side;
  const against = `json-rules-engine as it comes, kept, on ${sample} of them`;
  return [
    { what, ratio: rounded(cost.columns / byEngine), target: 1 / 2000, against },
    { what, ratio: rounded(cost.columns / cost.hand), target: 4, against: "columns written by hand" },
    {
      what: `${what}: megabytes above the data`,
      ratio: rounded(await megabytes()),
      target: 30,
      against: "a megabyte",
    },
  ];
}

/** What a million pairs would take json-rules-engine, from a sample. */
export async function engineMilliseconds(): Promise<number> {
  const some = sampled(people(dictionary, side, 1, "mentee."), people(dictionary, side, 2, "mentor."));
  const { all } = await medians(
    {
      all: async () => {
        for (const { facts } of some) await engine.run(facts);
      },
    },
    3,
  );
  return (all / sample) * side * side;
}

/** Goes through all rows, as a matching round does. */
export function byColumns(
  mentees: Facts[],
  mentors: Facts[],
  seen: (mentee: number, row: ReturnType<ReturnType<typeof rowsOf>>) => void = () => {},
): void {
  const row = rowsOf(dictionary, rules, mentees, mentors);
  for (let mentee = 0; mentee < mentees.length; mentee++) seen(mentee, row(mentee));
}

function sampled(mentees: Facts[], mentors: Facts[]) {
  const chance = chances(3);
  const one = () => Math.floor(chance() * side);
  return Array.from({ length: sample }, () => {
    const [mentee, mentor] = [one(), one()];
    return { mentee, mentor, facts: { ...mentees[mentee]!, ...mentors[mentor]! } };
  });
}

async function sameAnswers(
  mentees: Facts[],
  mentors: Facts[],
  some: ReturnType<typeof sampled>,
): Promise<void> {
  const ours: Float64Array[] = [];
  byColumns(mentees, mentors, (_, { may: states, points }) => {
    ours.push(points.map((one, mentor) => (states[mentor] === may.yes ? one : -1)));
  });
  pairsByHand(mentees, mentors, (mentee, row) => {
    if (row.some((points, mentor) => points !== ours[mentee]![mentor]))
      throw new Error("columns and columns written by hand give different points");
  });
  for (const { mentee, mentor, facts } of some) {
    const { results } = await engine.run(facts);
    const fired = new Set(results.map(({ name }) => name));
    const held = [...constraints.rules, ...scores.rules].map(({ name }) => fired.has(name));
    const { outcome } = combine(constraints, held.slice(0, constraints.rules.length)).possible[0]!;
    const { params } = combine(scores, held.slice(constraints.rules.length)).possible[0]!;
    const wanted = outcome === "possible" ? params.points : -1;
    if (ours[mentee]![mentor] !== wanted)
      throw new Error("columns and json-rules-engine give different points");
  }
}

/** Measured in a process of its own, which holds nothing else. */
async function megabytes(): Promise<number> {
  const child = fork(fileURLToPath(new URL("./memory.ts", import.meta.url)));
  const [answer] = (await once(child, "message")) as [{ megabytes: number }];
  return answer.megabytes;
}
