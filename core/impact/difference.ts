import * as z from "zod";
import type { Facts } from "../program/fact.ts";
import { FactValue } from "../program/known-value.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { canonicalJson } from "../program/version.ts";
import { comparisonInWords } from "../rules/analysis/words.ts";
import type { Test } from "../rules/compile.ts";
import { own } from "../rules/dictionary.ts";
import type { Looked } from "../rules/evaluate.ts";
import { WrongType } from "../rules/operators.ts";
import { outcomeWording, ruleWording } from "../rules/sentence.ts";
import { settle } from "../rules/settle.ts";
import { label, shown } from "../rules/wording.ts";
import { type Answer, rulesBehind } from "./answer.ts";
import type { Question } from "./question.ts";

/**
 * One thing that made a difference, with the sentence for coordinators. A condition says its fact, what was seen, what the
 * draft wants and what came of it there.
 */
export const Difference = z.lazy(() =>
  z.strictObject({
    rule: z.string().optional(),
    fact: z.string().optional(),
    saw: FactValue.optional(),
    wanted: FactValue.optional(),
    result: z.enum(["passed", "failed", "unknown"]).optional(),
    sentence: z.string(),
  }),
);
export type Difference = z.infer<typeof Difference>;

/** One version's side of a question about somebody, with what it says. */
export interface Side {
  pack: Pack;
  name: string;
  question: Question | undefined;
  facts: Facts;
  answer: Answer;
}

/** Why two versions say different things about the same person: the rules that fit here and not there, and what made them. */
export function differences(live: Side, draft: Side): Difference[] {
  const [was, will] = [partsOf(live), partsOf(draft)];
  const names = new Set([...was.keys(), ...will.keys()]);
  const found = [...names].flatMap((name) => ofRule(live, draft, was.get(name), will.get(name)));
  const all = [...found, ...ofNeeds(live, draft)];
  return all.length > 0 ? all : [otherwise(live, draft)];
}

/** A rule as one version looked at it. With first match only the rules up to the one that decides are `reached`. */
interface Part extends Looked {
  reached: boolean;
}

function partsOf({ pack, question, facts }: Side): Map<string, Part> {
  const ruleSet = rulesBehind(pack, question);
  const looked = ruleSet ? safely(pack, ruleSet, facts) : [];
  const first = ruleSet?.hitPolicy === "first match" ? looked.findIndex(({ truth }) => truth === true) : -1;
  const last = first < 0 ? looked.length : first;
  return new Map(looked.map((one, place) => [one.rule.name, { ...one, reached: place <= last }]));
}

function safely(pack: Pack, ruleSet: RuleSet, facts: Facts): Looked[] {
  try {
    return settle(pack.facts, ruleSet, facts).looked();
  } catch (error) {
    if (error instanceof WrongType) return [];
    throw error;
  }
}

/** Only a rule that fits, or might, on one of the two sides can have made a difference; of a condition alone, either answer. */
function ofRule(live: Side, draft: Side, was: Part | undefined, will: Part | undefined): Difference[] {
  const alone = standsAlone(live) || standsAlone(draft);
  if (!alone && !matters(was) && !matters(will)) return [];
  if (!will) return alone ? dropped(live, was!, undefined) : [gone(live, was!)];
  if (!was) return conditions(live, draft, [], will);
  if (was.truth !== will.truth) return conditions(live, draft, was.tests, will, was);
  if (was.reached && will.reached) return leadsElsewhere(draft, was, will);
  return will.reached
    ? [{ rule: will.rule.name, sentence: `${wordingOf(draft, will)}: this comes first now.` }]
    : [];
}

/** A condition with no rule around it makes a difference by not holding, too. */
const standsAlone = ({ question }: Side): boolean => question?.kind === "when" || question?.kind === "counts";

const matters = (one: Part | undefined): boolean => one?.reached === true && one.truth !== false;

