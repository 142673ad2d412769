import { type Command, Option } from "commander";
import { note, print } from "../print.ts";
import { ownRules } from "../reading.ts";
import { exitCodes, Stop, usage } from "../stop.ts";

interface Options {
  port: string;
  data?: string;
  rules: string;
  empty?: boolean;
  database: "dynalite" | "dynamodb-local";
}

const examples = `Examples:
  $ waymark start                          on http://127.0.0.1:4600, with about forty invented people in motion
  $ waymark start --data .data             keeps everything in that folder; start again and it goes on
  $ waymark start --empty --port 4700      nobody in it yet

In the project's folder also: npm start -- --port 4700
`;

export function addStart(program: Command): void {
  program
    .command("start")
    .description("The whole system on this machine, without any account; Ctrl-C stops it.")
    .option("--port <number>", "where it listens; 0 for any free one", "4600")
    .option("--data <dir>", "folder that keeps everything between starts; without it all is gone at the end")
    .option("--empty", "no demo people")
    .addOption(databases)
    .option("--rules <dir>", "folder with the programs", ownRules)
    .addHelpText("before", examples)
    .action(start);
}

const databases = new Option(
  "--database <name>",
  "the database behind it; Amazon's own must be on this machine",
)
  .choices(["dynalite", "dynamodb-local"])
  .default("dynalite");

async function start({ port, empty, ...options }: Options): Promise<void> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw usage(`"${port}" is not a port. Give a number up to 65535.`);
  }
  const [{ packNames }, { runLocal }] = await Promise.all([import("../reading.ts"), import("#local/run.ts")]);
  await packNames(options.rules, []);
  try {
    await runLocal({ ...options, port: Number(port), demo: !empty, say: note, ready: print });
  } catch (error) {
    throw setUp(error as NodeJS.ErrnoException, port, options.database);
  }
}

/** What the machine lacks, in words; anything else is our own mistake and is shown as it is. */
function setUp(error: NodeJS.ErrnoException, port: string, database: string): Error {
  if (error.code === "EADDRINUSE") {
    return new Stop(
      exitCodes.notConfigured,
      `Port ${port} is taken. Give another, such as --port ${Number(port) + 1}.`,
    );
  }
  return database === "dynamodb-local" ? new Stop(exitCodes.notConfigured, error.message) : error;
}
