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
  // React renders letters several times slower with its development checks on.
  process.env.NODE_ENV ??= "production";
  const [{ packNames }, { runLocal }] = await Promise.all([import("../reading.ts"), import("#local/run.ts")]);
  await packNames(options.rules, []);
  await mustBeFree(Number(port));
  try {
    await runLocal({ ...options, port: Number(port), demo: !empty, say: note, ready: print });
  } catch (error) {
    if (options.database === "dynalite") throw error;
    throw new Stop(exitCodes.notConfigured, (error as Error).message);
  }
}

/** Found out before anything is opened that would have to be closed again. */
async function mustBeFree(port: number): Promise<void> {
  const { createServer } = await import("node:net");
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", () =>
      reject(
        new Stop(exitCodes.notConfigured, `Port ${port} is taken. Give another, such as --port ${port + 1}.`),
      ),
    );
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}
