import type { Command } from "commander";
import type * as z from "zod";
import type { HistoryAnswer, PublishAnswer } from "../answers.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import { note, print, printJson, style } from "../print.ts";
import { ownRules } from "../reading.ts";
import { type Exit, exitCodes, Stop, usage } from "../stop.ts";

interface Options extends Deployed {
  rules: string;
  undo?: boolean;
  history?: boolean;
  by?: string;
}

const examples = `Examples:
  $ waymark publish cemewe --stage production              checks it, runs its examples, and makes it live
  $ waymark publish cemewe --stage production --undo       the version before is live again
  $ waymark publish cemewe --stage production --history    which version was live when, and who made it so

People who are under way keep the version they are on. A program with problems is not published.
`;

export function addPublish(program: Command, exit: Exit): void {
  withStage(program.command("publish").argument("<program>"))
    .description("Makes a program live on a deployed stage.")
    .option("--rules <dir>", "folder with the programs", ownRules)
    .option("--undo", "make the version before live again")
    .option("--history", "show which versions were live")
    .option("--by <name>", "who does it, for the history; the name on this machine when left out")
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action((name: string, options: Options) => publish(name, options, exit));
}

async function publish(name: string, options: Options, exit: Exit): Promise<void> {
  if (options.undo && options.history) throw usage("Give --undo or --history, not both.");
  if (options.history) return showHistory(name, options);
  if (options.undo) return undo(name, options);
  const [{ packNames, readPack }, { checkPacks }, { problemLines }] = await Promise.all([
    import("../reading.ts"),
    import("../checking.ts"),
    import("../problems.ts"),
  ]);
  await packNames(options.rules, [name]);
  const { problems } = await checkPacks(options.rules, [name]);
  if (problems.length > 0) {
    exit(exitCodes.problems);
    if (options.json)
      return printJson({ program: name, published: false, problems } satisfies z.input<typeof PublishAnswer>);
    print(...problemLines(problems));
    return print(`"${name}" was not published: what was live stays live.`);
  }
  const pack = await readPack(options.rules, name);
  const { outside, remotely, publishing, by } = await open(options);
  const { before, after } = await remotely(() => publishing.publish(outside, pack, by));
  report(options, name, before, after);
}

async function undo(name: string, options: Options): Promise<void> {
  const { outside, remotely, publishing, by } = await open(options);
  const undone = await remotely(() => publishing.undo(outside, name, by));
  if (!undone)
    throw new Stop(exitCodes.problems, `There is no version of "${name}" before the one that is live.`);
  report(options, name, undone.before, undone.after);
}

async function showHistory(name: string, options: Options): Promise<void> {
  const { outside, remotely } = await open(options);
  const { live, history } = await remotely(async () => ({
    live: await outside.store.history.live(name),
    history: await outside.store.history.of(name),
  }));
  if (options.json)
    return printJson({ program: name, live, history } satisfies z.input<typeof HistoryAnswer>);
  if (live === undefined) return note(`"${name}" was never published here.`);
  for (const { at, version, by } of history)
    print(`${at}  ${style("bold", version)}  ${by}${version === live ? "  (live)" : ""}`);
}

async function open(options: Options) {
  const [{ reach, remotely }, parts, publishing, { userInfo }] = await Promise.all([
    import("../deployed.ts"),
    import("#adapters/runtime.ts"),
    import("#adapters/publishing.ts"),
    import("node:os"),
  ]);
  const outside = await reach(options, { store: parts.store });
  return { outside, remotely, publishing, by: options.by ?? userInfo().username };
}

function report({ json }: Options, program: string, before: string | undefined, after: string): void {
  const answer: z.input<typeof PublishAnswer> = { program, published: true, before, after, problems: [] };
  if (json) return printJson(answer);
  if (before === after)
    return print(`${program} ${style("bold", after)} is live already; nothing was changed.`);
  print(`${program}: ${before ?? "nothing"} was live before, ${style("bold", after)} is live now.`);
  if (before)
    print("People who are under way keep the version they are on. --undo makes the one before live again.");
}
