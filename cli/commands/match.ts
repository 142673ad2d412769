import type { Command } from "commander";
import type { RoundMore } from "#core/matching/search.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Reader } from "#core/rules/visible.ts";
import { asRole } from "../as-role.ts";
import { note, print, printJson } from "../print.ts";
import { type Reading, withReading } from "../reading.ts";
import { usage } from "../stop.ts";

interface Options extends Reading {
  mentees: string;
  mentors: string;
  before?: string;
  groups?: string;
  why?: string[];
  draft?: string;
  on?: string;
  as: string;
}

const examples = `Examples:
  $ waymark match cemewe --mentees mentees.json --mentors mentors.json
  $ waymark match cemewe --mentees mentees.json --mentors mentors.json --json
  $ waymark match cemewe --mentees mentees.json --mentors mentors.json --why maria noor
  $ waymark match cemewe --mentees mentees.json --mentors mentors.json --draft my-draft

Each file holds a list of {"id", "facts"} in the program's own fact names; "waitingSince" (a day), "capacity" (how many more) and
"picks" (whom they chose, by id) may be added. Nothing is proposed to anybody.
`;

export function addMatch(program: Command): void {
  withReading(program.command("match").argument("<program>"))
    .description("One matching round: who goes with whom, why, who is left over, and how fair it is.")
    .requiredOption("--mentees <file>", "those who look for someone")
    .requiredOption("--mentors <file>", "those who are there for someone")
    .option("--before <file>", 'who was matched with whom, or refused whom: [{"mentor", "mentee", "was"}]')
    .option("--groups <file>", 'groups that people formed: [{"id", "mentees", "wishes"}]')
    .option("--why <ids...>", "a mentor and a mentee: why these two, or why not")
    .option("--draft <dir>", "how the round would change under this draft of the program")
    .option("--on <day>", "match as on this day (for ages); today when left out")
    .addOption(asRole)
    .addHelpText("before", examples)
    .action(match);
}

/** What a round is about. */
interface Asked {
  pack: Pack;
  mentees: Candidates;
  mentors: Candidates;
  on: string;
  more: RoundMore;
  reader: Reader;
}

type Candidates = Awaited<ReturnType<typeof import("../round-files.ts").readCandidates>>;

async function match(name: string, options: Options): Promise<void> {
  if (options.why && options.draft !== undefined) throw usage("Ask for --why or for --draft, not for both.");
  const asked = await askedFor(name, options);
  if (options.why) return why(asked, options.why, options);
  if (options.draft !== undefined) return change(name, asked, options.draft, options);
  const [{ matchRound }, { visibleRound }, { fairness }, { visibleFairness }, { roundLines }] =
    await Promise.all([
      import("#core/matching/round.ts"),
      import("#core/matching/visible-round.ts"),
      import("#core/matching/fairness.ts"),
      import("#core/matching/visible-fairness.ts"),
      import("../round-lines.ts"),
    ]);
  const { pack, mentees, mentors, on, more, reader } = asked;
  const round = visibleRound(matchRound(pack, mentees, mentors, on, more), pack, reader);
  const fair = visibleFairness(fairness(pack, round, { mentees, mentors }, on), pack, reader);
  if (options.json) return printJson({ ...round, fairness: fair });
  print(...roundLines(pack, round, fair));
}

async function askedFor(name: string, options: Options): Promise<Asked> {
  const [{ readPack }, files, { readerFor }, { dayFrom }] = await Promise.all([
    import("../reading.ts"),
    import("../round-files.ts"),
    import("../reader-for.ts"),
    import("../day.ts"),
  ]);
  const on = dayFrom(options.on);
  const pack = await readPack(options.rules, name);
  if (!pack.program.matching)
    throw usage(`${name} does not match people: its program.json has no "matching".`);
  const mentees = await files.readCandidates(options.mentees, pack);
  const mentors = await files.readCandidates(options.mentors, pack);
  const more: RoundMore = {
    ...(options.before !== undefined && { before: await files.readPast(options.before) }),
    ...(options.groups !== undefined && { groups: await files.readGroups(options.groups) }),
  };
  return { pack, mentees, mentors, on, more, reader: readerFor(pack, options.as) };
}

async function why(
  { pack, mentees, mentors, on, more, reader }: Asked,
  ids: string[],
  options: Options,
): Promise<void> {
  const [{ whyPair }, { visibleWhy }, { whyLines }] = await Promise.all([
    import("#core/matching/why-pair.ts"),
    import("#core/matching/visible-why.ts"),
    import("../round-lines.ts"),
  ]);
  const [mentor, mentee, ...rest] = ids;
  if (mentor === undefined || mentee === undefined || rest.length > 0)
    throw usage("Write the ids of a mentor and of a mentee: --why MENTOR MENTEE.");
  const found = whyPair(pack, { mentor, mentee }, { mentees, mentors }, on, more);
  if (!found) throw usage(await strangers(mentor, mentee, mentees, mentors));
  const shown = visibleWhy(found, pack, reader);
  if (options.json) return printJson(shown);
  print(...whyLines(shown));
}

/** Who of the two is not there, and who was perhaps meant. */
async function strangers(
  mentor: string,
  mentee: string,
  mentees: Candidates,
  mentors: Candidates,
): Promise<string> {
  const { didYouMean } = await import("#core/program/guess.ts");
  const ids = (all: Candidates) => all.map(({ id }) => id);
  const [file, id, known] = ids(mentors).includes(mentor)
    ? ["--mentees", mentee, ids(mentees)]
    : ["--mentors", mentor, ids(mentors)];
  return `There is nobody called "${id}" in the file of ${file}${didYouMean(id, known) || "."}`;
}

async function change(name: string, asked: Asked, folder: string, options: Options): Promise<void> {
  const [{ readDraft }, { roundChange }, { seesPairing }, { changeLines }] = await Promise.all([
    import("../draft.ts"),
    import("#core/matching/round-change.ts"),
    import("#core/matching/visible-round.ts"),
    import("../round-lines.ts"),
  ]);
  const { pack, mentees, mentors, on, more, reader } = asked;
  const draft = await readDraft(name, { rules: options.rules, draft: folder });
  const [was, will] = [pack.program.matching!, draft.program.matching];
  if (will?.mentor !== was.mentor || will.mentee !== was.mentee)
    throw usage(
      `The draft does not match a ${was.mentor} with a ${was.mentee}, so there is nothing to compare.`,
    );
  if (![pack, draft].every((each) => seesPairing(each, reader)))
    throw usage("Not compared, for the rules look at what this role may not see.");
  const changed = roundChange(pack, draft, mentees, mentors, on, more);
  if (options.json) return printJson(changed);
  if (changed.people.length === 0) note("Nobody would be with anybody else.");
  print(...changeLines(changed));
}
