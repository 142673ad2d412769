import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { listPacks, loadPack } from "#adapters/pack-files.ts";
import { didYouMean, oneOf } from "#core/program/guess.ts";
import type { Pack, Problem } from "#core/program/pack.ts";
import { note } from "./print.ts";
import { fromRules, problemLines } from "./problems.ts";
import { exitCodes, Stop, usage } from "./stop.ts";

export interface Reading {
  rules: string;
  json?: boolean;
}

export const ownRules = fileURLToPath(new URL("../rules", import.meta.url));

/** What every command that reads programs takes. */
export function withReading(command: Command): Command {
  return command
    .option("--rules <dir>", "folder with the programs", ownRules)
    .option("--json", "one JSON object on stdout, notes on stderr");
}

/** The names of the programs in a folder, or those asked for; a name that is not there is wrong usage. */
export async function packNames(rules: string, wanted: string[]): Promise<string[]> {
  if (!existsSync(rules))
    throw usage(`There is no folder "${rules}". Give the folder with the programs: --rules DIR.`);
  const known = await listPacks(rules);
  for (const name of wanted) {
    if (!known.includes(name))
      throw usage(
        `There is no program "${name}" in ${rules}${didYouMean(name, known) || `; there is ${oneOf(known, "and")}.`}`,
      );
  }
  return wanted.length > 0 ? wanted : known;
}

/** A program that is right; a broken one ends the command with its problems on stderr. */
export async function readPack(rules: string, name: string): Promise<Pack> {
  await packNames(rules, [name]);
  const read = await loadPack(rules, name);
  if (read.pack) return read.pack;
  throw broken(name, read.problems);
}

function broken(name: string, problems: Problem[]): Stop {
  for (const line of problemLines(fromRules(name, problems))) note(line);
  return new Stop(
    exitCodes.problems,
    `The program "${name}" has errors and was not used. "waymark check ${name}" lists them.`,
  );
}
