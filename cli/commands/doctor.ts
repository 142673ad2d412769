import type { Command } from "commander";
import type * as z from "zod";
import type { Finding } from "#adapters/checkup/finding.ts";
import type { DoctorAnswer } from "../answers.ts";
import { type Deployed, type Environment, stageHelp, withStage } from "../deployed.ts";
import { count, print, printJson, style } from "../print.ts";
import { type Exit, type ExitCode, exitCodes } from "../stop.ts";

const examples = `Examples:
  $ waymark doctor --stage production          everything that would make this stage half-work, and what to do
  $ waymark doctor --stage production --json   {"findings": [{"level", "code", "message", "fix"}]}

Looks at the environment, secrets, tables, state machine, mail provider, DNS and programs, and changes nothing.
Exit 0 fine, 1 problems, 3 the environment is not complete, 4 something gave no answer.
`;

export function addDoctor(program: Command, exit: Exit): void {
  withStage(program.command("doctor"))
    .description("Says what would make a deployed system half-work, and what to do about it.")
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action((options: Deployed) => doctor(options, exit));
}

async function doctor(options: Deployed, exit: Exit): Promise<void> {
  const [{ environmentOf }, { environmentFindings }] = await Promise.all([
    import("../deployed.ts"),
    import("#adapters/checkup/environment.ts"),
  ]);
  const env = await environmentOf(options, process.env);
  const missing = environmentFindings(env);
  const findings = missing.length > 0 ? missing : await examine(env);
  exit(missing.length > 0 ? exitCodes.notConfigured : codeOf(findings));
  if (options.json)
    return printJson({ stage: env.WAYMARK_STAGE, findings } satisfies z.input<typeof DoctorAnswer>);
  print(...findings.flatMap(lines), summary(findings));
}

async function examine(env: Environment): Promise<Finding[]> {
  const [{ checkup }, { Resolver }] = await Promise.all([
    import("#adapters/checkup.ts"),
    import("node:dns/promises"),
  ]);
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  const session = env.AWS_SESSION_TOKEN ? { sessionToken: env.AWS_SESSION_TOKEN } : {};
  return checkup({
    place: { region: env.AWS_REGION!, ...(credentials && { credentials: { ...credentials, ...session } }) },
    endpoints: { dynamodb: env.AWS_ENDPOINT_URL_DYNAMODB, sfn: env.AWS_ENDPOINT_URL_SFN },
    table: env.WAYMARK_TABLE!,
    erasures: env.WAYMARK_ERASURES!,
    machine: env.WAYMARK_MACHINE!,
    secrets: env.WAYMARK_SECRETS!,
    mail: {
      from: env.WAYMARK_MAIL_FROM!,
      readKey: env.WAYMARK_RESEND_DEPLOY_KEY,
      baseUrl: env.RESEND_BASE_URL,
    },
    stage: env.WAYMARK_STAGE,
    dns: {
      resolveTxt: (name) => resolver.resolveTxt(name),
      resolveNs: (name) => resolver.resolveNs(name),
    },
  });
}

function codeOf(findings: Finding[]): ExitCode {
  if (findings.some(({ level }) => level === "problem")) return exitCodes.problems;
  return findings.some(({ level }) => level === "unreachable") ? exitCodes.remote : exitCodes.fine;
}

const marks = { problem: "red", unreachable: "yellow", note: "dim" } as const;

const lines = ({ level, message, fix }: Finding): string[] => [
  `${style(marks[level], level)}  ${message}`,
  `    ${fix}`,
];

function summary(findings: Finding[]): string {
  const problems = findings.filter(({ level }) => level === "problem").length;
  const silent = findings.filter(({ level }) => level === "unreachable").length;
  if (problems === 0 && silent === 0) return "Nothing is wrong.";
  return [count(problems, "problem"), ...(silent > 0 ? [`${silent} gave no answer`] : [])].join(", ");
}
