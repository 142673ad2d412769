import type { Command } from "commander";
import { count, print, printJson, style } from "../print.ts";
import { type Reading, withReading } from "../reading.ts";
import { type Exit, exitCodes } from "../stop.ts";

const examples = `Examples:
  $ waymark check                          every program in rules/
  $ waymark check cemewe                   one program, with its own examples tried out
  $ waymark check cemewe --json            {"problems": [{"file", "line", "column", "message", "fix", ...}], "packs": [...]}
`;

export function addCheck(program: Command, exit: Exit): void {
  withReading(program.command("check").argument("[program...]", "all when left out"))
    .description("Everything that can be known about a program before it is published; runs its examples.")
    .addHelpText("before", examples)
    .action((wanted: string[], options: Reading) => check(wanted, options, exit));
}

async function check(wanted: string[], options: Reading, exit: Exit): Promise<void> {
  const [{ packNames }, { checkPacks }, { problemLines }] = await Promise.all([
    import("../reading.ts"),
    import("../checking.ts"),
    import("../problems.ts"),
  ]);
  const checked = await checkPacks(options.rules, await packNames(options.rules, wanted));
  if (checked.problems.length > 0) exit(exitCodes.problems);
  if (options.json) return printJson(checked);
  print(...problemLines([...checked.problems, ...checked.notes]));
  for (const { id, problems, examples } of checked.packs) {
    print(
      problems === 0
        ? `${style("green", "fine")}  ${id} (${count(examples, "example")} tried)`
        : `${style("red", count(problems, "problem"))}  ${id}`,
    );
  }
  print(
    checked.packs.length === 0
      ? `There are no programs in ${options.rules}.`
      : count(checked.problems.length, "problem"),
  );
}
