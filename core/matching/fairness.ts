import * as z from "zod";
import { countable } from "../program/check-matching.ts";
import type { Fact } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { type Candidate, line, matchingOf, type Standing } from "./candidate.ts";
import { type Forbids, forbidding } from "./forbidding.ts";
import type { Round } from "./round.ts";

const Share = z.strictObject({
  rule: z.string(),
  sentence: z.string(),
  here: z.number(),
  elsewhere: z.number(),
});

/**
 * How a round went for people who differ in a fact: numbers only, and nothing is corrected by them. Of fewer people than `smallest`
 * no figure is given: they are counted together as "others", and where even those are too few, with the smallest group that is left.
 */
export const Fairness = z.strictObject({
  smallest: z.number(),
  facts: z.array(
    z.strictObject({
      role: z.string(),
      fact: z.string(),
      groups: z.array(
        z.strictObject({
          /** A value of the fact, "not known", or "others". */
          value: z.string(),
          people: z.number(),
          matched: z.number(),
          /** From 0 to 1. */
          rate: z.number(),
          /** Mean points of those who were matched; null when nobody was. */
          score: z.number().nullable(),
          /** Mean days that they have waited on the day of the round; null when nobody says since when. */
          waitingDays: z.number().nullable(),
        }),
      ),
      /** Where the rates differ: the group with the lowest, and the rule that forbids its pairs so much more often than the others'. */
      lowest: z.strictObject({ value: z.string(), behind: z.number(), because: Share.optional() }).optional(),
    }),
  ),
});
export type Fairness = z.infer<typeof Fairness>;
type FactReport = Fairness["facts"][number];

/** So many pairs are asked of each rule at most; of more people on the other side, some that stand evenly among them. */
const mostPairs = 2_000_000;

/** `round` is what the reader sees of it; the shares of pairs that a rule forbids are from 0 to 1. */
export function fairness(
  pack: Pack,
  round: Round,
  people: { mentees: Candidate[]; mentors: Candidate[] },
  on: string,
): Fairness {
  const { mentee, mentor, fairness: wanted } = matchingOf(pack);
  const smallest = wanted?.smallest ?? 5;
  const stand = (role: string, all: Candidate[]) => line(pack, role, all, on).filter(hasRoom);
  const points = pointsIn(round, { mentor, mentee });
  const sides = [stand(mentee, people.mentees), stand(mentor, people.mentors)] as const;
  const facts = [mentee, mentor].flatMap((role, side) => {
    const [own, others] = [sides[side]!, sides[1 - side]!];
    const counted = own.map((one) => count(points.get(`${role} ${one.id}`), one, on));
    let forbids: Forbids[] | undefined;
    const asked = () => {
      forbids ??= forbidding(pack, own, some(others, own.length));
      return { forbids, others: some(others, own.length).length };
    };
    return factsFor(pack, role).flatMap((fact) => reportOf({ role, fact, own, counted, smallest }, asked));
  });
  return { smallest, facts };
}

const hasRoom = ({ capacity }: Standing): boolean => capacity > 0;

/** As many of them as can be asked, standing evenly. */
function some(others: Standing[], own: number): Standing[] {
  const step = Math.max(1, Math.ceil((others.length * own) / mostPairs));
  return others.filter((_, place) => place % step === 0);
}

/** What a role may be counted by: what the program names, else every ordinary fact with a few values. */
function factsFor(pack: Pack, role: string): string[] {
  const { fairness: wanted } = matchingOf(pack);
  const has = (fact: Fact) =>
    fact.about === "person" && (fact.roles === undefined || fact.roles.includes(role));
  const named = wanted?.facts ?? Object.keys(pack.facts.facts);
  return named.filter((name) => {
    const fact = pack.facts.facts[name];
    return fact !== undefined && has(fact) && fact.kind === "ordinary" && countable.includes(fact.type);
  });
}

interface Counted {
  matched: boolean;
  points: number;
  days: number | undefined;
}

/** The points of everybody who has somebody, by role and id. */
function pointsIn({ pairs }: Round, roles: { mentor: string; mentee: string }): Map<string, number> {
  const points = new Map<string, number>();
  const add = (name: string, more: number) => points.set(name, (points.get(name) ?? 0) + more);
  for (const { mentor, mentees, because } of pairs) {
    add(`${roles.mentor} ${mentor}`, 0);
    for (const mentee of mentees) add(`${roles.mentee} ${mentee}`, 0);
    for (const each of because) {
      add(`${roles.mentor} ${mentor}`, each.points);
      add(`${roles.mentee} ${each.mentee}`, each.points);
    }
  }
  return points;
}

