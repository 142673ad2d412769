import type { Command } from "commander";
import type * as z from "zod";
import type { Outlook, Overtaken, Published } from "#adapters/publishing.ts";
import { changedFiles } from "#core/program/changed-files.ts";
import { isError, type Pack } from "#core/program/pack.ts";
import type { PublishAnswer } from "../answers.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import { entryLines, saysOtherwise, showHistory } from "../history.ts";
import { count, note, print, printJson, style } from "../print.ts";
import { ownRules } from "../reading.ts";
import { type Exit, exitCodes, Stop, usage } from "../stop.ts";

interface Options extends Deployed {
  rules: string;
  undo?: boolean;
  to?: string;
  history?: boolean;
  by?: string;
  reason?: string;
  over?: string;
  dryRun?: boolean;
  yes?: boolean;
}

const examples = `Examples:
  $ waymark publish cemewe --stage production --dry-run    who would change, of those under way; changes nothing
  $ waymark publish cemewe --stage production --reason "A2 is enough" --yes    checks it and makes it live
  $ waymark publish cemewe --stage production --undo --yes     the version before is live again
  $ waymark publish cemewe --stage production --undo --to 1f0c55c3a2b1 --yes    an earlier one is live again
  $ waymark publish cemewe --stage production --history    which version was live when, who made it so, and why

A program with problems is not published, and one under which somebody would change, an earlier one as well, only with --yes. If somebody else has
published in the meantime, nothing is done, and you see what they did. People who are under way keep the version they are on:
"waymark move" says for whom the new one counts as well.
`;

export function addPublish(program: Command, exit: Exit): void {
  withStage(program.command("publish").argument("<program>"))
    .description("Makes a program live on a deployed stage.")
    .option("--rules <dir>", "folder with the programs", ownRules)
    .option("--undo", "make the version before live again")
    .option("--to <version>", "with --undo: this version of the history")
    .option("--history", "show which versions were live")
    .option("--by <name>", "who does it, for the history; the name on this machine when left out")
    .option("--reason <words>", "why, for the history")
    .option("--over <version>", "only if this version is live; the one that is live now when left out")
    .option("--dry-run", "only say who would change")
    .option("--yes", "publish although somebody changes")
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action((name: string, options: Options) => publish(name, options, exit));
}

async function publish(name: string, options: Options, exit: Exit): Promise<void> {
  if (options.undo && options.history) throw usage("Give --undo or --history, not both.");
  if (options.to !== undefined && !options.undo) throw usage("--to VERSION goes with --undo.");
  if (options.history) return showHistory(name, options);
  const draft = options.undo ? undefined : await checked(name, options, exit);
  if (!draft && !options.undo) return;
  const opened = await open(options);
  const { outside, remotely, publishing, saying } = opened;
  const live = await remotely(() => outside.store.history.live(name));
  const { over = live } = options;
  const pack = draft ?? (await earlier(opened, name, over, options));
  if (over !== live) {
    const since = await remotely(() => publishing.since(outside.store, name, over));
    return tellOvertaken(opened, pack, { program: name, live, since }, options, exit);
  }
  if (!(await agreed(opened, pack, live, options, exit))) return;
  const done = await remotely(async () =>
    options.undo
      ? (await publishing.undo(outside, name, saying, { before: live, to: pack.version }))!
      : publishing.publish(outside, pack, saying, { before: live }),
  );
  if ("since" in done) return tellOvertaken(opened, pack, done, options, exit);
  if (!options.undo && !options.reason && done.before && done.before !== done.after)
    note('No reason was given. --reason "..." keeps it in the history.');
  await report(opened, pack, done, options);
}

/** The program as it stands in the folder, or nothing if it has errors: then they are shown. */
async function checked(name: string, options: Options, exit: Exit): Promise<Pack | undefined> {
  const [{ packNames, readPack }, { checkPacks }, { problemLines }] = await Promise.all([
    import("../reading.ts"),
    import("../checking.ts"),
    import("../problems.ts"),
  ]);
  await packNames(options.rules, [name]);
  const { problems, packs } = await checkPacks(options.rules, [name]);
  if (problems.some(isError)) {
    exit(exitCodes.problems);
    if (options.json)
      printJson({ program: name, published: false, problems } satisfies z.input<typeof PublishAnswer>);
    else print(...problemLines(problems), `"${name}" was not published: what was live stays live.`);
    return undefined;
  }
  // A warning keeps nobody from publishing.
  for (const line of problemLines(problems)) note(line);
  const pack = await readPack(options.rules, name);
  if (pack.program.base)
    throw usage(`"${name}" is only there for other programs to extend, so it cannot be published.`);
  if (pack.version === packs[0]?.version) return pack;
  throw new Stop(exitCodes.problems, `"${name}" was changed while it was checked. Run it again.`);
}

/** The version that is to be live again. */
async function earlier(
  { outside, remotely, publishing }: Opened,
  name: string,
  than: string | undefined,
  { to }: Options,
): Promise<Pack> {
  const pack = await remotely(() => publishing.earlier(outside, name, than, to));
  if (pack) return pack;
  if (to !== undefined)
    throw usage(`"${name}" was never live as version "${to}". --history shows which versions were.`);
  throw new Stop(exitCodes.problems, `There is no version of "${name}" before the one that is live.`);
}

