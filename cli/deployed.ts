import { join } from "node:path";
import type { Command } from "commander";
import type { Log } from "#adapters/log.ts";
import { type Has, type Parts, type Runtime, runtime } from "#adapters/runtime.ts";
import { note } from "./print.ts";
import { remotely } from "./remotely.ts";
import { lastOutputs, type Outputs, outputsOf } from "./stage-outputs.ts";

export { remotely };

/** What names a deployed stage to a command: the environment, or what the deploy left behind. */
export interface Deployed {
  stage?: string;
  outputs?: string;
  table?: string;
  json?: boolean;
}

export type Environment = Record<string, string | undefined>;

export function withStage(command: Command): Command {
  return command
    .option(
      "--stage <name>",
      "a stage that was deployed; without it the environment names one, or the last deploy from here",
    )
    .option("--outputs <file>", "where the deploy left its outputs", join(".sst", "outputs.json"))
    .option("--table <name>", "another table than the stage's own, such as one restored from a backup")
    .option("--json", "one JSON object on stdout, notes on stderr");
}

export const stageHelp = `
Which system: --stage NAME is found by what its deploy left, in .sst/outputs.json here or else in the parameter
/waymark/NAME/outputs of the account (AWS_REGION says where). Without --stage it is what these variables say:
WAYMARK_TABLE, WAYMARK_ERASURES, WAYMARK_MACHINE, WAYMARK_SECRETS (ssm:/waymark/<stage>/), WAYMARK_ORIGIN,
WAYMARK_CONSOLE_ORIGIN, WAYMARK_MAIL_FROM, AWS_REGION; and without WAYMARK_TABLE the stage of .sst/outputs.json.
Credentials are AWS's own (AWS_PROFILE, aws sso login).
A system on this machine: npm start -- --data DIR, and here set -a; . DIR/environment; set +a`;

/** The environment with which the commands reach a stage. What was not said but found goes to stderr. */
export async function environmentOf(deployed: Deployed, env: Environment): Promise<Environment> {
  const named = await namedBy(deployed, env);
  if (deployed.table === undefined) return named;
  note(
    `The table ${deployed.table}, with all else of the stage ${named.WAYMARK_STAGE ?? "that is set here"}.`,
  );
  return { ...named, WAYMARK_TABLE: deployed.table };
}

async function namedBy(
  { stage, outputs = join(".sst", "outputs.json") }: Deployed,
  env: Environment,
): Promise<Environment> {
  if (stage !== undefined) return withOutputs(await outputsOf(stage, outputs, env), env);
  const left = env.WAYMARK_TABLE ? undefined : lastOutputs(outputs);
  if (!left) return env;
  note(`The stage ${left.stage} in ${left.region}, as ${outputs} says. --stage NAME names another.`);
  return withOutputs(left, env);
}

const withOutputs = (found: Outputs, env: Environment): Environment => ({
  ...env,
  WAYMARK_STAGE: found.stage,
  WAYMARK_TABLE: found.table,
  WAYMARK_ERASURES: found.erasures,
  WAYMARK_MACHINE: found.machine,
  WAYMARK_ORIGIN: found.pages,
  WAYMARK_CONSOLE_ORIGIN: found.console.replace(/\/console\/?$/, ""),
  WAYMARK_SECRETS: found.secrets ?? `ssm:/waymark/${found.stage}/`,
  AWS_REGION: found.region,
  ...(found.hooks && { WAYMARK_HOOKS_ORIGIN: found.hooks }),
  ...(found.mailFrom && { WAYMARK_MAIL_FROM: found.mailFrom }),
});

/** Commands print for people; what the parts would log has no reader here. */
const silent: Log = { info: () => undefined, error: () => undefined };

/** Those parts of a deployed system that a command works with. */
export function reach<K extends keyof Runtime>(options: Deployed, parts: Parts<K>): Promise<Has<K>> {
  return remotely(async () => runtime(await environmentOf(options, process.env), parts, { log: silent }));
}
