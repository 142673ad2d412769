import type { Standing } from "../candidate.ts";
import { type Coded, coded, likeness, shared } from "./likeness.ts";

export interface Wished {
  size: { from: number; to: number };
  /** Facts as rules name them. */
  alike: readonly string[];
  inCommon: readonly string[];
}

interface Forming {
  wished: Wished;
  alike: Coded;
  common: Coded;
}

interface Growing {
  members: number[];
  common: Uint32Array[];
}

/**
 * Groups of people who want similar things. Each begins with whoever has waited longest, and whoever is most like those in it joins
 * until it is as large as it must be; those left over join a group that has room, if all of them can. Nobody joins with whom nothing
 * is in common: then a group stays smaller than wished, and a person decides. None is ever larger.
 */
export function formGroups(people: readonly Standing[], wished: Wished): Standing[][] {
  const facts = people.map((one) => one.facts);
  const forming = { wished, alike: coded(facts, wished.alike), common: coded(facts, wished.inCommon) };
  const free = new Set(people.keys());
  const groups: Growing[] = [];
  for (const first of people.keys()) if (free.has(first)) groups.push(grow(forming, first, free));
  return joined(forming, groups).map(({ members }) => members.map((one) => people[one]!));
}

function grow(forming: Forming, first: number, free: Set<number>): Growing {
  free.delete(first);
  const group: Growing = { members: [first], common: shared(forming.common, [], first) ?? [] };
  // Whoever says nothing of what all must have in common is alone until somebody asks.
  if (group.common.length < forming.wished.inCommon.length) return group;
  const sums = new Map<number, number>([...free].map((one) => [one, 0]));
  while (group.members.length < forming.wished.size.from) {
    const last = group.members.at(-1)!;
    for (const one of free) sums.set(one, sums.get(one)! + likeness(forming.alike, last, one));
    const next = mostAlike(forming, group, free, sums);
    if (next === undefined) break;
    free.delete(next);
    join(forming, group, next);
  }
  return group;
}

function mostAlike(
  { common }: Forming,
  group: Growing,
  free: Set<number>,
  sums: Map<number, number>,
): number | undefined {
  let [best, most] = [undefined as number | undefined, 0];
  for (const one of free) {
    if (sums.get(one)! <= most || !shared(common, group.common, one)) continue;
    [best, most] = [one, sums.get(one)!];
  }
  return best;
}

function join({ common }: Forming, group: Growing, one: number): void {
  group.common = shared(common, group.common, one)!;
  group.members.push(one);
}

/** Groups that stayed small are given up where all their members find room in others. */
function joined(forming: Forming, groups: Growing[]): Growing[] {
  const { from, to } = forming.wished.size;
  const whole = groups.filter(({ members }) => members.length >= from);
  const small = groups.filter(({ members }) => members.length < from);
  const left = small.filter(({ members }) => {
    const tried = whole.map((group) => ({ ...group, members: [...group.members] }));
    for (const one of members) {
      const home = homeFor(forming, tried, one, to);
      if (!home) return true;
      join(forming, home, one);
    }
    whole.splice(0, whole.length, ...tried);
    return false;
  });
  return [...whole, ...left];
}

function homeFor(forming: Forming, groups: Growing[], one: number, to: number): Growing | undefined {
  let [best, most] = [undefined as Growing | undefined, 0];
  for (const group of groups) {
    if (group.members.length >= to || !shared(forming.common, group.common, one)) continue;
    const like = group.members.reduce((sum, other) => sum + likeness(forming.alike, one, other), 0);
    if (like / group.members.length <= most) continue;
    [best, most] = [group, like / group.members.length];
  }
  return best;
}