/** Whether it may be done: nobody changes, or somebody has seen who does and said yes. */
async function agreed(
  opened: Opened,
  pack: Pack,
  live: string | undefined,
  options: Options,
  exit: Exit,
): Promise<boolean> {
  const { outside, remotely, publishing } = opened;
  const outlook = await remotely(() => publishing.outlook(outside, pack));
  const impact = outlook && publishing.countOf(outlook);
  const isUnknown = !outlook && live !== undefined && live !== pack.version;
  if (isUnknown) note(`This release cannot read ${live}, which is live, so it cannot say who would change.`);
  if (outlook && !options.json) await show(opened, outlook, pack, options);
  const asks = (isUnknown || (impact !== undefined && impact.changed > 0)) && !options.yes;
  if (!asks && !options.dryRun) return true;
  if (!options.dryRun) exit(exitCodes.problems);
  const { id: program, version: after } = pack;
  const plan = outlook && (await choices(opened, pack));
  if (options.json) {
    const files = outlook && changedFiles(outlook.live, pack);
    const more = { before: live, after, files, impact, choices: plan?.counts, problems: [] };
    printJson({ program, published: false, ...more } satisfies z.input<typeof PublishAnswer>);
    return false;
  }
  if (plan) print("", ...plan.lines);
  print("", `Nothing was published.${asks ? " Add --yes to make it live all the same." : ""}`);
  return false;
}

/** What is live, in which files the draft says something else, and who would change. */
async function show(
  { outside, remotely }: Opened,
  outlook: Outlook,
  draft: Pack,
  { undo }: Options,
): Promise<void> {
  const { live, subjects, found } = outlook;
  const { impactLines } = await import("../impact-lines.ts");
  const [newest] = await remotely(() => outside.store.history.of(draft.id));
  if (newest?.version === live.version) print("Live now:", ...entryLines(newest));
  print(
    `${undo ? `Version ${draft.version}` : "Yours"} differs in ${changedFiles(live, draft).join(", ")}.`,
    "",
  );
  print(...impactLines({ live, draft }, subjects, found));
}

/** For how many of those under way each choice would count. */
async function choices({ outside, remotely }: Opened, to: Pack) {
  const [{ planMoves }, { choiceLines, countsOf, leftLines }] = await Promise.all([
    import("#adapters/moving.ts"),
    import("../choices.ts"),
  ]);
  const plan = await remotely(() => planMoves(outside, to));
  const counts = countsOf(plan);
  const lines = [
    `People under way keep the version they are on. "waymark move ${to.id} --who ..." says for whom a live one counts as well:`,
    ...choiceLines(counts),
    ...leftLines(plan),
  ];
  return { counts, lines };
}

/** Somebody else was faster: what they did, what ours would do to it, and what can be chosen. */
async function tellOvertaken(
  opened: Opened,
  pack: Pack,
  { program, live, since }: Overtaken,
  options: Options,
  exit: Exit,
): Promise<void> {
  const { outside, remotely, publishing } = opened;
  const { json, undo } = options;
  exit(exitCodes.problems);
  const outlook = await remotely(() => publishing.outlook(outside, pack));
  if (json) {
    const seen = outlook && { files: changedFiles(outlook.live, pack), impact: publishing.countOf(outlook) };
    const answer = { program, published: false, before: live, after: pack.version, ...seen };
    return printJson({ ...answer, overtaken: since, problems: [] } satisfies z.input<typeof PublishAnswer>);
  }
  print(
    `Somebody else has published "${program}" in the meantime; ${undo ? "nothing was undone" : "yours was not published"}:`,
  );
  print(...since.flatMap((entry) => entryLines(entry)), "");
  if (outlook) await show(opened, outlook, pack, options);
  const [otherwise, how] = undo
    ? ["To go back to that version all the same, add:", `  --to ${pack.version} --over ${live} --yes`]
    : [
        "Take into your files what you want to keep of it, and publish again. Or, to put yours in its place as it is, add:",
        `  --over ${live} --yes`,
      ];
  print("", otherwise, how);
}

export type Opened = Awaited<ReturnType<typeof open>>;

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

async function report(opened: Opened, pack: Pack, done: Published, { json }: Options): Promise<void> {
  const { program, before, after, impact, readAgain } = done;
  const plan = before === undefined || before === after ? undefined : await choices(opened, pack);
  if (json) {
    const more = { before, after, impact, choices: plan?.counts, readAgain };
    const answer = { program, published: true, ...more, problems: [] };
    return printJson(answer satisfies z.input<typeof PublishAnswer>);
  }
  if (before === after)
    return print(`${program} ${style("bold", after)} is live already; nothing was changed.`);
  print(`${program}: ${before ?? "nothing"} was live before, ${style("bold", after)} is live now.`);
  if (impact) print(saysOtherwise(impact));
  if (readAgain)
    print(
      `${count(readAgain, "form")} that could not be read until now ${readAgain === 1 ? "is" : "are"} read again.`,
    );
  if (plan) print("", ...plan.lines, "", "--undo makes the one before live again.");
}