function count(points: number | undefined, { waitingSince }: Standing, on: string): Counted {
  const since = Date.parse(waitingSince.slice(0, 10));
  const waited = Math.max(0, Math.round((Date.parse(on) - since) / 86_400_000));
  return {
    matched: points !== undefined,
    points: points ?? 0,
    days: waitingSince === "9999" || Number.isNaN(since) ? undefined : waited,
  };
}

interface Asked {
  role: string;
  fact: string;
  own: Standing[];
  counted: Counted[];
  smallest: number;
}

function reportOf(
  { role, fact, own, counted, smallest }: Asked,
  asked: () => { forbids: Forbids[]; others: number },
): FactReport[] {
  const slices = safe(slicesOf(own, `${role}.${fact}`), smallest);
  if (slices.length < 2) return [];
  const groups = slices.map(({ value, places }) => {
    const all = places.map((place) => counted[place]!);
    return figures(value, all);
  });
  const rates = groups.map(({ rate }) => rate);
  const behind = Math.max(...rates) - Math.min(...rates);
  if (behind === 0) return [{ role, fact, groups }];
  const { value, places } = slices[rates.indexOf(Math.min(...rates))]!;
  const because = ruleBehind(new Set(places), own.length, asked());
  return [{ role, fact, groups, lowest: { value, behind, ...(because && { because }) } }];
}

/** People who say the same, by their places. A program's own value may be called as those of whom it is not known. */
interface Slice {
  value: string;
  places: number[];
}

function slicesOf(own: Standing[], ref: string): Slice[] {
  const byValue = new Map<string, Slice>();
  const unknown: Slice = { value: "not known", places: [] };
  for (const [place, { facts }] of own.entries()) {
    const said = facts[ref];
    if (said === undefined) unknown.places.push(place);
    for (const value of said === undefined ? [] : [said].flat().map(String)) {
      const slice = byValue.get(value) ?? { value, places: [] };
      byValue.set(value, slice);
      slice.places.push(place);
    }
  }
  const known = [...byValue.values()].sort((one, other) => (one.value < other.value ? -1 : 1));
  return unknown.places.length > 0 ? [...known, unknown] : known;
}

/** No slice is shown that is smaller than this; the small ones together, or with the smallest of the rest. */
function safe(slices: Slice[], smallest: number): Slice[] {
  const bySize = slices.toSorted((one, other) => one.places.length - other.places.length);
  const others = new Set<number>();
  const isShown = ({ places }: Slice) =>
    places.length >= smallest && (others.size === 0 || others.size >= smallest);
  while (bySize.length > 0 && !isShown(bySize[0]!))
    for (const place of bySize.shift()!.places) others.add(place);
  const shown = slices.filter((slice) => bySize.includes(slice));
  return others.size >= smallest ? [...shown, { value: "others", places: [...others] }] : shown;
}

function figures(value: string, all: Counted[]): FactReport["groups"][number] {
  const matched = all.filter((one) => one.matched);
  const mean = (numbers: number[]) =>
    numbers.length === 0 ? null : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  return {
    value,
    people: all.length,
    matched: matched.length,
    rate: matched.length / all.length,
    score: mean(matched.map(({ points }) => points)),
    waitingDays: mean(all.flatMap(({ days }) => days ?? [])),
  };
}

/** The rule that forbids this group's pairs most beyond what it forbids everybody else's. */
function ruleBehind(
  group: Set<number>,
  people: number,
  { forbids, others }: { forbids: Forbids[]; others: number },
): z.infer<typeof Share> | undefined {
  const rest = people - group.size;
  if (others === 0 || rest === 0) return undefined;
  const shares = forbids.map(({ rule, sentence, counts }) => {
    let [here, all] = [0, 0];
    counts.forEach((each, place) => {
      all += each;
      if (group.has(place)) here += each;
    });
    return { rule, sentence, here: here / (group.size * others), elsewhere: (all - here) / (rest * others) };
  });
  const [worst] = shares.sort((a, b) => b.here - b.elsewhere - (a.here - a.elsewhere));
  return worst && worst.here > worst.elsewhere ? worst : undefined;
}