/** The conditions that are new, or come out otherwise than before; a rule that has none of them fits for another reason. */
function conditions(live: Side, draft: Side, before: Test[], will: Part, was?: Part): Difference[] {
  const { rule, tests, results, truth } = will;
  const same = (test: Test) => before.findIndex((one) => idOf(one) === idOf(test));
  const telling = tests.flatMap((test, place) => {
    if (results[place] !== truth || was?.results[same(test)] === results[place]) return [];
    const counterpart = before.find(({ fact }) => fact === test.fact);
    return [condition(draft, rule.name, test, truth, counterpart && wants(live, counterpart))];
  });
  const all = [...telling, ...(was ? dropped(live, was, will) : [])];
  if (all.length > 0) return all;
  const what = truth === true ? "fits now" : truth === false ? "does not fit any more" : "may fit now";
  return [{ rule: rule.name, sentence: `${wordingOf(draft, will)}: ${what}.` }];
}

/** It fits on both sides, and leads elsewhere. */
function leadsElsewhere(draft: Side, was: Part, will: Part): Difference[] {
  if (was.truth !== true || canonicalJson(was.rule.event) === canonicalJson(will.rule.event)) return [];
  const { name, event } = will.rule;
  const params = Object.entries(event.params ?? {}).map(([param, value]) => `${param} ${value}`);
  const leads = [outcomeOf(draft, event.type), ...params].join(", ");
  return [{ rule: name, sentence: `${wordingOf(draft, will)}: this leads to ${leads} now.` }];
}

const gone = (live: Side, was: Part): Difference => ({
  rule: was.rule.name,
  sentence: `${wordingOf(live, was)}: this rule is gone.`,
});

/** Conditions of the live rule that the draft has no more and that had their part in it. */
function dropped(live: Side, was: Part, will: Part | undefined): Difference[] {
  return was.tests.flatMap((test, place) => {
    const kept = will?.tests.some(({ fact }) => fact === test.fact);
    if (kept || was.results[place] !== was.truth) return [];
    const saw = own(live.facts, test.fact);
    const sentence = `${seen(live, test)}: this is not looked at any more (before: ${wants(live, test)}).`;
    return [{ rule: was.rule.name, fact: test.fact, ...(saw !== undefined && { saw }), sentence }];
  });
}

function condition(
  side: Side,
  rule: string,
  test: Test,
  result: boolean | "unknown",
  before: string | undefined,
): Difference {
  const saw = own(side.facts, test.fact);
  const wanted = test.wanted(side.facts);
  const was = before ? ` (before: ${before})` : "";
  return {
    rule,
    fact: test.fact,
    ...(saw !== undefined && { saw }),
    ...(wanted !== undefined && { wanted }),
    result: result === "unknown" ? "unknown" : result ? "passed" : "failed",
    sentence: `${seen(side, test)}; asked now: ${wants(side, test)}${was}.`,
  };
}

function ofNeeds(live: Side, draft: Side): Difference[] {
  const [was, will] = [live.answer.needs, draft.answer.needs];
  const more = will.filter((fact) => !was.includes(fact));
  const fewer =
    will.length > 0 || live.answer.outcome === "needs-info" ? was.filter((fact) => !will.includes(fact)) : [];
  return [
    ...more.map((fact) => ({
      fact,
      result: "unknown" as const,
      sentence: `We must ask now: ${label(draft.pack, fact)}.`,
    })),
    ...fewer.map((fact) => ({ fact, sentence: `We need not ask any more: ${label(live.pack, fact)}.` })),
  ];
}

function otherwise(live: Side, draft: Side): Difference {
  const said = (side: Side) => outcomeOf(side, side.answer.outcome);
  if (draft.answer.outcome === "does not fit")
    return { sentence: "What we know does not fit the new rules." };
  return { sentence: `Where no rule fits: ${said(draft)} now (before: ${said(live)}).` };
}

const seen = (side: Side, { fact }: Test): string => {
  const saw = own(side.facts, fact);
  return `${label(side.pack, fact)}: ${saw === undefined ? "not known" : shown(side.pack, fact, saw)}`;
};

const wants = ({ pack }: Side, test: Test): string => comparisonInWords(pack, test);

/** A step's own condition has no name that people know. */
function wordingOf({ pack, name, question }: Side, { rule }: Part): string {
  if (question?.kind === "counts") return "What this indicator asks";
  if (!question || !("ruleSet" in question)) return "The condition of this step";
  return ruleWording({ pack, ruleSet: name }, rule.name);
}

const outcomeOf = ({ pack, name }: Side, outcome: string): string =>
  outcomeWording({ pack, ruleSet: name }, outcome);

const idOf = ({ fact, operator, value, limit }: Test): string =>
  canonicalJson([fact, operator, value, limit]);
