import type { Command } from "commander";
import type * as z from "zod";
import type { RereadAnswer } from "../answers.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import { count, print, printJson } from "../print.ts";
import { type Exit, exitCodes, usage } from "../stop.ts";

interface Options extends Deployed {
  yes?: boolean;
}

const examples = `Examples:
  $ waymark reread cemewe mentor-application --stage production          what the mended intake file would make of it; changes nothing
  $ waymark reread cemewe mentor-application --stage production --yes    corrects what is known, and reads what could not be read

For an intake file that was wrong: mend it, publish the program, then this. Forms are read from what came in, for as long as that is kept. Nobody
becomes another person, begins anew or is written to for it; what somebody has said since the form stays. Forms that could not be read at
all are tried again by publishing as well.
`;

export function addReread(program: Command, exit: Exit): void {
  withStage(program.command("reread").argument("<program>").argument("<form>"))
    .description("Reads the forms of an intake file once more, or shows what that would change.")
    .option("--yes", "do it")
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action((name: string, form: string, options: Options) => reread(name, form, options, exit));
}

async function reread(name: string, form: string, options: Options, exit: Exit): Promise<void> {
  const [{ reach, remotely }, { store, machine }, remapping] = await Promise.all([
    import("../deployed.ts"),
    import("#adapters/runtime.ts"),
    import("#adapters/remapping.ts"),
  ]);
  const outside = await reach(options, { store, machine });
  const pack = await remotely(() => outside.store.packs.live(name));
  if (!pack) throw usage(`The program "${name}" is not live here.`);
  if (!Object.hasOwn(pack.intake, form))
    throw usage(`"${name}" has no form "${form}"; it has ${Object.keys(pack.intake).join(", ")}.`);
  const found = await remotely(() => remapping.reread(outside, pack, form));
  if (options.yes) {
    await remotely(() => remapping.correct(outside, pack, found.corrections));
    await remotely(() => remapping.readAgain(outside.store, name, form));
  }
  if (found.unfit.length > 0) exit(exitCodes.problems);
  const corrections = found.corrections.map(({ facts, ...rest }) => ({ ...rest, facts: Object.keys(facts) }));
  const answer = {
    program: name,
    form,
    version: pack.version,
    done: options.yes === true,
    ...found,
    corrections,
  };
  if (options.json) return printJson(answer satisfies z.input<typeof RereadAnswer>);
  print(...linesOf(answer));
}

function linesOf({ corrections, again, same, past, unfit, done }: z.input<typeof RereadAnswer>): string[] {
  const verb = done ? "is" : "would be";
  return [
    ...corrections.map(({ journey, facts }) => `${journey}: ${facts.join(", ")} ${verb} corrected`),
    ...unfit.map((submission) => `${submission}: no longer fits the form; what is known stays`),
    `${count(corrections.length, "person", "people")} corrected; ${count(again.length, "form")} read that could not be; ${same} as before; ${past} past correction; ${unfit.length} no longer fit.`,
    ...(done ? [] : ["Nothing was changed. Add --yes to do it."]),
  ];
}
