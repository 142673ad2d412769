import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { addCheck } from "./commands/check.ts";
import { addDecide } from "./commands/decide.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addErase } from "./commands/erase.ts";
import { addImpact } from "./commands/impact.ts";
import { addImport } from "./commands/import.ts";
import { addInvite } from "./commands/invite.ts";
import { addMatch } from "./commands/match.ts";
import { addMove } from "./commands/move.ts";
import { addNever } from "./commands/never.ts";
import { addPublish } from "./commands/publish.ts";
import { addRehearse } from "./commands/rehearse.ts";
import { addReread } from "./commands/reread.ts";
import { addRestore } from "./commands/restore.ts";
import { addSchemas } from "./commands/schemas.ts";
import { addStart } from "./commands/start.ts";
import { note } from "./print.ts";
import { type Exit, type ExitCode, exitCodes, Stop } from "./stop.ts";

const helpCodes = ["commander.help", "commander.helpDisplayed", "commander.version"];

/** Runs one command; what it prints goes to stdout and stderr. Answers the exit code. */
export async function runCommandLine(argv: string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.fine;
  const program = declare((found) => {
    code = found;
  });
  try {
    if (argv.length <= 2) program.outputHelp();
    else await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError)
      return helpCodes.includes(error.code) ? exitCodes.fine : exitCodes.usage;
    if (!(error instanceof Stop)) throw error;
    note(error.message);
    return error.exitCode;
  }
}

function declare(exit: Exit): Command {
  const program = new Command("waymark")
    .description("Runs mentoring programs from folders of JSON rule files.")
    .version(version(), "-V, --version")
    .exitOverride()
    .showHelpAfterError('Add --help for examples, such as "waymark decide --help".')
    .addHelpText("before", examples)
    .addHelpText("after", exits);
  const local = [addStart, addCheck, addDecide, addMatch, addRehearse, addImpact, addNever, addSchemas];
  for (const add of [
    ...local,
    addPublish,
    addMove,
    addImport,
    addReread,
    addDoctor,
    addInvite,
    addErase,
    addRestore,
  ])
    add(program, exit);
  return program;
}

const examples = `Examples:
  $ waymark start                                            everything on this machine, with a demo program in motion
  $ waymark check                                            all programs: what is wrong, where, and how to mend it
  $ waymark decide cemewe routing --facts people.json        what the rules decide for these people, and why
  $ waymark rehearse cemewe --person samira.json             all that will happen to one person, with dates
  $ waymark impact cemewe --draft DIR --people people.json   who would change if a draft were live, and why
  $ waymark doctor --stage production                        what would make a deployed system half-work
`;

const exits = `
Exit codes: 0 fine, 1 problems found, 2 wrong usage, 3 not configured, 4 remote failure that may be tried again.
Every command that reads programs takes --rules DIR for another folder than rules/.`;

function version(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
