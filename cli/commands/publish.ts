import type { Command } from "commander";
import type * as z from "zod";
import type { Outlook, Published } from "#adapters/publishing.ts";
import type { LiveEntry } from "#adapters/store.ts";
import { isError, type Pack } from "#core/program/pack.ts";
import type { HistoryAnswer, PublishAnswer } from "../answers.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import { count, note, print, printJson, style } from "../print.ts";
import { ownRules } from "../reading.ts";
import { type Exit, exitCodes, Stop, usage } from "../stop.ts";

interface Options extends Deployed {
  rules: string;
  undo?: boolean;
  history?: boolean;
  by?: string;
  reason?: string;
  dryRun?: boolean;
  yes?: boolean;
}

const examples = `Examples:
  $ waymark publish cemewe --stage production --dry-run    who would change, of those under way; changes nothing
  $ waymark publish cemewe --stage production --reason "A2 is enough" --yes    checks it and makes it live
  $ waymark publish cemewe --stage production --undo       the version before is live again
  $ waymark publish cemewe --stage production --history    which version was live when, who made it so, and why

A program with problems is not published, and one under which somebody would change only with --yes. People who are under way
keep the version they are on: "waymark move" says for whom the new one counts as well.
`;

export function addPublish(program: Command, exit: Exit): void {
  withStage(program.command("publish").argument("<program>"))
    .description("Makes a program live on a deployed stage.")
    .option("--rules <dir>", "folder with the programs", ownRules)
    .option("--undo", "make the version before live again")
    .option("--history", "show which versions were live")
    .option("--by <name>", "who does it, for the history; the name on this machine when left out")
    .option("--reason <words>", "why, for the history")
    .option("--dry-run", "only say who would change")
    .option("--yes", "publish although somebody changes")
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
  if (problems.some(isError)) {
    exit(exitCodes.problems);
    if (options.json)
      return printJson({ program: name, published: false, problems } satisfies z.input<typeof PublishAnswer>);
    print(...problemLines(problems));
    return print(`"${name}" was not published: what was live stays live.`);
  }
  // A warning keeps nobody from publishing.
  for (const line of problemLines(problems)) note(line);
  const pack = await readPack(options.rules, name);
  const opened = await open(options);
  if (!(await agreed(opened, pack, options, exit))) return;
  const { outside, remotely, publishing, saying } = opened;
  const published = await remotely(() => publishing.publish(outside, pack, saying));
  report(options, published);
}

/** Whether it may be done: nobody changes, or somebody has seen who does and said yes. */
async function agreed(opened: Opened, pack: Pack, options: Options, exit: Exit): Promise<boolean> {
  const { outside, remotely, publishing } = opened;
  const outlook = await remotely(() => publishing.outlook(outside, pack));
  const impact = outlook && publishing.countOf(outlook);
  if (outlook && !options.json) await show(outlook, pack);
  const asks = impact !== undefined && impact.changed > 0 && !options.yes;
  if (!asks && !options.dryRun) return true;
  if (!options.dryRun) exit(exitCodes.problems);
  const { id: program, version: after } = pack;
  const answer = { program, published: false, before: outlook?.live.version, after, impact, problems: [] };
  if (options.json) printJson(answer satisfies z.input<typeof PublishAnswer>);
  else print("", `Nothing was published.${asks ? " Add --yes to publish it all the same." : ""}`);
  return false;
}

async function show({ live, subjects, found, leftOut }: Outlook, draft: Pack): Promise<void> {
  const { impactLines } = await import("../impact-lines.ts");
  if (leftOut > 0) note(`${leftOut} more possible pairs were not looked at: too many people wait at once.`);
  print(...impactLines({ live, draft }, subjects, found));
}

async function undo(name: string, options: Options): Promise<void> {
  const { outside, remotely, publishing, saying } = await open(options);
  const undone = await remotely(() => publishing.undo(outside, name, saying));
  if (!undone)
    throw new Stop(exitCodes.problems, `There is no version of "${name}" before the one that is live.`);
  report(options, undone);
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
  for (const entry of history)
    print(
      `${entry.at}  ${style("bold", entry.version)}  ${entry.by}${entry.version === live ? "  (live)" : ""}`,
      ...past(entry),
    );
}

const past = ({ reason, impact, undone }: LiveEntry): string[] => [
  ...(undone ? ["    An earlier version was made live again."] : []),
  ...(reason ? [`    ${reason}`] : []),
  ...(impact
    ? [`    ${impact.changed} of ${count(impact.of, "person", "people")} under way would have changed.`]
    : []),
];

type Opened = Awaited<ReturnType<typeof open>>;

async function open(options: Options) {
  const [{ reach, remotely }, parts, publishing, { userInfo }] = await Promise.all([
    import("../deployed.ts"),
    import("#adapters/runtime.ts"),
    import("#adapters/publishing.ts"),
    import("node:os"),
  ]);
  const outside = await reach(options, { store: parts.store });
  const { by = userInfo().username, reason } = options;
  return { outside, remotely, publishing, saying: { by, ...(reason !== undefined && { reason }) } };
}

function report({ json }: Options, { program, before, after, impact }: Published): void {
  const answer: z.input<typeof PublishAnswer> = {
    program,
    published: true,
    before,
    after,
    impact,
    problems: [],
  };
  if (json) return printJson(answer);
  if (before === after)
    return print(`${program} ${style("bold", after)} is live already; nothing was changed.`);
  print(`${program}: ${before ?? "nothing"} was live before, ${style("bold", after)} is live now.`);
  if (before)
    print(
      `People who are under way keep the version they are on; "waymark move ${program}" says what else can be chosen.`,
      "--undo makes the one before live again.",
    );
}
