import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { own } from "./dictionary.ts";
import type { Looked } from "./evaluate.ts";
import type { Verdict } from "./verdict.ts";
import { pointsOf } from "./verdict.ts";
import { label, shown, staffWording, wording } from "./wording.ts";

export interface Said {
  pack: Pack;
  ruleSet: string;
  looked: Looked[];
  facts: Facts;
}

/** For the coordinator: the outcome, the reason in the program's words, and what was seen. */
export function coordinatorSentence(said: Said, verdict: Verdict): string {
  if (verdict.outcome === "review") return reviewSentence(said, verdict);
  if (said.pack.ruleSets[said.ruleSet]!.hitPolicy === "sum of points") return pointsSentence(said, verdict);
  return `${verdictWording(said, verdict)}: ${reasons(said, verdict)}${seen(said, verdict)}.`;
}

/** What we must ask, and what it could still come to. */
export function missingSentence(said: Said, needs: string[], possible: Verdict[]): string {
  const labels = needs.map((fact) => label(said.pack, fact)).join(", ");
  const outcomes = [...new Set(possible.map((verdict) => verdictWording(said, verdict)))];
  const between = outcomes.length > 1 ? ` It could be: ${outcomes.join("; or ")}.` : "";
  return `We do not know yet: ${labels}.${between}`;
}

/**
 * For the participant: only what the program wrote for them, in their language. There is no fallback to the coordinator's
 * words, which may name a target group.
 */
export function participantSentence(pack: Pack, ruleSet: string, outcome: string, language?: string): string {
  const languages = [...(language ? [language] : []), ...pack.program.languages.participants.slice(0, 1)];
  return wording(pack, languages, `outcomes.${ruleSet}.${outcome}.participant`) ?? "";
}

export const outcomeWording = ({ pack, ruleSet }: Pick<Said, "pack" | "ruleSet">, outcome: string): string =>
  bare(staffWording(pack, `outcomes.${ruleSet}.${outcome}`) ?? outcome);

export const ruleWording = ({ pack, ruleSet }: Pick<Said, "pack" | "ruleSet">, rule: string): string =>
  bare(staffWording(pack, `because.${ruleSet}.${rule}`) ?? `rule "${rule}"`);

const verdictWording = (said: Said, { outcome, all }: Verdict): string =>
  (all?.length ? all : [outcome]).map((one) => outcomeWording(said, one)).join(" and ");

function reasons(said: Said, verdict: Verdict): string {
  if (verdict.rules.length > 0)
    return verdict.rules.map((rule) => ruleWording(said, said.looked[rule]!.rule.name)).join("; ");
  const open = said.looked.some(({ truth }) => truth === "unknown");
  if (open) return "what we do not know yet makes no difference";
  return bare(staffWording(said.pack, `because.${said.ruleSet}.otherwise`) ?? "no rule fits");
}

/** Nothing fits, a rule itself asks for a person, or more rules fit than may. */
function reviewSentence(said: Said, verdict: Verdict): string {
  if (said.pack.ruleSets[said.ruleSet]!.hitPolicy !== "exactly one" || verdict.rules.length < 2)
    return `A coordinator decides: ${reasons(said, verdict)}${seen(said, verdict)}.`;
  const fitting = verdict.rules.map((rule) => said.looked[rule]!.rule);
  const each = fitting.map(
    ({ name, event }) => `${outcomeWording(said, event.type)} (${ruleWording(said, name)})`,
  );
  return `More than one rule fits, so a coordinator decides: ${each.join("; ")}.`;
}

function pointsSentence(said: Said, verdict: Verdict): string {
  const rules = verdict.rules.map((rule) => said.looked[rule]!.rule);
  if (
    verdict.params.points === undefined ||
    verdict.outcome === said.pack.ruleSets[said.ruleSet]!.mandatory?.type
  )
    return `${outcomeWording(said, verdict.outcome)}, because this is needed: ${rules.map(({ name }) => ruleWording(said, name)).join("; ")}.`;
  const each = rules
    .filter(({ weight }) => weight !== "Mandatory")
    .map((rule) => `${ruleWording(said, rule.name)} (${pointsOf(rule)})`);
  return `${outcomeWording(said, verdict.outcome)}, ${verdict.params.points} points: ${each.join("; ") || "no rule fits"}.`;
}

/** The facts that made the fitting rules fit. */
function seen({ pack, looked, facts }: Said, verdict: Verdict): string {
  const passed = verdict.rules.flatMap((rule) => {
    const { tests, results } = looked[rule]!;
    return tests.filter((_, test) => results[test] === true).map(({ fact }) => fact);
  });
  const each = [...new Set(passed)].map(
    (fact) => `${label(pack, fact)}: ${shown(pack, fact, own(facts, fact)!)}`,
  );
  return each.length > 0 ? ` (${each.join("; ")})` : "";
}

/** Without the full stop, to stand inside a sentence. */
const bare = (text: string): string => text.replace(/\.\s*$/, "");
