import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import * as z from "zod";
import type { Log } from "#adapters/log.ts";
import { type Has, type Parts, type Runtime, runtime, Unconfigured } from "#adapters/runtime.ts";
import { exitCodes, Stop } from "./stop.ts";

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
    .option("--stage <name>", "a stage that was deployed from here; without it the environment names one")
    .option("--outputs <file>", "where the deploy left its outputs", join(".sst", "outputs.json"))
    .option("--table <name>", "another table than the stage's own, such as one restored from a backup")
    .option("--json", "one JSON object on stdout, notes on stderr");
}

export const stageHelp = `
Which system: --stage NAME reads what "npx sst deploy --stage NAME" left in .sst/outputs.json. Without it these variables
say so: WAYMARK_TABLE, WAYMARK_ERASURES, WAYMARK_MACHINE, WAYMARK_SECRETS (ssm:/waymark/<stage>/), WAYMARK_ORIGIN,
WAYMARK_CONSOLE_ORIGIN, WAYMARK_MAIL_FROM, AWS_REGION. Credentials are AWS's own (AWS_PROFILE, aws sso login).
A system on this machine: npm start -- --data DIR, and here set -a; . DIR/environment; set +a`;

/** As stacks/index.ts writes them. */
const Outputs = z.looseObject({
  stage: z.string(),
  region: z.string(),
  table: z.string(),
  erasures: z.string(),
  machine: z.string(),
  pages: z.string(),
  console: z.string(),
  hooks: z.string().optional(),
  secrets: z.string().optional(),
  mailFrom: z.string().optional(),
});

/** The environment with which the commands reach a stage. */
export function environmentOf(deployed: Deployed, env: Environment): Environment {
  const { stage, table } = deployed;
  const named = stage === undefined ? env : ofStage(stage, deployed.outputs, env);
  return table === undefined ? named : { ...named, WAYMARK_TABLE: table };
}

function ofStage(stage: string, outputs = join(".sst", "outputs.json"), env: Environment): Environment {
  const found = readOutputs(stage, outputs);
  return {
    ...env,
    WAYMARK_STAGE: stage,
    WAYMARK_TABLE: found.table,
    WAYMARK_ERASURES: found.erasures,
    WAYMARK_MACHINE: found.machine,
    WAYMARK_ORIGIN: found.pages,
    WAYMARK_CONSOLE_ORIGIN: found.console.replace(/\/console\/?$/, ""),
    WAYMARK_SECRETS: found.secrets ?? `ssm:/waymark/${stage}/`,
    AWS_REGION: found.region,
    ...(found.hooks && { WAYMARK_HOOKS_ORIGIN: found.hooks }),
    ...(found.mailFrom && { WAYMARK_MAIL_FROM: found.mailFrom }),
  };
}

function readOutputs(stage: string, file: string): z.infer<typeof Outputs> {
  const deploy = `Run "npx sst deploy --stage ${stage}" here, or set the variables that --help names.`;
  if (!existsSync(file)) throw unconfigured(`There is no ${file}. ${deploy}`);
  const { data, error } = Outputs.safeParse(jsonIn(file));
  if (error) {
    const names = error.issues.map(({ path }) => path.join(".") || "the whole").join(", ");
    throw unconfigured(`${file} is not what a deploy leaves (${names}). ${deploy}`);
  }
  if (data.stage !== stage)
    throw unconfigured(
      `${file} is of the stage "${data.stage}", which was deployed last from here. ${deploy}`,
    );
  return data;
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Commands print for people; what the parts would log has no reader here. */
const silent: Log = { info: () => undefined, error: () => undefined };

/** Those parts of a deployed system that a command works with. */
export function reach<K extends keyof Runtime>(options: Deployed, parts: Parts<K>): Promise<Has<K>> {
  return remotely(() => runtime(environmentOf(options, process.env), parts, { log: silent }));
}

const unconfigured = (message: string): Stop => new Stop(exitCodes.notConfigured, message);

const signIn = "Sign in to the account of this stage (aws sso login, AWS_PROFILE), and look at AWS_REGION.";
const refused =
  /CredentialsProviderError|AccessDenied|UnrecognizedClient|InvalidSignature|ExpiredToken|InvalidClientToken/;
const elsewhere = /^ResourceNotFoundException$|^StateMachineDoesNotExist$/;

/** What failed outside: exit 3 when it will fail again until something is set, 4 when it may be tried again. */
export async function remotely<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Stop) throw error;
    const { name, message } = error;
    if (error instanceof Unconfigured)
      throw unconfigured(`${message}\nOr name a deployed stage: --stage NAME. See --help.`);
    if (message.startsWith("WAYMARK_SECRETS is not right")) throw unconfigured(message);
    if (refused.test(name)) throw unconfigured(`AWS refuses (${name}). ${signIn}`);
    if (elsewhere.test(name)) throw unconfigured(`It is not there (${name}): ${message} ${signIn}`);
    if (!isRemote(error)) throw error;
    throw new Stop(
      exitCodes.remote,
      `No answer from the other end (${name}). Nothing is lost: run it again in a minute.`,
    );
  }
}

/** AWS's client marks what it throws; a connection that cannot be made has a code. */
const isRemote = (error: Error): boolean =>
  "$metadata" in error ||
  error.name === "TimeoutError" ||
  /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|EHOST|ENET)/.test((error as NodeJS.ErrnoException).code ?? "");
