import type { Broken, Invariant } from "../auditor/evidence.ts";
import { bugs } from "../bugs/all.ts";
import type { Bug } from "../bugs/bug.ts";
import { twoAtOnce } from "./at-once.ts";
import { wrongClocks } from "./clocks.ts";
import { refusedWith } from "./each-call.ts";
import { oneStorm } from "./storms.ts";
import type { Result } from "./trial.ts";
import { everyOrder } from "./wake.ts";

export interface Planted {
  bug: string;
  /** The invariants that were broken; none when nobody noticed. */
  caughtBy: Invariant[];
  /** In which run. */
  seed?: number;
  /** What was seen first. */
  words?: string;
}

export async function plant(
  most: number,
  say: (planted: Planted) => void = () => undefined,
): Promise<Planted[]> {
  const all: Planted[] = [];
  for (const bug of bugs) {
    const planted = await tried(bug, most);
    say(planted);
    all.push(planted);
  }
  return all;
}

/** In as many storms as it takes, up to a bound; or where it shows. */
export async function tried(bug: Bug, most: number): Promise<Planted> {
  if (bug.shows) return plantedOf(bug, (await shown(bug, bug.shows)).broken);
  for (let seed = bug.seed ?? 1; seed < (bug.seed ?? 1) + most; seed += 1) {
    const { broken } = await oneStorm(seed, bug);
    if (broken.length > 0) return { ...plantedOf(bug, broken), seed };
  }
  return plantedOf(bug, []);
}

function shown(bug: Bug, where: NonNullable<Bug["shows"]>): Promise<Result> {
  if (where === "in a race") return everyOrder(1, bug);
  if (where === "when clocks are wrong") return wrongClocks(3, 1, bug);
  return where === "when overtaken" ? twoAtOnce(60, 1, bug) : refusedWith(bug, where.refused);
}

const plantedOf = ({ name }: Bug, broken: Broken[]): Planted => ({
  bug: name,
  caughtBy: [...new Set(broken.map(({ invariant }) => invariant))].sort(),
  words: broken[0]?.words,
});
