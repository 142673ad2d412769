import { solveWhole } from "#core/matching/assignment/solve-whole.ts";
import { sparse } from "./instances.ts";

/** A child of `matching.ts`: the most memory of a process that makes 20,000 mentees up and assigns them. */
solveWhole(sparse(20_000, 1));
process.send?.({ megabytes: process.resourceUsage().maxRSS / 1024 });
