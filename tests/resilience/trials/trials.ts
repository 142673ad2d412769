import { twoAtOnce } from "./at-once.ts";
import { wrongClocks } from "./clocks.ts";
import { awayAnywhere, killedAnywhere, refusedAnywhere, unansweredAnywhere } from "./each-call.ts";
import { endedWhileAsleep } from "./ended.ts";
import { renewedAndKilled, threeYearsLong } from "./renewal.ts";
import { repeated } from "./repeats.ts";
import { overSdks, storms } from "./storms.ts";
import { strangeTokens } from "./tokens.ts";
import type { Result } from "./trial.ts";
import { everyOrder, someOrders } from "./wake.ts";

export interface Sizes {
  seeds: number;
  from: number;
}

/** What can be run, each at a size that goes with the number of seeds: the sizes wanted at 200 of them, but 300 for T13, T14 and T16, and 1,000 for T18. */
export const trials: Record<string, (sizes: Sizes) => (() => Promise<Result>)[]> = {
  storms: ({ seeds, from }) => [() => storms(seeds, from)],
  sdk: ({ seeds, from }) => [() => overSdks(Math.ceil(seeds / 4), from)],
  T1: (sizes) => [() => killedAnywhere(sizes)],
  T2: ({ seeds, from }) => [() => repeated(Math.ceil(seeds * 2.5), from)],
  T5: ({ seeds, from }) => [() => everyOrder(1), () => everyOrder(2), () => someOrders(5, seeds * 100, from)],
  T6: ({ seeds, from }) => [() => strangeTokens(seeds * 25, from)],
  T7: ({ seeds, from }) => [() => twoAtOnce(seeds * 50, from)],
  T13: (sizes) => [() => refusedAnywhere(sizes), () => awayAnywhere(sizes)],
  T14: (sizes) => [() => unansweredAnywhere(sizes)],
  T16: ({ seeds, from }) => [
    () => renewedAndKilled(seeds, from),
    () => threeYearsLong(Math.ceil(seeds / 10), from),
  ],
  T17: ({ seeds, from }) => [() => endedWhileAsleep(Math.ceil(seeds / 2), from)],
  T18: ({ seeds, from }) => [() => wrongClocks(seeds, from)],
};
