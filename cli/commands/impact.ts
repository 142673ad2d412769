import type { Command } from "commander";
import type { UnderWay } from "#adapters/under-way.ts";
import type { Pack } from "#core/program/pack.ts";
import { asRole } from "../as-role.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import { readDraft } from "../draft.ts";
import { print, printJson } from "../print.ts";
import { ownRules } from "../reading.ts";
import { exitCodes, Stop, usage } from "../stop.ts";

interface Options extends Deployed {
  draft: string;
  people?: string;
  local?: boolean;
  rules: string;
  on?: string;
  as: string;
}

const examples = `Examples:
  $ waymark impact cemewe --draft ~/cemewe-draft --people people.json          who changes, from what to what, and why
  $ waymark impact cemewe --draft ~/cemewe-draft --people people.json --json   {"changed": [...], "unchanged": N, ...}
  $ waymark impact cemewe --draft ~/cemewe-draft --stage production            the people who are in the program now

The draft is the program's folder with your changes, or a folder with only those files that differ. Without --people the rules
that are live there are compared, over everybody who is under way. Nothing is sent, and nothing is changed.
`;

export function addImpact(program: Command): void {
  withStage(program.command("impact").argument("<program>"))
    .description("Who would change if a draft were live, from what to what, and why.")
    .requiredOption("--draft <dir>", "the changed program, or only its changed files")
    .option(
      "--people <file>",
      'people to compare for: {"id", "facts"}, with a "role" if you like, or a list of them',
    )
    .option("--local", "the people of the system that the environment names, such as one on this machine")
    .option("--rules <dir>", "folder with the programs", ownRules)
    .option("--on <day>", "compare as on this day (for ages); today when left out")
    .addOption(asRole)
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action(impact);
}

async function impact(name: string, options: Options): Promise<void> {
  const given = [options.people, options.stage, options.local].filter((one) => one !== undefined);
  if (given.length !== 1) throw usage("Say whom to compare for: --people FILE, --stage NAME or --local.");
  const [core, { readerFor }, { dayFrom }, { impactLines }] = await Promise.all([
    import("#core/impact/impact.ts"),
    import("../reader-for.ts"),
    import("../day.ts"),
    import("../impact-lines.ts"),
  ]);
  const on = dayFrom(options.on);
  const compared =
    options.people === undefined ? await fromStore(name, options) : await fromFile(name, options);
  const { live, draft, subjects, waiting, over } = compared;
  const everybody = [...subjects, ...over];
  const reader = readerFor(live, options.as);
  if (!reader.staff)
    throw usage(`What rules decide about whom is for staff. Give --as a role of theirs, or leave it out.`);
  const shown = core.impact(live, draft, everybody, on, waiting, reader);
  if (options.json) return printJson(shown);
  print(...impactLines({ live, draft }, everybody, shown));
}

interface Comparison extends Pick<UnderWay, "subjects" | "waiting" | "over"> {
  live: Pack;
  draft: Pack;
}

async function fromFile(name: string, options: Options): Promise<Comparison> {
  const [{ readPack }, { readPeople }] = await Promise.all([
    import("../reading.ts"),
    import("../people-file.ts"),
  ]);
  const live = await readPack(options.rules, name);
  const draft = await readDraft(name, options);
  const { people } = await readPeople(options.people!, both(live, draft));
  const subjects = people.map(({ id, role, facts }) => ({ id, role, facts }));
  for (const { id, role } of subjects) await mustBeRole(draft, id, role);
  return { live, draft, subjects, waiting: subjects, over: [] };
}

/** A fact that only the draft knows may be given, too. */
function both(live: Pack, draft: Pack): Pack {
  const facts = { ...draft.facts.facts, ...live.facts.facts };
  return { ...live, facts: { ...live.facts, facts } };
}

async function mustBeRole({ program }: Pack, id: string, role: string | undefined): Promise<void> {
  if (role === undefined || Object.hasOwn(program.roles, role)) return;
  const { didYouMean, writeOneOf } = await import("#core/program/guess.ts");
  const known = Object.keys(program.roles);
  throw usage(
    `"${id}" has the role "${role}", which the program does not have${didYouMean(role, known)}. ${writeOneOf(role, known)}`,
  );
}

async function fromStore(name: string, options: Options): Promise<Comparison> {
  const [{ reach, remotely }, parts, { underWay }] = await Promise.all([
    import("../deployed.ts"),
    import("#adapters/runtime.ts"),
    import("#adapters/under-way.ts"),
  ]);
  const draft = await readDraft(name, options);
  const { store } = await reach(options, { store: parts.store });
  const live = await remotely(() => store.packs.live(name));
  if (!live) throw new Stop(exitCodes.problems, `"${name}" was never published here, so nobody can change.`);
  return { live, draft, ...(await remotely(() => underWay(store, live))) };
}
