import type * as z from "zod";
import type { Pack } from "#core/program/pack.ts";
import { outcomeWording } from "#core/rules/sentence.ts";
import { label } from "#core/rules/wording.ts";
import type { ImportAnswer } from "./answers.ts";
import { count } from "./print.ts";

type Answer = z.input<typeof ImportAnswer>;
type Row = Answer["rows"][number];

/** A line for each row, and what they come to together. Nobody is named: the lines of the file say who it is. */
export function importLines(answer: Answer, pack: Pack): string[] {
  const { columns, rows } = answer;
  return [
    ...listed(
      "Columns that the form does not know, kept with each row and then cleared away",
      columns.unknown,
    ),
    ...listed("Questions of the form that have no column", columns.missing),
    ...rows.map((row) => `line ${row.line}: ${said(pack, row)}`),
    "",
    ...summary(pack, answer),
  ];
}

const listed = (what: string, names: string[]): string[] =>
  names.length === 0 ? [] : [`${what}: ${names.map((name) => `"${name}"`).join(", ")}.`];

function said(pack: Pack, row: Row): string {
  switch (row.verdict) {
    case "new":
      return `would be taken in${foretold(pack, row)}`;
    case "taken in":
      return `taken in${foretold(pack, row)}`;
    case "known":
      return row.differs
        ? "was taken in before with other words, and stays as it was; correct the person in the console"
        : "was taken in before";
    case "twice":
      return `the same as line ${row.first}`;
    case "failed":
      return "could not be sent; run this again";
    case "refused": {
      const where = row.column === undefined ? "" : `column ${row.column}: `;
      return `refused: ${where}${row.message} ${row.fix}`;
    }
  }
}

function foretold(pack: Pack, { decision }: Row): string {
  if (!decision) return "";
  if (decision.outcome !== "needs-info") return `; ${outcomeOf(pack, decision)}`;
  return `; we must ask first: ${some(decision.needs.map((fact) => label(pack, fact)))}`;
}

function outcomeOf(pack: Pack, decision: Row["decision"]): string {
  if (!decision) return "no decision";
  return decision.outcome === "needs-info"
    ? "we must ask first"
    : outcomeWording({ pack, ...decision }, decision.outcome);
}

const some = (names: string[]): string =>
  names.length > 5 ? `${names.slice(0, 4).join(", ")} and ${names.length - 4} more` : names.join(", ");

function summary(pack: Pack, { counts, imported, rows }: Answer): string[] {
  const fresh = rows.filter(({ verdict }) => verdict === "new" || verdict === "taken in");
  const outcomes = Map.groupBy(fresh, ({ decision }) => outcomeOf(pack, decision));
  const by = [...outcomes].map(([outcome, of]) => `${outcome}: ${of.length}`).join(", ");
  const parts = [
    imported
      ? `${count(counts["taken in"], "row")} taken in`
      : `${count(counts.new, "row")} would be taken in`,
    ...(by === "" ? [] : [`(${by})`]),
  ].join(" ");
  const others = [
    `${counts.known} known before`,
    `${counts.twice} twice in the file`,
    `${counts.refused} refused`,
  ];
  const failed = counts.failed > 0 ? [`${counts.failed} could not be sent`] : [];
  return [
    `${[parts, ...others, ...failed].join("; ")}.`,
    imported
      ? "The people appear in the console within a minute."
      : "Nothing was changed. Add --yes to take them in.",
  ];
}
