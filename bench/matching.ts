import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { proves } from "#core/matching/assignment/certificate.ts";
import type { Whole } from "#core/matching/assignment/problem.ts";
import { solveWhole } from "#core/matching/assignment/solve-whole.ts";
import { type Bench, medians, type Row, rounded } from "./bench.ts";
import { dense, sparse } from "./matching/instances.ts";
import { byHighs, byMunkres, byMunkresJs, greedy, loadHighs } from "./matching/others.ts";
import { scoredRound, side } from "./matching/scored.ts";
import { engineMilliseconds } from "./rules/pairs.ts";

/**
 * The best whole assignment with its certificate, against those that others find: each must be worth the same, and each
 * certificate must prove it, or the run ends.
 */
export const bench: Bench = async () => [
  ...(await scoring()),
  await denseRow(),
  ...(await sparseRows()),
  await memoryRow(),
];

/** The plan of docs/scale.md for a million people. */
export { plan as markdown } from "./matching/plan.ts";

async function scoring(): Promise<Row[]> {
  const { find, round } = scoredRound();
  const { certificate } = round();
  if (!certificate.proven) throw new Error("the round is not proven to be the best");
  const cost = await medians({ round, find }, 5);
  const others = (await engineMilliseconds()) + (await munkresJsAt(side));
  tell(
    `${certificate.candidates} of a million pairs are possible; to find them is ${Math.round((100 * cost.find) / cost.round)} % of the round`,
  );
  const what = `a million pairs scored by 16 conditions and ${side} x ${side} assigned`;
  return [
    { what, ratio: rounded(cost.round / 1000), target: 1, against: "one second" },
    {
      what,
      ratio: rounded(cost.round / others),
      target: 1 / 500,
      against: "json-rules-engine and munkres-js, from samples",
    },
  ];
}

/** What munkres-js would take for so many, from the two sizes that it was timed at and how it grew between them. */
async function munkresJsAt(size: number): Promise<number> {
  const [small, large] = [120, 240];
  const [one, other] = [dense(small, 1), dense(large, 1)];
  const cost = await medians({ small: () => byMunkresJs(one), large: () => byMunkresJs(other) }, 3);
  const power = Math.log(cost.large / cost.small) / Math.log(large / small);
  tell(
    `munkres-js: ${Math.round(cost.large)} ms for ${large} x ${large}, growing by the power ${power.toFixed(1)}`,
  );
  return cost.large * (size / large) ** power;
}

async function denseRow(): Promise<Row> {
  const size = 2000;
  const whole = dense(size, 1);
  same(solved(whole), byMunkres(whole));
  const cost = await medians({ ours: () => solved(whole), munkres: () => byMunkres(whole) }, 3);
  const what = `${size} x ${size} dense, with its certificate`;
  return { what, ratio: rounded(cost.ours / cost.munkres), target: 0.5, against: "munkres 2" };
}

async function sparseRows(): Promise<Row[]> {
  const [small, large] = [sparse(5_000, 1), sparse(20_000, 1)];
  const cost = await medians(
    { small: () => solved(small), ours: () => solved(large), greedy: () => greedy(large) },
    3,
  );
  const [best, fewer] = [solved(large), greedy(large)];
  const power = Math.log(cost.ours / cost.small) / Math.log(4);
  tell(`from 5,000 to 20,000 mentees it grows by the power ${power.toFixed(2)}`);
  tell(
    `greedy leaves ${percent(fewer[0], best[0]!)} of the pairs and ${percent(fewer[1], best[1]!)} of the points`,
  );
  const what = "20,000 mentees with 30 candidates each and capacities, with its certificate";
  return [
    await highsRow(large, `${what}, best total alone`),
    {
      what,
      ratio: rounded(cost.ours / cost.greedy),
      target: 40,
      against: "best pair first, proving nothing",
    },
  ];
}

/** By one aim alone, so that HiGHS is asked the same question in its own terms. It takes so long that it is asked once. */
async function highsRow(whole: Whole, what: string): Promise<Row> {
  const solver = await loadHighs();
  const total = { ...whole, aims: [whole.aims[1]!] };
  const found = { ours: 0, highs: 0 };
  const cost = await medians(
    {
      ours: () => {
        found.ours = solved(total)[0]!;
      },
      highs: () => {
        found.highs = byHighs(total, solver);
      },
    },
    1,
  );
  if (found.ours !== found.highs) throw new Error(`we find ${found.ours} points, and HiGHS ${found.highs}`);
  return { what, ratio: rounded(cost.ours / cost.highs), target: 0.2, against: "HiGHS" };
}

async function memoryRow(): Promise<Row> {
  const child = fork(fileURLToPath(new URL("./matching/memory.ts", import.meta.url)));
  const [answer] = (await once(child, "message")) as [{ megabytes: number }];
  const what = "20,000 mentees with 30 candidates each: megabytes of the whole process";
  return { what, ratio: rounded(answer.megabytes), target: 500, against: "a megabyte" };
}

function solved(whole: Whole): number[] {
  const { proof } = solveWhole(whole);
  if (!proves(proof)) throw new Error("an assignment is not proven to be the best");
  return proof.values;
}

function same(ours: number[], theirs: number[]): void {
  if (ours.join() !== theirs.join())
    throw new Error(`we find ${ours.join(" pairs, ")} points, and others ${theirs.join(" pairs, ")}`);
}

const percent = (part: number, whole: number): string => `${(100 * (1 - part / whole)).toFixed(1)} %`;

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
