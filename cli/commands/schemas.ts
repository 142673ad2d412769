import type { Command } from "commander";
import { note, print, printJson } from "../print.ts";
import { type Reading, withReading } from "../reading.ts";
import { type Exit, exitCodes } from "../stop.ts";

interface Options extends Reading {
  check?: boolean;
}

const examples = `Examples:
  $ waymark schemas            writes rules/schemas and each program's .schemas, by which an editor completes and checks its files
  $ waymark schemas --check    only says whether they are as they should be
  $ waymark check --watch      keeps those of the programs up to date while you write
`;

export function addSchemas(program: Command, exit: Exit): void {
  withReading(program.command("schemas"))
    .description("Writes the JSON Schemas that the files of a program name in $schema.")
    .option("--check", "write nothing; exit 1 when a file would change")
    .addHelpText("before", examples)
    .action((options: Options) => writeSchemas(options, exit));
}

async function writeSchemas(options: Options, exit: Exit): Promise<void> {
  const [{ changedOf, formatFiles, programFiles, write }, { packNames }] = await Promise.all([
    import("../editor-files.ts"),
    import("../reading.ts"),
  ]);
  const packs = await packNames(options.rules, []);
  const files = await Promise.all(packs.map((id) => programFiles(options.rules, id)));
  const changed = await changedOf([...formatFiles(options.rules), ...files.flatMap((each) => each ?? [])]);
  const unread = packs.filter((_, index) => files[index] === undefined);
  if (!options.check) await write(changed);
  if (unread.length > 0 || (options.check && changed.length > 0)) exit(exitCodes.problems);
  for (const id of unread)
    note(
      `"${id}" cannot be read, so its editor help stays as it was. "waymark check ${id}" says what is wrong.`,
    );
  const paths = changed.map(({ path }) => path);
  if (options.json) return printJson({ changed: paths, written: !options.check });
  const verb = options.check ? "out of date" : "written";
  print(
    ...(paths.length > 0
      ? paths.map((path) => `${verb}  ${path}`)
      : ["Nothing to write: the schemas are up to date."]),
  );
}
