import type { Pack } from "#core/program/pack.ts";
import type { Because, Decision } from "#core/rules/decision.ts";
import { isAdvice } from "#core/rules/near-miss.ts";
import { label, shown } from "#core/rules/wording.ts";
import { aligned, style } from "./print.ts";

/** A receipt as a coordinator reads it: the outcome, why, what must be asked, what was nearly so. */
export function decisionLines(pack: Pack, id: string, decision: Decision): string[] {
  const { outcome, ruleSet, sentence, needs, because, nearMisses } = decision;
  return [
    `${style("bold", id)}  ${[ruleSet, style("bold", outcome)].filter(Boolean).join(": ")}`,
    ...(sentence.coordinator ? [`  ${sentence.coordinator}`] : []),
    ...(sentence.participant ? [`  To the person: ${sentence.participant}`] : []),
    ...section(
      "We must ask",
      needs.map((fact) => [label(pack, fact), style("dim", fact)]),
    ),
    ...section(
      "Looked at",
      because.filter(({ result }) => result !== "not looked at").map((one) => test(pack, one)),
    ),
    ...section(
      "Nearly",
      nearMisses.map((miss) => nearly(pack, miss)),
    ),
  ];
}

const section = (title: string, rows: string[][]): string[] =>
  rows.length === 0 ? [] : [`  ${title}`, ...aligned(rows).map((row) => `    ${row}`)];

const signs = { passed: "✓", failed: "✗", unknown: "?", "not looked at": " " };

function test(pack: Pack, { rule, fact, operator, saw, wanted, result }: Because): string[] {
  const seen = saw === undefined ? "not known" : shown(pack, fact, saw);
  const asked = wanted === undefined ? "" : shown(pack, fact, wanted);
  return [signs[result], label(pack, fact), seen, style("dim", `${inWords(operator)} ${asked}  (${rule})`)];
}

function nearly(pack: Pack, miss: Decision["nearMisses"][number]): string[] {
  const { outcome, differs } = miss;
  const changes = differs.map(({ fact, saw, wanted }) => {
    const now = saw === undefined ? "not known" : shown(pack, fact, saw);
    return `${label(pack, fact)} is ${now}${wanted === undefined ? "" : `, not ${shown(pack, fact, wanted)}`}`;
  });
  const fixed = isAdvice(pack.facts, miss) ? "" : style("dim", " (nobody can change that)");
  return [outcome, `${changes.join("; ")}${fixed}`];
}

/** "lessThanInclusive" reads "less than inclusive". */
const inWords = (operator: string): string =>
  operator.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
