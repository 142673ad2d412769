import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished, vi } from "vitest";
import { runCommandLine } from "#cli/command-line.ts";

const root = resolve(import.meta.dirname, "../..");

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command in this process, and hears what it prints. */
export async function waymark(...args: string[]): Promise<Ran> {
  const out = hear(process.stdout);
  const err = hear(process.stderr);
  const code = await runCommandLine(["node", "waymark", ...args]);
  return { code, stdout: out(), stderr: err() };
}

/** Runs the real command as a person would, in another folder than the project's. */
export function spawnWaymark(...args: string[]): Ran {
  const env = { ...process.env, NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "cli/waymark.js"), ...args], {
    cwd: tmpdir(),
    encoding: "utf8",
    env,
  });
  return { code: status, stdout, stderr };
}

function hear(stream: NodeJS.WriteStream): () => string {
  let heard = "";
  const spy = vi.spyOn(stream, "write").mockImplementation((chunk) => {
    heard += String(chunk);
    return true;
  });
  return () => {
    spy.mockRestore();
    return heard;
  };
}

export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "waymark-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function written(value: unknown, name = "people.json"): string {
  const file = join(scratch(), name);
  writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value, null, 2));
  return file;
}

/** A copy of rules/ that a test may spoil. */
export function aCopyOfTheRules(): string {
  const folder = join(scratch(), "rules");
  cpSync(join(root, "rules"), folder, { recursive: true });
  return folder;
}

/** The same with one program alone, which lies over no other. */
export function aCopyOfCemewe(): string {
  const folder = join(scratch(), "rules");
  for (const name of ["cemewe", "schemas"])
    cpSync(join(root, "rules", name), join(folder, name), { recursive: true });
  return folder;
}

export const persona = (name: string): { id: string; facts: Record<string, unknown> } =>
  JSON.parse(readFileSync(join(root, "rules/cemewe/examples", `${name}.json`), "utf8")).person;

/** A copy of the programs with one file changed. */
export function spoiled(file: string, change: (text: string) => string): string {
  const rules = aCopyOfTheRules();
  const path = join(rules, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing was spoiled in ${file}`);
  writeFileSync(path, after);
  return rules;
}
