import { type Command, Option } from "commander";
import type { Checked } from "../checking.ts";
import { count, print, printJson, style } from "../print.ts";
import { type Reading, withReading } from "../reading.ts";
import { type Exit, exitCodes, usage } from "../stop.ts";

const examples = `Examples:
  $ waymark check                          every program in rules/
  $ waymark check cemewe                   one program, with its own examples tried out
  $ waymark check cemewe --watch           again after each change, until Ctrl-C: says what is new and what is mended
  $ waymark check --format github          in a GitHub workflow: each problem beside its line of the pull request
  $ waymark check cemewe --json            {"problems": [{"file", "line", "column", "message", "fix", ...}], "packs": [...]}
`;

interface Options extends Reading {
  watch?: boolean;
  format: "text" | "github";
}

export function addCheck(program: Command, exit: Exit): void {
  const format = new Option("--format <format>", "text for people, github for GitHub Actions")
    .choices(["text", "github"])
    .default("text")
    .conflicts("json");
  const watch = new Option("--watch", "check again after each change of a file; Ctrl-C ends it");
  withReading(program.command("check").argument("[program...]", "all when left out"))
    .description("Everything that can be known about a program before it is published; runs its examples.")
    .addOption(watch.conflicts(["json", "format"]))
    .addOption(format)
    .addHelpText("before", examples)
    .action((wanted: string[], options: Options) => check(wanted, options, exit));
}

async function check(wanted: string[], options: Options, exit: Exit): Promise<void> {
  const [{ packNames }, { checkPacks }] = await Promise.all([
    import("../reading.ts"),
    import("../checking.ts"),
  ]);
  const names = await packNames(options.rules, wanted);
  if (options.watch) {
    const { watchUntilStopped } = await import("../watching.ts");
    return watchUntilStopped(options.rules, wanted);
  }
  const checked = await checkPacks(options.rules, names);
  if (checked.packs.length === 0)
    throw usage(`There are no programs in ${options.rules}. Name their folder with --rules.`);
  if (checked.problems.length > 0) exit(exitCodes.problems);
  if (options.json) return printJson(checked);
  await printChecked(checked, options);
}

async function printChecked(checked: Checked, { rules, format }: Options): Promise<void> {
  const [{ problemLines }, { githubLines }] = await Promise.all([
    import("../problems.ts"),
    import("../github.ts"),
  ]);
  const found = [...checked.problems, ...checked.notes];
  print(...(format === "github" ? githubLines(found, rules) : problemLines(found)));
  for (const { id, problems, examples } of checked.packs) {
    print(
      problems === 0
        ? `${style("green", "fine")}  ${id} (${count(examples, "example")} tried)`
        : `${style("red", count(problems, "problem"))}  ${id}`,
    );
  }
  print(count(checked.problems.length, "problem"));
}
