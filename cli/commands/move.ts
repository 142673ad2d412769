import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import * as z from "zod";
import type { Store } from "#adapters/store.ts";
import type { Choice, MovePlan, StepMaps } from "#core/journey/plan-move.ts";
import type { Pack } from "#core/program/pack.ts";
import type { MoveAnswer } from "../answers.ts";
import { type Counts, choiceLines, countsOf, leftLines } from "../choices.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import { count, print, printJson, style } from "../print.ts";
import { type Exit, exitCodes, Stop, usage } from "../stop.ts";

interface Options extends Deployed {
  to?: string;
  who?: string;
  map?: string;
  by?: string;
  yes?: boolean;
}

const examples = `Examples:
  $ waymark move cemewe --stage production                         for how many each choice would count; changes nothing
  $ waymark move cemewe --stage production --who waiting --yes     those whom the changed rules have not decided about yet
  $ waymark move cemewe --stage production --who past --yes        everybody; past decisions are proposed to a coordinator
  $ waymark move cemewe --stage production --who next-step --yes   everybody, each once the step they stand at is done
  $ waymark move cemewe --stage production --map map.json          {"mentee": {"old-step": "new-step", "old-track": null}}

Nobody is asked or told the same thing twice. Whoever stands at a step that the other version has not is left where they are
and named, unless a map says where they go on. The same order given twice is one order.
`;

export function addMove(program: Command, exit: Exit): void {
  withStage(program.command("move").argument("<program>"))
    .description("Says for whom a published version counts besides those who come from now on.")
    .option("--to <version>", "the version; the one that is live when left out")
    .option("--who <choice>", "new, waiting, past or next-step")
    .option("--map <file>", "where those go on whose step is not there any more")
    .option("--by <name>", "who does it, for the story of each; the name on this machine when left out")
    .option("--yes", "do it")
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action((name: string, options: Options) => move(name, options, exit));
}

const whos = { new: "new", waiting: "waiting", past: "past", "next-step": "next step" } as const;

async function move(name: string, options: Options, exit: Exit): Promise<void> {
  const choice = choiceOf(options);
  const maps = options.map === undefined ? {} : await readMaps(options.map);
  const [{ reach, remotely }, parts, moving, { userInfo }] = await Promise.all([
    import("../deployed.ts"),
    import("#adapters/runtime.ts"),
    import("#adapters/moving.ts"),
    import("node:os"),
  ]);
  const outside = await reach(options, { store: parts.store, machine: parts.machine });
  const to = await remotely(() => versionOf(outside.store, name, options.to));
  checkMaps(to, maps);
  const plan = await remotely(() => moving.planMoves(outside, to, maps));
  const order = { maps, by: options.by ?? userInfo().username };
  const moved =
    choice && options.yes ? await remotely(() => moving.moveAll(outside, plan, { choice, ...order })) : [];
  const left = choice === "waiting" || choice === "past" ? plan.left.length : 0;
  if (left > 0) exit(exitCodes.problems);
  const counts = countsOf(plan);
  if (options.json) return printJson(answerOf(name, plan, counts, moved));
  const there = count(plan.there.length, "person is", "people are");
  print(`${name} ${style("bold", plan.to)}: ${there} on it already.`);
  print(...choiceLines(counts), ...leftLines(plan));
  if (options.yes && choice)
    return print("", `${count(moved.length, "person goes", "people go")} over to this version.`);
  print("", "Nothing was changed. Choose with --who, and add --yes.");
}

function choiceOf({ who, yes }: Options): Choice | undefined {
  if (who === undefined && yes)
    throw usage("Say for whom the version counts: --who new, waiting, past or next-step.");
  if (who === undefined) return undefined;
  if (!Object.hasOwn(whos, who))
    throw usage(`"${who}" is no choice. Write --who new, waiting, past or next-step.`);
  return whos[who as keyof typeof whos];
}

async function versionOf(store: Store, name: string, said: string | undefined): Promise<Pack> {
  const live = await store.history.live(name);
  if (live === undefined) throw new Stop(exitCodes.problems, `"${name}" was never published here.`);
  if (said === undefined || said === live) return store.packs.get(name, live);
  const versions = (await store.history.of(name)).map(({ version }) => version);
  if (!versions.includes(said))
    throw usage(
      `There is no version "${said}" of "${name}" here. It has ${[...new Set(versions)].join(", ")}.`,
    );
  return store.packs.get(name, said);
}

const Maps = z.record(z.string(), z.record(z.string(), z.string().nullable()));

async function readMaps(file: string): Promise<StepMaps> {
  const right = `Write {"mentee": {"old-step": "new-step"}}; "track/old-step" for a step of a track, and null to end a track.`;
  const read = await readFile(file, "utf8")
    .then(JSON.parse)
    .catch(() => undefined);
  const { data } = Maps.safeParse(read);
  if (!data) throw usage(`"${file}" is no map of steps. ${right}`);
  return data;
}

/** A map that leads nowhere is a mistake, whoever stands there. */
function checkMaps({ id, journeys }: Pack, maps: StepMaps): void {
  for (const [name, steps] of Object.entries(maps)) {
    const journey = journeys[name];
    if (!journey) throw usage(`The map names "${name}", but ${id} has no such journey.`);
    for (const [from, to] of Object.entries(steps)) {
      const [track, step] = from.includes("/") ? from.split("/") : [undefined, from];
      const line = track === undefined ? journey.stages : journey.tracks.filter((one) => one.id === track);
      if (to !== null && !line.some(({ steps: all }) => all.some((one) => one.id === to)))
        throw usage(
          `The map leads from "${step}" to "${to}", but the journey "${name}" has no such step there.`,
        );
    }
  }
}

const answerOf = (program: string, plan: MovePlan, choices: Counts, moved: string[]): MoveAnswer => ({
  program,
  to: plan.to,
  choices,
  there: plan.there.length,
  left: plan.left.map(({ journey, obstacles }) => ({ journey: journey.id, steps: obstacles })),
  moved,
});
