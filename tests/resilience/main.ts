import { type Planted, plant } from "./trials/planted.ts";
import type { Result } from "./trials/trial.ts";
import { trials } from "./trials/trials.ts";

const usage = `Examples:
  $ npm run break -- --seeds 20            every test with so many seeds, and every planted mistake
  $ npm run break -- --seeds 500 --only storms --json
  $ npm run break -- --seed 17             one seed again, as it was

Tests: ${Object.keys(trials).join(", ")}, planted. --from S begins at another seed. Exit 1: something was lost, done
twice or broken, or a planted mistake went unnoticed.
`;

const words = process.argv.slice(2);
const optionOf = (name: string): string | undefined => words[words.indexOf(name) + 1 || words.length];
const numberOf = (name: string, otherwise: number): number => Number(optionOf(name) ?? otherwise);
const json = words.includes("--json");
const say = (text: string) => (json ? process.stderr : process.stdout).write(`${text}\n`);

/** By the clock on the wall. */
type Timed = Result & { seconds: number };

async function main(): Promise<number> {
  const one = optionOf("--seed");
  const [seeds, from] =
    one === undefined ? [numberOf("--seeds", 5), numberOf("--from", 1)] : [1, Number(one)];
  const only = optionOf("--only");
  const wanted = only ? [only] : one === undefined ? [...Object.keys(trials), "planted"] : ["storms"];
  if (
    words.includes("--help") ||
    !(seeds > 0) ||
    !(from >= 0) ||
    wanted.some((name) => name !== "planted" && !Object.hasOwn(trials, name))
  ) {
    process.stderr.write(usage);
    return words.includes("--help") ? 0 : 2;
  }
  const results: Timed[] = [];
  for (const name of wanted.filter((wish) => wish !== "planted"))
    for (const run of trials[name]!({ seeds, from })) {
      const began = performance.now();
      const done = await run();
      const result = { ...done, seconds: Math.round(performance.now() - began) / 1000 };
      say(lineOf(result));
      for (const { seed, invariant, words: what } of result.broken.slice(0, 10))
        say(`    seed ${seed}  ${invariant}  ${what}`);
      results.push(result);
    }
  const planted = wanted.includes("planted") ? await plant(20, (found) => say(plantedLine(found))) : [];
  return conclude(seeds, from, results, planted);
}

function lineOf({ test, what, runs, broken, seconds, later = {}, triesAtMost, anotherDay }: Timed): string {
  const late = Object.entries(later).map(
    ([who, { runs: some, half, ninetyNineOfHundred, most }]) =>
      `          ${who}: ${some} runs, half at most ${half.toFixed(1)} s late, 99 of 100 ${ninetyNineOfHundred.toFixed(1)} s, all ${most.toFixed(1)} s`,
  );
  return [
    `${broken.length === 0 ? "ok    " : "BROKEN"}  ${test}: ${what}: ${runs} runs in ${seconds.toFixed(1)} s, ${(runs / seconds).toFixed(1)} a second, ${broken.length} broken`,
    ...late,
    ...(triesAtMost ? [`          a door fails at most ${triesAtMost} times in a run`] : []),
    ...(anotherDay ? [`          ${anotherDay} runs in which a letter waited for another day`] : []),
  ].join("\n");
}

const plantedLine = ({ bug, caughtBy, seed }: Planted): string =>
  caughtBy.length > 0
    ? `caught  "${bug}" by ${caughtBy.join(", ")}${seed === undefined ? "" : ` (seed ${seed})`}`
    : `MISSED  "${bug}"`;

function conclude(seeds: number, from: number, results: Timed[], planted: Planted[]): number {
  const all = results.flatMap(({ broken }) => broken);
  const faults: Record<string, number> = {};
  for (const result of results)
    for (const [kind, count] of Object.entries(result.faults)) faults[kind] = (faults[kind] ?? 0) + count;
  const summary = {
    ...{ seeds, from, faults },
    runs: results.reduce((sum, { runs }) => sum + runs, 0),
    seconds: results.reduce((sum, { seconds }) => sum + seconds, 0),
    journeys: results.reduce((sum, { journeys }) => sum + journeys, 0),
    lost: all.filter(({ kind }) => kind === "lost").length,
    duplicated: all.filter(({ kind }) => kind === "twice").length,
    invariantsBroken: all.length,
    planted: planted.length,
    plantedCaught: planted.filter(({ caughtBy }) => caughtBy.length > 0).length,
  };
  if (json)
    process.stdout.write(`${JSON.stringify({ ...summary, tests: results, bugs: planted }, null, 2)}\n`);
  else {
    say("");
    for (const [kind, count] of Object.entries(faults).sort(([, a], [, b]) => b - a))
      say(`${String(count).padStart(8)}  ${kind}`);
    const { journeys, lost, duplicated, invariantsBroken, plantedCaught } = summary;
    say(
      `\n${summary.runs} runs with ${journeys} journeys from seed ${from}: ${lost} lost, ${duplicated} duplicated, ${invariantsBroken} broken; ${plantedCaught} of ${planted.length} planted mistakes caught`,
    );
  }
  return all.length === 0 && summary.plantedCaught === summary.planted ? 0 : 1;
}

process.exitCode = await main();
