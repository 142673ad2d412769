import type { Command } from "commander";
import type * as z from "zod";
import type { Counts, Erased } from "#adapters/erasure.ts";
import type { Portrait } from "#adapters/portrait.ts";
import type { EraseAgainAnswer, EraseAnswer, WouldEraseAnswer } from "../answers.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import { count, note, print, printJson } from "../print.ts";
import { type Exit, exitCodes, Stop, usage } from "../stop.ts";

interface Options extends Deployed {
  yes?: boolean;
  again?: boolean;
  endMatches?: boolean;
}

const examples = `Examples:
  $ waymark erase per_4f1c... --stage production          what would go; changes nothing
  $ waymark erase per_4f1c... --stage production --yes    erases this person; run it again if it breaks off
  $ waymark erase jrn_4f1c... --stage production --yes    the same by the id in the console's address of their page
  $ waymark erase --again --stage production              after a restore from backup: everybody who was erased goes again

The ledger of erasures is written first. A match that still runs must be ended by staff, or with --end-matches here;
--again ends those that run in what was restored without asking, for these people were erased once. What the other side
has of it stays, without the name. Letters that went out lie with the mail provider, and forms with whoever took them in:
those have to be erased there.
`;

export function addErase(program: Command, exit: Exit): void {
  withStage(program.command("erase").argument("[person]", "id of the person, or of their journey"))
    .description("Erases a person, or shows what would go.")
    .option("--yes", "do it")
    .option("--end-matches", "end matches that still run, as staff do")
    .option("--again", "erase everybody in the ledger again; ends matches of theirs that run")
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action((person: string | undefined, options: Options) => erase(person, options, exit));
}

type Outside = Awaited<ReturnType<typeof open>>;

async function erase(id: string | undefined, options: Options, exit: Exit): Promise<void> {
  if ((id === undefined) === !options.again) throw usage("Give the id of a person, or --again.");
  const outside = await open(options);
  if (id === undefined) return outside.remotely(() => eraseAgain(outside, options, exit));
  const portrait = await outside.remotely(() => outside.portray(outside.runtime, id));
  if (!portrait)
    throw usage(`There is no person or journey "${id}" here. Their id is in the address of their page.`);
  const running = portrait.matches.filter(({ state }) => state === "running").map(({ journey }) => journey);
  if (!options.yes) return outside.remotely(() => preview(outside, portrait, running, options));
  if (running.length > 0 && !options.endMatches) throw stillRunning(running);
  await outside.remotely(() => eraseOne(outside, portrait, options, exit));
}

async function open(options: Options) {
  const [{ reach, remotely }, parts, erasure, { portray }] = await Promise.all([
    import("../deployed.ts"),
    import("#adapters/runtime.ts"),
    import("#adapters/erasure.ts"),
    import("#adapters/portrait.ts"),
  ]);
  const { store, machine, erasures, secrets } = parts;
  const runtime = await reach(options, { store, machine, erasures, secrets: secrets("emailHash") });
  return { runtime, erasure, portray, remotely };
}

async function preview(
  { runtime, erasure }: Outside,
  portrait: Portrait,
  running: string[],
  options: Options,
): Promise<void> {
  const would = await erasure.wouldErase(runtime, portrait);
  if (options.json)
    return printJson({ ...portrait, erased: false, would } satisfies z.input<typeof WouldEraseAnswer>);
  print(...portraitLines(portrait), ...countLines("Would go", would));
  if (running.length > 0)
    print(`Still running: ${running.join(", ")}. End it in the console first, or give --end-matches.`);
  print("Nothing was changed. Add --yes to erase.");
}

async function eraseOne(outside: Outside, portrait: Portrait, options: Options, exit: Exit): Promise<void> {
  const { person } = portrait;
  const erased = (await whole(outside, person))!;
  if (outside.erasure.isWaiting(erased)) exit(exitCodes.problems);
  const answer: z.input<typeof EraseAnswer> = {
    person,
    erased: !outside.erasure.isWaiting(erased),
    ...erased,
  };
  if (options.json) return printJson(answer);
  print(...countLines("Gone", erased.gone), ...waitingLines(erased));
  if (!outside.erasure.isWaiting(erased)) print(`${person} is erased.`);
}

async function eraseAgain(outside: Outside, options: Options, exit: Exit): Promise<void> {
  const entries = await outside.runtime.erasures.all();
  const back: string[] = [];
  const unfinished: string[] = [];
  for (const { person } of entries) {
    const erased = await whole(outside, person);
    if (erased && Object.keys(erased.gone).length > 0) back.push(person);
    if (erased && outside.erasure.isWaiting(erased)) {
      unfinished.push(person);
      for (const line of waitingLines(erased)) note(`${person}: ${line}`);
    }
  }
  if (unfinished.length > 0) exit(exitCodes.problems);
  const answer: z.input<typeof EraseAgainAnswer> = { inLedger: entries.length, cameBack: back, unfinished };
  if (options.json) return printJson(answer);
  print(
    `${count(entries.length, "person", "people")} in the ledger; ${back.length} came back and went again.`,
  );
  if (unfinished.length > 0) print(`Not finished: ${unfinished.join(", ")}. Run this again later.`);
}

/** A minute and more: an execution that was woken ends within seconds, a match within its program's last steps. */
const looks = 30;
const pause = 2_000;

function whole({ runtime, erasure }: Outside, person: string): Promise<Erased | undefined> {
  const rest = () => new Promise<void>((resolve) => setTimeout(resolve, pause));
  return erasure.eraseWhole(runtime, person, rest, looks);
}

const portraitLines = ({ person, program, own, matches }: Portrait): string[] => [
  `${person} in ${program}`,
  ...own.map((journey) => `  journey  ${journey}`),
  ...matches.map(({ journey, state }) => `  match    ${journey} (${state})`),
];

function countLines(title: string, counts: Counts): string[] {
  const kinds = Object.entries(counts).map(([kind, number]) => `${number} ${kind}`);
  return [`${title}: ${kinds.join(", ") || "nothing"}`];
}

function waitingLines({ waiting: { matches, executions } }: Erased): string[] {
  return [
    ...matches.map(
      (match) =>
        `Match ${match} has last steps to go, or letters on their way: see to them in the console, then run this again. What it keeps no longer names the person.`,
    ),
    ...executions.map((journey) => `An execution of ${journey} is still alive: run this again in an hour.`),
  ];
}

const stillRunning = (running: string[]): Stop =>
  new Stop(
    exitCodes.problems,
    `Nothing was erased: ${count(running.length, "match still runs", "matches still run")} (${running.join(", ")}). End it in the console with a reason, so that the other side hears it from a person, or give --end-matches.`,
  );
