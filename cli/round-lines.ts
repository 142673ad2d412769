import type { Round } from "#core/matching/round.ts";
import { aligned, count, style } from "./print.ts";

/** A matching round as a coordinator reads it: pairs with their reasons, then who is left over and why. */
export function roundLines({ pairs, unmatched, total, review }: Round): string[] {
  return [
    style("bold", `${count(pairs.length, "pair")}, ${count(total, "point")} in all`),
    ...pairs.flatMap(pairLines),
    ...section(
      "Without a match",
      unmatched.map(({ id, role, why }) => [id, role, reasonsOf(why)]),
    ),
    ...section(
      "Perhaps, once we know more",
      review.map(({ mentor, mentee, sentence }) => [`${mentee} with ${mentor}`, sentence]),
    ),
  ];
}

/** Each reason once, with those whom it is about. */
function reasonsOf(why: Round["unmatched"][number]["why"]): string {
  const about = new Map<string, string[]>();
  for (const { candidate, sentence } of why)
    about.set(sentence, [...(about.get(sentence) ?? []), ...(candidate === undefined ? [] : [candidate])]);
  return [...about]
    .map(([sentence, candidates]) =>
      [candidates.join(", "), sentence].filter((words) => words !== "").join(": "),
    )
    .join(" ");
}

const signs = { passed: "✓", failed: "✗", unknown: "?" };

function pairLines({ mentor, mentees, score, because }: Round["pairs"][number]): string[] {
  const reasons = because.map(({ result, sentence, points }) => [
    signs[result],
    sentence,
    count(points, "point"),
  ]);
  return [
    "",
    `${style("bold", `${mentees.join(", ")} with ${mentor}`)}  (${count(score, "point")})`,
    ...indented(reasons),
  ];
}

const section = (title: string, rows: string[][]): string[] =>
  rows.length === 0 ? [] : ["", title, ...indented(rows)];

const indented = (rows: string[][]): string[] => aligned(rows).map((row) => `  ${row}`);
