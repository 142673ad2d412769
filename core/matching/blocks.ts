import type { Facts, FactValue } from "../program/fact.ts";
import { possible } from "../program/outcomes.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { type CompiledRule, compile } from "../rules/compile.ts";
import { factsOf, lookAt } from "../rules/evaluate.ts";
import { matchingOf, type Standing } from "./candidate.ts";
import { constraintsOf } from "./eligibility.ts";

/** Mentees, and the mentors who are looked at with each of them, by their places in line. */
export interface Block {
  mentees: number[];
  mentors: number[];
}

/** Fewer pairs than these are looked at soon enough. */
const worthIt = 4_000_000;
/** What many people say differently, such as a day of birth, divides them into too many kinds. */
const mostKinds = 300;
/** A rule that keeps fewer pairs apart than this is not worth the trouble. */
const leastShare = 0.2;

/**
 * Divides a large round so that pairs are not looked at which one rule forbids in any case: the rule that forbids the most by facts
 * of few values, such as languages or a region. Who says nothing of them is in every block, and so is a mentor with a past.
 */
export function blocksOf(
  pack: Pack,
  { mentees, mentors }: Record<"mentees" | "mentors", Standing[]>,
  from = worthIt,
): Block[] {
  const everybody = { mentees: [...mentees.keys()], mentors: [...mentors.keys()] };
  if (mentees.length * mentors.length < from) return [everybody];
  const divisions = constraintsOf(pack)
    .flatMap((ruleSet) => surelyForbidding(ruleSet).map((rule) => ({ ...ruleSet, rules: [rule] })))
    .map((ruleSet) => division(pack, compile(pack.facts, ruleSet), mentees, mentors))
    .filter((each) => each !== undefined);
  const best = divisions.reduce<Division | undefined>(
    (most, one) => (one.share > (most?.share ?? leastShare) ? one : most),
    undefined,
  );
  return best?.blocks() ?? [everybody];
}

/** The rules that forbid a pair whatever the others say, when they hold. */
function surelyForbidding({ hitPolicy, rules }: RuleSet): RuleSet["rules"] {
  const forbids = ({ event }: RuleSet["rules"][number]) => event.type !== possible;
  if (hitPolicy === "all that match") return rules.filter(forbids);
  if (hitPolicy !== "first match") return [];
  const allowing = rules.findIndex((rule) => !forbids(rule));
  return allowing < 0 ? rules : rules.slice(0, allowing);
}

interface Division {
  /** Of all pairs, those that are not looked at. */
  share: number;
  blocks(): Block[];
}

function division(
  pack: Pack,
  rules: CompiledRule[],
  mentees: Standing[],
  mentors: Standing[],
): Division | undefined {
  const refs = [...new Set(rules.flatMap(({ tests }) => tests.flatMap(factsOf)))];
  const roles = matchingOf(pack);
  const of = (role: string) => refs.filter((ref) => ref.startsWith(`${role}.`));
  const [hers, his] = [of(roles.mentee), of(roles.mentor)];
  if (hers.length + his.length < refs.length) return undefined;
  const [seeking, sought] = [kindsOf(mentees, hers), kindsOf(mentors, his)];
  if (seeking.length > mostKinds || sought.length > mostKinds) return undefined;
  const apart = (one: Kind, other: Kind) =>
    lookAt(rules, { ...one.says, ...other.says }).some(({ truth }) => truth === true);
  const open = seeking.map((one) => sought.filter((other) => !apart(one, other)));
  const looked = seeking.reduce(
    (sum, { who }, kind) => sum + who.length * open[kind]!.reduce((all, other) => all + other.who.length, 0),
    0,
  );
  const past = mentors.flatMap((mentor, place) => (mentor.with.size > 0 ? [place] : []));
  return {
    share: 1 - looked / (mentees.length * mentors.length),
    blocks: () =>
      seeking.map(({ who }, kind) => ({
        mentees: who,
        mentors: [...new Set([...open[kind]!.flatMap((other) => other.who), ...past])].sort((a, b) => a - b),
      })),
  };
}

/** People who say the same of some facts. */
interface Kind {
  says: Facts;
  who: number[];
}

function kindsOf(people: Standing[], refs: string[]): Kind[] {
  const kinds = new Map<string, Kind>();
  people.forEach(({ facts }, place) => {
    const known = refs.filter((ref) => Object.hasOwn(facts, ref));
    const says = Object.fromEntries(known.map((ref) => [ref, facts[ref] as FactValue]));
    const name = JSON.stringify(says);
    const kind = kinds.get(name) ?? { says, who: [] };
    kind.who.push(place);
    kinds.set(name, kind);
  });
  return [...kinds.values()];
}
