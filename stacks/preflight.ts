import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { lookAtAccount } from "./account.ts";
import type { Asked } from "./preflight/asked.ts";
import { named, stage } from "./stage.ts";

interface Cli {
  command: string;
  paths: { root: string };
}

/**
 * Refuses before anything is created, with everything that is in the way at once. It looks in a process of its own, because
 * what it uses (the programs' own check, the client of the mail provider) runs as it runs elsewhere, and not in SST's bundle.
 */
export async function preflight({ command, paths }: Cli, region: unknown): Promise<void> {
  // Evaluating without an account creates nothing, so there is nothing to refuse.
  if (command === "synth") return;
  const account = await lookAtAccount(stage.domain, named("table"));
  const asked: Asked = { stage: stage.name, region: String(region), dev: $dev, account };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(paths.root, "stacks/preflight/run.js"), JSON.stringify(asked)],
    { cwd: paths.root, encoding: "utf8", timeout: 120_000 },
  );
  if (status === 0) {
    // What it could not find out, and went on without.
    process.stderr.write(stderr);
    return;
  }
  throw new $util.RunError(
    status === 1 ? stdout.trim() : `The look before the deploy broke off.\n${stderr.trim()}`,
  );
}
