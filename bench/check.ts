import { listPacks, loadPack, readPackFiles } from "#adapters/pack-files.ts";
import { checkPacks } from "#cli/checking.ts";
import { type Bench, medians, type Row, rounded, wallClock } from "./bench.ts";
import { rules } from "./rules.ts";

/** In milliseconds. */
const limit = 2_000;

/** Checking the largest program: reading it, all that can be known of it, its rules for all people there can be, its examples. */
export const bench: Bench = async () => {
  const id = await largest();
  const { whole, load } = await medians(
    { whole: () => checkPacks(rules, [id]), load: () => loadPack(rules, id) },
    5,
    wallClock,
  );
  return [
    row(`waymark check ${id}, with its examples`, whole),
    row(`${id} read, checked and analyzed`, load),
  ];
};

const row = (what: string, milliseconds: number): Row => ({
  what: `${what} (${Math.round(milliseconds)} ms)`,
  ratio: rounded(milliseconds / limit),
  target: 1,
  against: "2 seconds",
});

async function largest(): Promise<string> {
  const packs = await Promise.all(
    (await listPacks(rules)).map(async (id) => {
      const files = await readPackFiles(rules, id);
      return { id, size: Object.values(files).reduce((sum, text) => sum + text.length, 0) };
    }),
  );
  return packs.reduce((most, one) => (one.size > most.size ? one : most)).id;
}
