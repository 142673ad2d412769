import { type Command, InvalidArgumentError } from "commander";
import type * as z from "zod";
import type { Intake } from "#core/program/intake.ts";
import type { Pack } from "#core/program/pack.ts";
import type { ImportAnswer } from "../answers.ts";
import type { CsvFile } from "../csv-file.ts";
import { type Deployed, stageHelp, withStage } from "../deployed.ts";
import type { BodyOf, Planned } from "../import-plan.ts";
import type { Posted } from "../import-post.ts";
import { count, note, print, printJson } from "../print.ts";
import { unconfigured } from "../remotely.ts";
import { type Exit, exitCodes, usage } from "../stop.ts";

interface Options extends Deployed {
  yes?: boolean;
  rules?: string;
  encoding?: string;
  rate: number;
}

const examples = `Examples:
  $ waymark import cemewe mentors people.csv --rules rules           tries the file on your own files; needs no system
  $ waymark import cemewe mentors people.csv --stage production      what each row would come to; changes nothing
  $ waymark import cemewe mentors people.csv --stage production --yes    takes the rows in; run it again if it breaks off

The first row of the file holds the headings, which are the questions of the form (intake/mentors.json, with "sender": "csv").
Each row is posted to the form's own address, signed with its secret, and becomes a person as if they had filled in a form. A row
that is there already is left alone, one that does not fit is named with its line and column, and neither stops the others.
`;

export function addImport(program: Command, exit: Exit): void {
  withStage(
    program.command("import").argument("<program>").argument("<form>").argument("<file>", "a CSV file"),
  )
    .description("Takes in people from a table, or shows what each row would come to.")
    .option("--yes", "take them in")
    .option("--rules <dir>", "only try, on the programs in this folder")
    .option("--encoding <name>", "how the file is written, if not in UTF-8 or UTF-16")
    .option("--rate <rows>", "rows a second, at most", rateOf, 20)
    .addHelpText("before", examples)
    .addHelpText("after", stageHelp)
    .action((name: string, form: string, file: string, options: Options) =>
      importRows({ name, form, file }, options, exit),
    );
}

function rateOf(written: string): number {
  const rate = Number(written);
  if (rate > 0 && rate <= 1000) return rate;
  throw new InvalidArgumentError("Write a number from 1 to 1000.");
}

interface Named {
  name: string;
  form: string;
  file: string;
}

async function importRows(named: Named, options: Options, exit: Exit): Promise<void> {
  if (options.yes && options.rules !== undefined)
    throw usage("--rules only tries the file. Leave it out to take the rows in.");
  const [{ readFile }, { readCsv }, plan] = await Promise.all([
    import("node:fs/promises"),
    import("../csv-file.ts"),
    import("../import-plan.ts"),
  ]);
  const bytes = await readFile(named.file).catch((error: NodeJS.ErrnoException) => {
    throw usage(`The file "${named.file}" cannot be read (${error.code}).`);
  });
  const outside = await (options.rules === undefined
    ? onStage(named, options)
    : onFiles(named, options.rules));
  const { pack, intake, bodyOf, at } = outside;
  const file = readCsv(bytes, plan.questionsOf(intake), options.encoding);
  const columns = plan.columnsOf(file, named.form, intake);
  const rows = await plan.planRows(pack, intake, file, at, bodyOf);
  const posted = options.yes ? await post(named, options, rows) : undefined;
  const answer = answerOf(named, pack, file, columns, rows, posted);
  if (answer.counts.failed > 0) exit(exitCodes.remote);
  else if (answer.counts.refused > 0) exit(exitCodes.problems);
  if (options.json) return printJson(answer);
  const { importLines } = await import("../import-lines.ts");
  print(...importLines(answer, pack));
}

type Answer = z.input<typeof ImportAnswer>;

/** The program as it stands in a folder; nobody has been taken in there. */
async function onFiles({ name, form }: Named, rules: string) {
  const { readPack } = await import("../reading.ts");
  const pack = await readPack(rules, name);
  const bodyOf: BodyOf = async () => undefined;
  return { pack, intake: intakeOf(pack, form), bodyOf, at: new Date().toISOString() };
}

/** The program as it is live, and what its form has taken in. */
async function onStage({ name, form }: Named, options: Options) {
  const [{ reach, remotely }, { store }, { identify }] = await Promise.all([
    import("../deployed.ts"),
    import("#adapters/runtime.ts"),
    import("#adapters/identify.ts"),
  ]);
  const outside = await reach(options, { store });
  const pack = await remotely(() => outside.store.packs.live(name));
  if (!pack) {
    const live = await remotely(() => outside.store.packs.programs());
    throw usage(`The program "${name}" is not live here; ${live.length > 0 ? live.join(", ") : "none"} is.`);
  }
  const bodyOf: BodyOf = async (key) =>
    (await remotely(() => outside.store.submissions.get(identify("sub", name, form, key))))?.body;
  return { pack, intake: intakeOf(pack, form), bodyOf, at: outside.clock.now() };
}

function intakeOf({ id, intake }: Pack, form: string): Intake {
  const found = Object.hasOwn(intake, form) ? intake[form] : undefined;
  if (found?.sender === "csv") return found;
  const tables = Object.keys(intake).filter((name) => intake[name]!.sender === "csv");
  const there =
    tables.length > 0
      ? `It has ${tables.join(", ")}.`
      : 'It has none: write intake/<form>.json with "sender": "csv".';
  throw usage(`The program "${id}" has no form "${form}" for tables. ${there}`);
}

async function post({ name, form }: Named, options: Options, rows: Planned[]): Promise<Map<number, Posted>> {
  const [{ reach }, { addresses, secrets }, { postRows }] = await Promise.all([
    import("../deployed.ts"),
    import("#adapters/runtime.ts"),
    import("../import-post.ts"),
  ]);
  const outside = await reach(options, { addresses, secrets: secrets("webhooks") });
  const [secret] = outside.secrets.webhook(name, form);
  if (secret === undefined)
    throw unconfigured(
      `The form "${form}" has no secret. Add "${name}/${form}": ["..."] to the secret Webhooks.`,
    );
  const fresh = rows.filter((row) => row.verdict === "new");
  const posted = new Map<number, Posted>();
  const address = `${outside.addresses.hooks}/hooks/${name}/${form}`;
  await postRows(
    { address, secret, rate: options.rate },
    fresh.map(({ body }) => body),
    (said, at) => {
      posted.set(fresh[at]!.line, said);
      if (posted.size % 500 === 0) note(`${posted.size} of ${count(fresh.length, "row")}.`);
    },
  );
  return posted;
}

function answerOf(
  { name, form }: Named,
  { version }: Pack,
  { encoding, delimiter }: CsvFile,
  columns: Answer["columns"],
  planned: Planned[],
  posted: Map<number, Posted> | undefined,
): Answer {
  const rows = planned.map((row) => rowOf(row, posted?.get(row.line)));
  const counts = { new: 0, "taken in": 0, known: 0, twice: 0, refused: 0, failed: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  return {
    program: name,
    form,
    version,
    imported: posted !== undefined,
    encoding,
    delimiter,
    columns,
    counts,
    rows,
  };
}

function rowOf(row: Planned, posted: Posted | undefined): Answer["rows"][number] {
  if (row.verdict !== "new") return row;
  const { body: _, ...rest } = row;
  return posted === "known"
    ? { line: row.line, key: row.key, verdict: posted, differs: false }
    : { ...rest, verdict: posted ?? "new" };
}
