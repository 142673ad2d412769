import { phrase } from "../messages/phrase.ts";
import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { Decision } from "./decision.ts";
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
  /** Of the reader; else that of the program's staff. */
  language?: string | undefined;
}

/** For the coordinator: the outcome, the reason in the program's words, and what was seen. */
export function coordinatorSentence(said: Said, verdict: Verdict): string {
  if (verdict.outcome === "review") return reviewSentence(said, verdict);
  if (said.pack.ruleSets[said.ruleSet]!.hitPolicy === "sum of points") return pointsSentence(said, verdict);
  return `${verdictWording(said, verdict)}: ${reasons(said, verdict)}${seen(said, verdict)}.`;
}

/** What we must ask, and what it could still come to. */
export function missingSentence(
  said: Speaking,
  needs: readonly string[],
  couldBe: Decision["couldBe"] = [],
): string {
  const facts = needs.map((fact) => label(said.pack, fact, said.language)).join(", ");
  const outcomes = [...new Set(couldBe.map((one) => verdictWording(said, one)))];
  const missing = say(said, "missing", { facts });
  if (outcomes.length < 2) return missing;
  return `${missing} ${say(said, "could-be", { outcomes: outcomes.join(say(said, "or")) })}`;
}

/**
 * For the participant: only what the program wrote for them, in their language. There is no fallback to the coordinator's
 * words, which may name a target group.
 */
export function participantSentence(pack: Pack, ruleSet: string, outcome: string, language?: string): string {
  const languages = [...(language ? [language] : []), ...pack.program.languages.participants.slice(0, 1)];
  return wording(pack, languages, `outcomes.${ruleSet}.${outcome}.participant`) ?? "";
}

type Speaking = Pick<Said, "pack" | "ruleSet" | "language">;

export const outcomeWording = ({ pack, ruleSet, language }: Speaking, outcome: string): string =>
  bare(staffWording(pack, `outcomes.${ruleSet}.${outcome}`, language) ?? outcome);

export const ruleWording = (speaking: Speaking, rule: string): string =>
  bare(
    staffWording(speaking.pack, `because.${speaking.ruleSet}.${rule}`, speaking.language) ??
      say(speaking, "rule", { rule }),
  );

/** The house's own words around those of the program; a program may say them its own way, in its own language. */
export function say(
  { pack, language }: Pick<Said, "pack" | "language">,
  key: string,
  args: Record<string, string> = {},
): string {
  return phrase(language ?? pack.program.languages.staff[0]!, `receipt.${key}`, args, pack);
}

export const verdictWording = (said: Speaking, { outcome, all }: Pick<Verdict, "outcome" | "all">): string =>
  (all?.length ? all : [outcome]).map((one) => outcomeWording(said, one)).join(say(said, "and"));

function reasons(said: Said, verdict: Verdict): string {
  if (verdict.rules.length > 0)
    return verdict.rules.map((rule) => ruleWording(said, said.looked[rule]!.rule.name)).join("; ");
  const open = said.looked.some(({ truth }) => truth === "unknown");
  if (open) return say(said, "no-difference");
  return bare(
    staffWording(said.pack, `because.${said.ruleSet}.otherwise`, said.language) ?? say(said, "no-rule"),
  );
}

/** Nothing fits, a rule itself asks for a person, or more rules fit than may. */
function reviewSentence(said: Said, verdict: Verdict): string {
  if (said.pack.ruleSets[said.ruleSet]!.hitPolicy !== "exactly one" || verdict.rules.length < 2)
    return say(said, "review", { reasons: `${reasons(said, verdict)}${seen(said, verdict)}` });
  const fitting = verdict.rules.map((rule) => said.looked[rule]!.rule);
  const each = fitting.map(
    ({ name, event }) => `${outcomeWording(said, event.type)} (${ruleWording(said, name)})`,
  );
  return say(said, "more-than-one", { rules: each.join("; ") });
}

function pointsSentence(said: Said, verdict: Verdict): string {
  const rules = verdict.rules.map((rule) => said.looked[rule]!.rule);
  const outcome = outcomeWording(said, verdict.outcome);
  if (verdict.outcome === said.pack.ruleSets[said.ruleSet]!.mandatory?.type)
    return say(said, "needed", {
      outcome,
      rules: rules.map(({ name }) => ruleWording(said, name)).join("; "),
    });
  const each = rules
    .filter(({ weight }) => weight !== "Mandatory")
    .map((rule) => `${ruleWording(said, rule.name)} (${pointsOf(rule)})`);
  return say(said, "points", {
    outcome,
    points: String(verdict.params.points),
    rules: each.join("; ") || say(said, "no-rule"),
  });
}

/** The facts that made the fitting rules fit. */
function seen({ pack, looked, facts, language }: Said, verdict: Verdict): string {
  const passed = verdict.rules.flatMap((rule) => {
    const { tests, results } = looked[rule]!;
    return tests.filter((_, test) => results[test] === true).map(({ fact }) => fact);
  });
  const each = [...new Set(passed)].map(
    (fact) => `${label(pack, fact, language)}: ${shown(pack, fact, own(facts, fact)!, language)}`,
  );
  return each.length > 0 ? ` (${each.join("; ")})` : "";
}

/** Without the full stop, to stand inside a sentence. */
const bare = (text: string): string => text.replace(/\.\s*$/, "");
