import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { type Checked, checkPacks } from "#cli/checking.ts";
import { aPackFolder } from "../a-pack-folder.ts";
import type { Poison } from "./poison.ts";

export type Found = Checked["problems"][number];

/** All that stops the program; what `check` only warns of is none of it. */
const isWrong = ({ level }: Found): boolean => level === undefined || level === "error";

/** A folder with a right program, "town", for the tests of one file. */
export function aFolderToPoison() {
  const sound = aPackFolder();
  let folder: string;
  const put = async (path: string, text: string | Uint8Array) => {
    await mkdir(dirname(join(folder, "town", path)), { recursive: true });
    await writeFile(join(folder, "town", path), text);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "poison-"));
    for (const [path, text] of Object.entries(sound)) await put(path, text);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const wrongs = async (): Promise<Found[]> => (await checkPacks(folder, ["town"])).problems.filter(isWrong);

  /** What `waymark check` does with the poisoned folder, and how long the processor has to do with it: other tests run beside this one. */
  async function checked({ write }: Pick<Poison, "write">) {
    for (const [path, text] of Object.entries(write)) await put(path, text);
    const began = process.threadCpuUsage();
    const { problems, notes } = await checkPacks(folder, ["town"]);
    const { user, system } = process.threadCpuUsage(began);
    for (const path of Object.keys(write))
      if (sound[path] === undefined) await rm(join(folder, "town", path));
      else await put(path, sound[path]);
    return { problems: problems.filter(isWrong), notes, took: (user + system) / 1000 };
  }
  return { wrongs, checked };
}
