import type { Command } from "commander";
import { print, printJson } from "../print.ts";
import { type Reading, withReading } from "../reading.ts";
import { type Exit, exitCodes } from "../stop.ts";

interface Options extends Reading {
  check?: boolean;
}

const examples = `Examples:
  $ waymark schemas            writes rules/schemas, by which an editor completes and checks the files of a program
  $ waymark schemas --check    only says whether they are as they should be
`;

export function addSchemas(program: Command, exit: Exit): void {
  withReading(program.command("schemas"))
    .description("Writes the JSON Schemas that the files of a program name in $schema.")
    .option("--check", "write nothing; exit 1 when a file would change")
    .addHelpText("before", examples)
    .action((options: Options) => writeSchemas(options, exit));
}

async function writeSchemas(options: Options, exit: Exit): Promise<void> {
  const [{ mkdir, readFile, writeFile }, { join }, { schemas }] = await Promise.all([
    import("node:fs/promises"),
    import("node:path"),
    import("#core/program/schemas.ts"),
  ]);
  const folder = join(options.rules, "schemas");
  const files = Object.entries(schemas()).map(([name, schema]) => ({
    path: join(folder, name),
    text: `${JSON.stringify(schema, null, 2)}\n`,
  }));
  const before = await Promise.all(files.map(({ path }) => readFile(path, "utf8").catch(() => undefined)));
  const changed = files.filter(({ text }, index) => text !== before[index]);
  if (!options.check) {
    await mkdir(folder, { recursive: true });
    for (const { path, text } of changed) await writeFile(path, text);
  } else if (changed.length > 0) exit(exitCodes.problems);
  const paths = changed.map(({ path }) => path);
  if (options.json) return printJson({ changed: paths, written: !options.check });
  const verb = options.check ? "out of date" : "written";
  print(
    ...(paths.length > 0
      ? paths.map((path) => `${verb}  ${path}`)
      : ["Nothing to write: the schemas are up to date."]),
  );
}
