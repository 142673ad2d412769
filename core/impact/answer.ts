import { score } from "../matching/score.ts";
import type { Amount } from "../program/duration.ts";
import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { Params, RuleSet } from "../program/rule-set.ts";
import { mandatoryOf } from "../program/weight.ts";
import { askable } from "../rules/decide.ts";
import { own } from "../rules/dictionary.ts";
import { WrongType } from "../rules/operators.ts";
import { settle } from "../rules/settle.ts";
import { aloneRuleSet } from "../rules/test.ts";
import type { Verdict } from "../rules/verdict.ts";
import type { Question } from "./question.ts";

/** What a program says to one question about somebody. `needs`: what must be asked first, when the outcome is "needs-info". */
export interface Answer {
  outcome: string;
  params: Params;
  all?: readonly string[];
  needs: readonly string[];
}

const needsInfo = "needs-info";
/** The one outcome of the constraints that lets a pair be. */
const possible = "possible";

/** `facts` have been derived. What we know may not fit a changed dictionary: that is an answer, too. */
export function answer(pack: Pack, question: Question | undefined, facts: Facts): Answer {
  if (!question) return plain("not decided");
  try {
    return answers[question.kind](pack, question as never, facts);
  } catch (error) {
    if (error instanceof WrongType) return plain("does not fit");
    throw error;
  }
}

/** Equal for two answers between which nobody could tell a difference. */
export const keyOf = ({ outcome, params, all, needs }: Answer): string =>
  `${outcome}|${Object.keys(params)
    .sort()
    .map((name) => `${name}=${params[name]}`)}|${all ?? ""}|${[...needs].sort()}`;

/** The rule set behind a question, and undefined where no rule is looked at. */
export function rulesBehind(pack: Pack, question: Question | undefined): RuleSet | undefined {
  if (!question) return undefined;
  if ("ruleSet" in question) return question.ruleSet;
  if (question.kind === "when" || question.kind === "counts")
    return question.conditions && aloneRuleSet(question.conditions);
  const { amount } = question;
  return typeof amount === "object" && "ruleSet" in amount ? pack.ruleSets[amount.ruleSet] : undefined;
}

type Of<K extends Question["kind"]> = Extract<Question, { kind: K }>;
const answers: { [K in Question["kind"]]: (pack: Pack, question: Of<K>, facts: Facts) => Answer } = {
  rules: (pack, { ruleSet }, facts) => decided(pack, ruleSet, facts),
  pair: (pack, { ruleSet }, facts) => paired(pack, ruleSet, facts),
  points: (pack, { ruleSet }, facts) => scored(pack, ruleSet, facts),
  when: (pack, { conditions }, facts) =>
    conditions ? comes(pack, aloneRuleSet(conditions), facts) : plain("happens"),
  amount: (pack, { amount }, facts) => lasts(pack, amount, facts),
  counts: (pack, { conditions }, facts) =>
    conditions
      ? inOtherWords(decided(pack, aloneRuleSet(conditions), facts), "counted", "not counted")
      : plain("counted"),
};

/** What is Mandatory forbids, whatever the points. */
function scored(pack: Pack, ruleSet: RuleSet, facts: Facts): Answer {
  const mandatory = mandatoryOf(ruleSet);
  const allowed = mandatory && paired(pack, mandatory, facts);
  if (allowed && allowed.outcome !== possible) return allowed;
  return { ...plain("points"), params: { points: score(pack, facts) } };
}

function decided(pack: Pack, ruleSet: RuleSet, facts: Facts): Answer {
  const { possible, needs } = settle(pack.facts, ruleSet, facts);
  return possible.length === 1 ? said(possible[0]!) : asks(pack, needs, facts);
}

/** A pair that every completion forbids is forbidden, whichever of the rules it will be. */
function paired(pack: Pack, ruleSet: RuleSet, facts: Facts): Answer {
  const { possible: verdicts, needs } = settle(pack.facts, ruleSet, facts);
  if (verdicts.every(allows)) return plain(possible);
  return verdicts.some(allows) ? asks(pack, needs, facts) : said(verdicts[0]!);
}

const allows = ({ outcome, all }: Verdict): boolean =>
  all === undefined || all.length === 0 ? outcome === possible : all.every((one) => one === possible);

const comes = (pack: Pack, alone: RuleSet, facts: Facts): Answer =>
  inOtherWords(decided(pack, alone, facts), "happens", "passed over");

const inOtherWords = (one: Answer, holds: string, otherwise: string): Answer =>
  one.outcome === needsInfo ? one : plain(one.outcome === "holds" ? holds : otherwise);

function lasts(pack: Pack, amount: Amount, facts: Facts): Answer {
  if (typeof amount === "string") return plain(amount);
  if ("fact" in amount) {
    const value = own(facts, amount.fact);
    return value === undefined ? asks(pack, [amount.fact], facts) : plain(String(value));
  }
  const one = decided(pack, pack.ruleSets[amount.ruleSet]!, facts);
  return one.outcome === needsInfo ? one : plain(String(one.params[amount.param] ?? "not set"));
}

const plain = (outcome: string): Answer => ({ outcome, params: {}, needs: [] });
const said = ({ outcome, params, all }: Verdict): Answer => ({
  outcome,
  params,
  ...(all && { all }),
  needs: [],
});
const asks = (pack: Pack, needs: string[], facts: Facts): Answer => ({
  ...plain(needsInfo),
  needs: askable(pack.facts, needs, facts),
});
