import type { Change, Impact } from "#core/impact/impact.ts";
import { touched } from "#core/impact/impact.ts";
import { isIndicator } from "#core/impact/question.ts";
import type { Subject } from "#core/impact/subject.ts";
import type { Pack } from "#core/program/pack.ts";
import { outcomeWording } from "#core/rules/sentence.ts";
import { staffWording } from "#core/rules/wording.ts";
import { count, style } from "./print.ts";

/** So many people are named for each thing that is decided. */
const mostNames = 20;

interface Versions {
  live: Pack;
  draft: Pack;
}

/** What a change would do, as a coordinator reads it: how many, from what to what, then who and why. */
export function impactLines(
  versions: Versions,
  subjects: readonly Subject[],
  { changed, unchanged, counted, leftOut, hidden }: Impact,
): string[] {
  const closed = hidden.map((name) => titleOf(versions.draft, name)).join(", ");
  const notCompared = closed && `Not compared, for it looks at what you may not see: ${closed}.`;
  const people = touched(subjects, { unchanged });
  const all = count(people + unchanged, "person", "people");
  if (people === 0 && leftOut === 0)
    return [`Nobody would change, of ${all}.`, ...(closed ? [notCompared] : [])];
  const names = new Map(subjects.map(({ id, name = id }) => [id, name]));
  const groups = [...Map.groupBy(changed, ({ ruleSet }) => ruleSet)];
  return [
    style("bold", `${people} of ${all} would change.`),
    ...groups.flatMap(([ruleSet, changes]) => groupLines(versions, ruleSet, changes, names)),
    ...(counted.length === 0 ? [] : ["", style("bold", "Counted by indicators")]),
    ...counted.map((one) => countedLine(versions, one)),
    ...(leftOut === 0
      ? []
      : [
          "",
          `${count(leftOut, "more possible pair", "more possible pairs")} would change, or may: too many to name.`,
        ]),
    ...(closed ? ["", notCompared] : []),
  ];
}

function countedLine({ draft }: Versions, { indicator, before, after }: Impact["counted"][number]): string {
  const said = (number: number | null) => (number === null ? "not counted by rules" : String(number));
  return `  ${staffWording(draft, `indicators.${indicator}`) ?? indicator}: ${said(before)} → ${said(after)}`;
}

function groupLines(
  versions: Versions,
  ruleSet: string,
  changes: Change[],
  names: Map<string, string>,
): string[] {
  const ways = [
    ...Map.groupBy(
      changes,
      (change) =>
        `${wording(versions.live, ruleSet, change.from)} → ${wording(versions.draft, ruleSet, change.to)}`,
    ),
  ];
  ways.sort(([, one], [, other]) => other.length - one.length);
  const shown = changes.slice(0, mostNames);
  const more = changes.length - shown.length;
  return [
    "",
    `${style("bold", titleOf(versions.draft, ruleSet))}: ${changes.length}`,
    ...ways.map(([way, theirs]) => `  ${theirs.length}  ${way}`),
    ...shown.flatMap((change) => changeLines(versions, change, names)),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function changeLines(
  { live, draft }: Versions,
  { id, ruleSet, from, to, because }: Change,
  names: Map<string, string>,
): string[] {
  const name =
    names.get(id) ??
    id
      .split(" + ")
      .map((one) => names.get(one) ?? one)
      .join(" + ");
  return [
    `  ${style("bold", name)}  ${wording(live, ruleSet, from)} → ${wording(draft, ruleSet, to)}`,
    ...because.map(({ sentence }) => `    ${sentence}`),
  ];
}

/** What a rule set decides, in the program's words. */
const titleOf = (pack: Pack, ruleSet: string): string => {
  const decides = pack.ruleSets[ruleSet]?.decides;
  if (isIndicator(ruleSet)) return staffWording(pack, ruleSet.replace(": ", ".")) ?? ruleSet;
  return (decides && staffWording(pack, `facts.${decides}`)) ?? ruleSet;
};

/** An outcome in the program's words, with whatever is said beside it: "Light support (group 9)". */
function wording(pack: Pack, ruleSet: string, outcome: string): string {
  if (outcome === "needs-info") return "we must ask first";
  const [own, beside = ""] = outcome.split(/(?= \()/);
  return `${outcomeWording({ pack, ruleSet }, own!)}${beside}`;
}
