import type { Command } from "commander";
import { asRole } from "../as-role.ts";
import { print, printJson } from "../print.ts";
import { type Reading, withReading } from "../reading.ts";
import { usage } from "../stop.ts";

interface Options extends Reading {
  facts: string;
  on?: string;
  as: string;
}

const examples = `Examples:
  $ waymark decide cemewe routing --facts samira.json            which group, and why
  $ waymark decide cemewe routing --facts people.json --json     the receipts as one JSON object
  $ waymark decide cemewe matching.constraints --facts pair.json whether two may be matched, and why

The file holds {"id": "samira", "facts": {"employed": false}}, or a list of them, in the program's own fact names.
Rules about a pair, such as matching.constraints, take what is known of both: {"id": "noor with mika", "facts": {"mentor.languages": ["arabic"],
"mentee.languages": ["arabic"]}}. A list gives {"decisions": [{"id", ...}]}. "needs-info" is an answer: it names what must be asked.
`;

export function addDecide(program: Command): void {
  const command = program.command("decide").argument("<program>").argument("<rule set>", 'such as "routing"');
  withReading(command)
    .description("One decision: what the rules say about a person, and why.")
    .requiredOption("--facts <file>", "the person, or a list of people")
    .option("--on <day>", "decide as on this day (for ages); today when left out")
    .addOption(asRole)
    .addHelpText("before", examples)
    .action(decide);
}

async function decide(name: string, ruleSet: string, options: Options): Promise<void> {
  const [
    { readPack },
    { readPeople },
    rules,
    { didYouMean },
    { dayFrom },
    { decisionLines },
    { visible },
    { readerFor },
    { sidesOf },
  ] = await Promise.all([
    import("../reading.ts"),
    import("../people-file.ts"),
    import("#core/rules/decide.ts"),
    import("#core/program/guess.ts"),
    import("../day.ts"),
    import("../decision-lines.ts"),
    import("#core/rules/visible.ts"),
    import("../reader-for.ts"),
    import("#core/rules/sides-of.ts"),
  ]);
  const on = dayFrom(options.on);
  const pack = await readPack(options.rules, name);
  const known = Object.keys(pack.ruleSets);
  if (!known.includes(ruleSet)) {
    throw usage(
      `${name} has no rule set "${ruleSet}"${didYouMean(ruleSet, known) || `; it has ${known.join(", ")}.`}`,
    );
  }
  const { people, single } = await readPeople(options.facts, pack, sidesOf(pack.ruleSets[ruleSet]!));
  const reader = readerFor(pack, options.as);
  const decisions = people.map(({ id, facts }) => {
    return { id, decision: visible(rules.decide(pack, ruleSet, facts, on), pack, reader) };
  });
  if (options.json) {
    return printJson(
      single
        ? decisions[0]!.decision
        : { decisions: decisions.map(({ id, decision }) => ({ id, ...decision })) },
    );
  }
  for (const { id, decision } of decisions) print(...decisionLines(pack, id, decision), "");
}
