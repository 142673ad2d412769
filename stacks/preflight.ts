import { spawnSync } from "node:child_process";
import { join } from "node:path";

interface Cli {
  command: string;
  paths: { root: string };
}

/**
 * Refuses before anything is created, with everything that is in the way at once. It looks in a process of its own, because
 * what it uses (the programs' own check, the client of the mail provider) runs as it runs elsewhere, and not in SST's bundle.
 */
export function preflight({ command, paths }: Cli, stage: string, region: unknown): void {
  // Evaluating without an account creates nothing, so there is nothing to refuse.
  if (command === "synth") return;
  const look = join(paths.root, "stacks/preflight/run.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [look, stage, String(region)], {
    cwd: paths.root,
    encoding: "utf8",
    timeout: 120_000,
  });
  if (status === 0) return;
  throw new $util.RunError(
    status === 1 ? stdout.trim() : `The look before the deploy broke off.\n${stderr.trim()}`,
  );
}
