import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { evaluate } from "./evaluate.ts";
import { Failure } from "./failure.ts";
import { ensurePlatform } from "./platform.ts";
import { Report, type Synth } from "./synth.ts";
import { tableOf } from "./table.ts";

const help = `Evaluates sst.config.ts with SST's real components, without an account, and prints what would be deployed.

Examples:
  $ npm run synth
  $ npm run synth -- --stage staging
  $ npm run synth -- --json > synth.json

Options:
  --stage NAME   production (the default), staging, or any other name for a stage of your own
  --json         one object on stdout: resources, policies, stateMachine
  --install      only install SST's platform, if it is not there
`;

const options = {
  stage: { type: "string", default: "production" },
  json: { type: "boolean", default: false },
  install: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const root = fileURLToPath(new URL("..", import.meta.url));
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const wanted = read();
  if (!wanted) return 2;
  if (wanted.help) process.stdout.write(help);
  if (wanted.help) return 0;
  try {
    const platform = await ensurePlatform(root, say);
    if (wanted.install) return 0;
    const synth = await evaluate({ root, stage: wanted.stage, platform, missingSecrets: "fake" });
    print(synth, wanted.json);
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    return error.exit;
  }
}

function read() {
  try {
    const { values } = parseArgs({ options });
    if (/^[a-z0-9-]+$/.test(values.stage)) return values;
    say(`A stage is named in small letters, digits and hyphens, and not "${values.stage}".`);
  } catch (error) {
    say((error as Error).message);
  }
  say(`Try "npm run synth -- --help".`);
  return undefined;
}

function print(synth: Synth, json: boolean): void {
  if (synth.faked.length > 0) say(`These secrets have fake values here: ${synth.faked.join(", ")}.`);
  const { resources, policies, stateMachine } = synth;
  const report = Report.parse({ resources, policies, stateMachine });
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : tableOf(synth));
}

process.exitCode = await main();
