import { factsIn } from "../program/conditions.ts";
import type { Amount } from "../program/duration.ts";
import type { Pack } from "../program/pack.ts";
import type { Conditions, RuleSet } from "../program/rule-set.ts";
import type { JourneyDefinition, Step, Track } from "../program/step.ts";
import { partsOf } from "../rules/dictionary.ts";

import { match, rolesIn } from "./subject.ts";

/**
 * Something that a program decides by rules: a rule set, whether a step comes at all, how well two fit, how long something is, and
 * whether somebody is counted.
 */
export type Question =
  | { kind: "rules"; ruleSet: RuleSet }
  | { kind: "pair"; ruleSet: RuleSet }
  | { kind: "points"; ruleSet: RuleSet }
  | { kind: "when"; conditions: Conditions | undefined }
  | { kind: "amount"; amount: Amount }
  | { kind: "counts"; conditions: Conditions | undefined; status: string | undefined };

/** What a program decides about a role, by the name that people find it under: "routing", "mentee: specialist". */
export function questionsOf(pack: Pack, role: string): Map<string, Question> {
  return new Map([
    ...ruleSetsOf(pack, role).map((name) => [name, askedBy(pack, name)] as const),
    ...journeysOf(pack, role).flatMap((name) => stepQuestions(name, pack.journeys[name]!)),
    ...indicatorsOf(pack, role),
  ]);
}

/** Every question of a program by its name, whoever it is asked about. */
export const allQuestions = (pack: Pack): Map<string, Question> =>
  new Map([...Object.keys(pack.program.roles), match].flatMap((role) => [...questionsOf(pack, role)]));

/** What an indicator is called among the questions. */
export const indicatorName = (id: string): string => `indicators: ${id}`;

export const isIndicator = (name: string): boolean => name.startsWith(indicatorName(""));

function indicatorsOf({ indicators }: Pack, role: string): [string, Question][] {
  return (indicators?.indicators ?? []).flatMap(({ id, counts }): [string, Question][] => {
    if (counts === "by hand" || counts.role !== role) return [];
    const { conditions, status } = counts;
    return [[indicatorName(id), { kind: "counts", conditions, status }]];
  });
}

function askedBy({ ruleSets, program }: Pack, name: string): Question {
  const kind =
    name === program.matching?.constraints ? "pair" : name === program.matching?.scores ? "points" : "rules";
  return { kind, ruleSet: ruleSets[name]! };
}

/** Those that the role's journey names, and those that no journey names and that look at this role's facts. */
function ruleSetsOf(pack: Pack, role: string): string[] {
  const { matching } = pack.program;
  const forPairs = matching ? [matching.constraints, matching.scores] : [];
  const named = new Set([...Object.values(pack.journeys).flatMap(namedIn), ...forPairs]);
  const own = new Set(journeysOf(pack, role).flatMap((name) => namedIn(pack.journeys[name]!)));
  const sets = Object.keys(pack.ruleSets);
  return sets.filter((name) => {
    if (forPairs.includes(name)) return role === match;
    return named.has(name) ? own.has(name) : looksAt(pack, name, role);
  });
}

function looksAt(pack: Pack, ruleSet: string, role: string): boolean {
  const refs = pack.ruleSets[ruleSet]!.rules.flatMap((rule) => factsIn(rule.conditions)).map(partsOf);
  if (refs.some(({ side }) => side !== "")) return role === match;
  return (
    rolesIn(pack).includes(role) &&
    refs.every(({ name }) => pack.facts.facts[name]?.roles?.includes(role) ?? true)
  );
}

const journeysOf = ({ journeys }: Pack, role: string): string[] =>
  Object.keys(journeys).filter((name) => journeys[name]!.role === role);

const stepsOf = ({ stages, tracks }: JourneyDefinition): Step[] =>
  [...stages, ...tracks].flatMap(({ steps }) => steps);

const amountIn = (part: Step | Track): Amount | undefined => {
  if (!("do" in part)) return part.every;
  return part.do === "wait" && part.for !== "match over" ? part.for : undefined;
};

function namedIn(journey: JourneyDefinition): string[] {
  const amounts = [...stepsOf(journey), ...journey.tracks].map(amountIn);
  return [
    ...stepsOf(journey).flatMap((step) => (step.do === "decide" ? [step.ruleSet] : [])),
    ...amounts.flatMap((amount) =>
      typeof amount === "object" && "ruleSet" in amount ? [amount.ruleSet] : [],
    ),
  ];
}

function stepQuestions(name: string, journey: JourneyDefinition): [string, Question][] {
  return [...stepsOf(journey), ...journey.tracks].flatMap((part): [string, Question][] => {
    const amount = amountIn(part);
    return [
      [`${name}: ${part.id}`, { kind: "when", conditions: part.when }],
      ...(amount === undefined
        ? []
        : [[`${name}: ${part.id}, how long`, { kind: "amount", amount }] as [string, Question]]),
    ];
  });
}
