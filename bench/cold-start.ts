import type { Bench } from "./bench.ts";
import { bundles } from "./bundles/bundles.ts";
import { hookCalls } from "./bundles/hook-calls.ts";
import { firstStart } from "./first-start.ts";

/** How long it takes until something answers: a door in the cloud that nobody called for a while, and the whole on one machine. */
export const bench: Bench = async () => [
  ...(await bundles()),
  ...(await hookCalls()),
  ...(await firstStart()),
];
