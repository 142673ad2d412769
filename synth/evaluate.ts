import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "./config-bundle.ts";
import type { Answer, Order } from "./evaluation.ts";
import { Failure } from "./failure.ts";
import { ensurePlatform, type Platform } from "./platform.ts";
import type { Synth } from "./synth.ts";

export interface Evaluation {
  /** The folder of sst.config.ts. */
  root: string;
  stage: string;
  command?: Command;
  /** What a `.env` file would add to the otherwise empty environment. */
  environment?: Record<string, string>;
  /** Values of sst.Secret by name. */
  secrets?: Record<string, string>;
  /** Whether a secret without a value fails, as it does when deploying, or gets an obviously fake one. */
  missingSecrets?: "fail" | "fake";
  /** Where SST is installed; by default in `root`, where it is installed if need be. */
  platform?: Platform;
  /** Reads the bundles while they lie in their files, which are gone afterwards. */
  use?: (synth: Synth) => Promise<void> | void;
  /** Whether the functions are really built, which is most of the time that it takes. */
  bundle?: boolean;
  /** Milliseconds after which it is stopped. */
  longest?: number;
}

/**
 * Evaluates the real sst.config.ts with SST's real components, without an account. Fails with every reason that was found.
 * Each evaluation is a process of its own: SST's components and Pulumi keep their state in globals.
 */
export async function evaluate(evaluation: Evaluation): Promise<Synth> {
  const { root, stage, command = "synth", secrets = {}, missingSecrets = "fail", bundle = true } = evaluation;
  const platform = evaluation.platform ?? (await ensurePlatform(root));
  const folders = makeFolders(platform);
  try {
    const fakeMissing = missingSecrets === "fake";
    const order: Order = { root, stage, command, platform, secrets, fakeMissing, bundle, ...folders };
    const answer = await inOwnProcess(order, evaluation);
    if ("errors" in answer) throw new Failure(answer.errors.join("\n"), 1);
    await evaluation.use?.(answer.synth);
    return answer.synth;
  } finally {
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  }
}

function makeFolders(platform: Platform): Pick<Order, "work" | "programs"> {
  mkdirSync(join(platform.work, "synth"), { recursive: true });
  return {
    work: mkdtempSync(join(platform.work, "synth", "evaluation-")),
    programs: mkdtempSync(join(platform.folder, "synth-")),
  };
}

function inOwnProcess(order: Order, { environment, longest = 120_000 }: Evaluation): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("./evaluation.ts", import.meta.url)), {
      env: { ...cleanEnvironment(), ...environment },
      execArgv: ["--enable-source-maps", "--no-deprecation"],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      timeout: longest,
      killSignal: "SIGKILL",
    });
    let said = "";
    let answer: Answer | undefined;
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        said += chunk;
      });
    child.once("error", reject);
    child.once("message", (message: Answer) => {
      answer = message;
      // A timer that run() started would keep it alive for ever.
      child.kill("SIGKILL");
    });
    child.once("close", (code, signal) =>
      resolve(answer ?? { errors: [silent(code, signal, longest), ...lines(said)] }),
    );
    child.send(order);
  });
}

/** Nobody's credentials, stage or settings: the same program gives the same answer everywhere. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG", "SYSTEMROOT"];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

const lines = (said: string): string[] => said.split("\n").filter((line) => line.trim() !== "");

const silent = (code: number | null, signal: string | null, longest: number): string =>
  signal === "SIGKILL"
    ? `The evaluation did not end in ${longest / 1000} seconds and was stopped.`
    : `The evaluation ended with ${signal ?? code} and without an answer.`;
