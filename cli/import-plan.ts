import { exactJson } from "#core/forms/exact-json.ts";
import { type IntakeProblem, mapIntake } from "#core/forms/map-intake.ts";
import { readSent } from "#core/forms/read-sent.ts";
import { type CsvRow, csvRow, isSameRow } from "#core/forms/senders/csv.ts";
import { trustOf, withTrust } from "#core/forms/trust.ts";
import { routeOf } from "#core/journey/definition.ts";
import { dayOf } from "#core/program/calendar-day.ts";
import { didYouMean, oneOf } from "#core/program/guess.ts";
import type { Intake } from "#core/program/intake.ts";
import type { Pack } from "#core/program/pack.ts";
import { decide } from "#core/rules/decide.ts";
import type { CsvFile, CsvLine } from "./csv-file.ts";
import { usage } from "./stop.ts";

/** What becomes of a row. `body` is what would be posted. */
export type Planned =
  | { line: number; verdict: "new"; key: string; body: string; decision?: Outcome }
  | { line: number; verdict: "known"; key: string; differs: boolean }
  | { line: number; verdict: "twice"; key: string; first: number }
  | { line: number; verdict: "refused"; column?: number; heading?: string; message: string; fix: string };

/** What the first rules of the journey would say of what stands in the file. */
export interface Outcome {
  ruleSet: string;
  outcome: string;
  needs: string[];
}

/** The body that was taken in under a key before; "" when it has been cleared away since. */
export type BodyOf = (key: string) => Promise<string | undefined>;

export interface Columns {
  /** Headings that no question of the form has. */
  unknown: string[];
  /** Questions of the form that no heading has, none of them required. */
  missing: string[];
}

/** Holds the headings against the form's questions. What would spoil every row stops the whole. */
export function columnsOf({ headings }: CsvFile, form: string, intake: Intake): Columns {
  const named = headings.filter((heading) => heading !== "");
  const twice = named.find((heading, at) => named.indexOf(heading) !== at);
  if (twice !== undefined) throw usage(`Two columns are called "${twice}". Give each a name of its own.`);
  const asked = questionsOf(intake);
  const needed = [
    ...intake.map.filter(({ required }) => required).map(({ question }) => question.trim()),
    ...(intake.key === undefined ? [] : [intake.key.trim()]),
  ].filter((question) => !named.includes(question));
  const unknown = named.filter((heading) => !asked.has(heading));
  if (needed.length > 0) {
    const meant = didYouMean(needed[0]!, unknown);
    throw usage(
      `The form "${form}" needs ${needed.length === 1 ? "the column" : "the columns"} ${oneOf(needed, "and")}, which the file does not have${meant || "."} Its columns: ${oneOf(named, "and")}.`,
    );
  }
  const missing = [...asked].filter(
    (question) => !named.includes(question) && !intake.ignore.includes(question),
  );
  return { unknown, missing };
}

export const questionsOf = ({ map, ignore, key }: Intake): Set<string> =>
  new Set(
    [...map.map(({ question }) => question), ...ignore, ...(key === undefined ? [] : [key])].map((name) =>
      name.trim(),
    ),
  );

/** Each row by itself, in the order of the file: one that is refused stops none of the others. */
export async function planRows(
  pack: Pack,
  intake: Intake,
  file: CsvFile,
  at: string,
  bodyOf: BodyOf,
): Promise<Planned[]> {
  const rows = file.rows.map((line) => ({ line, row: csvRow(intake, cellsOf(file, line)) }));
  const kept = await keptBodies(
    rows.flatMap(({ row }) => row?.key ?? []),
    bodyOf,
  );
  const plan: Plan = { pack, intake, at, headings: file.headings, kept, first: new Map() };
  const planned = rows.map(({ line, row }) => planRow(plan, line.line, row));
  const broken = file.broken.map((one): Planned => ({ ...one, verdict: "refused" }));
  return [...planned, ...broken].sort((a, b) => a.line - b.line);
}

interface Plan {
  pack: Pack;
  intake: Intake;
  at: string;
  headings: string[];
  kept: ReadonlyMap<string, string | undefined>;
  /** On which line a key stood first. */
  first: Map<string, number>;
}

const cellsOf = ({ headings }: CsvFile, { cells }: CsvLine): Record<string, string> =>
  Object.fromEntries(headings.flatMap((heading, at) => (heading === "" ? [] : [[heading, cells[at]!]])));

/** A database far away is asked for several at once. */
async function keptBodies(keys: string[], bodyOf: BodyOf): Promise<Map<string, string | undefined>> {
  const kept = new Map<string, string | undefined>();
  const left = [...new Set(keys)];
  const work = async () => {
    for (let key = left.pop(); key !== undefined; key = left.pop()) kept.set(key, await bodyOf(key));
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return kept;
}

function planRow(plan: Plan, line: number, row: CsvRow | undefined): Planned {
  const { pack, intake, at, headings, kept, first } = plan;
  if (!row) {
    const fix = "Write into it what names this person in your own list, and nobody else.";
    return refused(line, headings, { field: intake.key!, message: "The column of the key is empty.", fix });
  }
  const { key } = row;
  const earlier = first.get(key);
  if (earlier !== undefined) return { line, verdict: "twice", key, first: earlier };
  const before = kept.get(key);
  if (before !== undefined) {
    first.set(key, line);
    return { line, verdict: "known", key, differs: before !== "" && !isSameRow(before, row) };
  }
  const body = JSON.stringify(row);
  if (Buffer.byteLength(body) > largest) return refused(line, headings, tooLarge);
  const mapped = mapIntake(pack, intake, withTrust(readSent.csv(exactJson(body))!, trustOf("csv")), at);
  // Behind one that is refused another row with its key may be right.
  if ("problem" in mapped) return refused(line, headings, mapped.problem);
  first.set(key, line);
  const decision = foretell(pack, intake, mapped.facts, dayOf(at, pack.program.zone));
  return { line, verdict: "new", key, body, ...(decision && { decision }) };
}

/** As much as a form may hold. */
const largest = 1024 * 1024;
const tooLarge: IntakeProblem = {
  field: "",
  message: "This row holds more than 1 MB.",
  fix: "Look for a quotation mark that was never closed, or take pictures and files out of the table.",
};

function refused(line: number, headings: string[], { field, message, fix }: IntakeProblem): Planned {
  const at = headings.indexOf(field.trim());
  const where = at < 0 ? {} : { column: at + 1, heading: headings[at]! };
  return { line, verdict: "refused", ...where, message, fix };
}

function foretell(
  pack: Pack,
  { role }: Intake,
  facts: Parameters<typeof decide>[2],
  on: string,
): Outcome | undefined {
  const steps = routeOf(pack, pack.program.roles[role]?.journey ?? role).main.map(({ step }) => step);
  const first = steps.find((step) => step.do === "decide");
  if (first?.do !== "decide") return undefined;
  const { outcome, needs } = decide(pack, first.ruleSet, facts, on);
  return { ruleSet: first.ruleSet, outcome, needs };
}
