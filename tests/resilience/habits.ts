import { createHash } from "node:crypto";
import { type Chance, chance } from "../end-to-end/chance.ts";

/** How somebody behaves in a run, whatever else happens in it: by the seed and who they are, not by when they are asked. */
export const habitOf = (seed: number, ...about: string[]): Chance =>
  chance(
    createHash("sha256")
      .update(JSON.stringify([seed, ...about]))
      .digest()
      .readUInt32BE(),
  );
