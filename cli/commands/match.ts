import type { Command } from "commander";
import { asRole } from "../as-role.ts";
import { print, printJson } from "../print.ts";
import { type Reading, withReading } from "../reading.ts";
import { usage } from "../stop.ts";

interface Options extends Reading {
  mentees: string;
  mentors: string;
  on?: string;
  as: string;
}

const examples = `Examples:
  $ waymark match cemewe --mentees mentees.json --mentors mentors.json
  $ waymark match cemewe --mentees mentees.json --mentors mentors.json --json

Each file holds a list of {"id", "facts"} in the program's own fact names. Nothing is proposed to anybody.
`;

export function addMatch(program: Command): void {
  withReading(program.command("match").argument("<program>"))
    .description("One matching round: who goes with whom, why, and who is left over.")
    .requiredOption("--mentees <file>", "those who look for someone")
    .requiredOption("--mentors <file>", "those who are there for someone")
    .option("--on <day>", "match as on this day (for ages); today when left out")
    .addOption(asRole)
    .addHelpText("before", examples)
    .action(match);
}

async function match(name: string, options: Options): Promise<void> {
  const [
    { readPack },
    { readPeople },
    { matchRound },
    { visibleRound },
    { readerFor },
    { dayFrom },
    { roundLines },
  ] = await Promise.all([
    import("../reading.ts"),
    import("../people-file.ts"),
    import("#core/matching/round.ts"),
    import("#core/matching/visible-round.ts"),
    import("../reader-for.ts"),
    import("../day.ts"),
    import("../round-lines.ts"),
  ]);
  const on = dayFrom(options.on);
  const pack = await readPack(options.rules, name);
  if (!pack.program.matching)
    throw usage(`${name} does not match people: its program.json has no "matching".`);
  const mentees = await readPeople(options.mentees, pack);
  const mentors = await readPeople(options.mentors, pack);
  const reader = readerFor(pack, options.as);
  const round = visibleRound(matchRound(pack, mentees.people, mentors.people, on), pack, reader);
  if (options.json) return printJson(round);
  print(...roundLines(round));
}
