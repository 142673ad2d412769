import type { Command } from "commander";
import { print, printJson } from "../print.ts";
import { type Reading, withReading } from "../reading.ts";
import { type Exit, exitCodes, usage } from "../stop.ts";

interface Options extends Reading {
  person: string;
  until: string;
  from?: string;
}

const examples = `Examples:
  $ waymark rehearse cemewe --person samira.json                       the year to come, from today on
  $ waymark rehearse cemewe --person samira.json --from 2026-09-01 --until P6M
  $ waymark rehearse cemewe --person samira.json --json                {"timeline": [{"at", "kind", "to", "id", "because"}], "end": {...}}

The file holds {"id", "role", "facts"}, and may say what the person answers, by form or agreement:
  {"id": "samira", "facts": {...}, "answers": {"self-rating": {"after": "P3D"}, "closing": {"never": true}}}
Whoever is not told otherwise answers after a day. Nothing is sent to anybody.
Ends with 1 when something would happen that never.json forbids; the timeline says where.
`;

export function addRehearse(program: Command, exit: Exit): void {
  withReading(program.command("rehearse").argument("<program>"))
    .description(
      "One person's journey in simulated time: every email, task, decision and state, with its date.",
    )
    .requiredOption("--person <file>", "the person")
    .option("--from <day>", "the day on which the person applies; today when left out")
    .option("--until <length>", "how far to look ahead", "P12M")
    .addHelpText("before", examples)
    .action((name: string, options: Options) => rehearse(name, options, exit));
}

async function rehearse(name: string, options: Options, exit: Exit): Promise<void> {
  const [{ readPack }, { readPeople }, rehearsal, { dayFrom }, { Duration }, { rehearsalLines }] =
    await Promise.all([
      import("../reading.ts"),
      import("../people-file.ts"),
      import("#core/rehearsal/rehearse.ts"),
      import("../day.ts"),
      import("#core/program/duration.ts"),
      import("../rehearsal-lines.ts"),
    ]);
  const from = dayFrom(options.from);
  const until = Duration.safeParse(options.until);
  if (!until.success)
    throw usage(
      `"${options.until}" is not a length of time. Write it like P12M (twelve months) or P10W (ten weeks).`,
    );
  const pack = await readPack(options.rules, name);
  const { people } = await readPeople(options.person, pack);
  const [person] = people;
  if (!person || people.length > 1)
    throw usage(`"${options.person}" holds ${people.length} people; rehearse takes one at a time.`);
  const rehearsed = rehearsal.rehearse({ pack, person, from, until: until.data });
  if (rehearsed.timeline.some(isStop)) exit(exitCodes.problems);
  if (options.json) return printJson(rehearsed);
  print(...rehearsalLines(pack, person.id, rehearsed));
}

const isStop = ({ id }: { id: string }): boolean => id.startsWith("never.broken ");
