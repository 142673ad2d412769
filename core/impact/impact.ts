import * as z from "zod";
import type { Pack } from "../program/pack.ts";
import type { Reader } from "../rules/visible.ts";
import { type Compared, changesOf, comparedFor, hiddenFrom, type Sides, sidesOf } from "./compared.ts";
import { Counted, countedOf } from "./counted.ts";
import { Difference } from "./difference.ts";
import { pairChanges } from "./pairs.ts";
import { isIndicator } from "./question.ts";
import { rolesOf, type Subject } from "./subject.ts";

/**
 * What would change for one person, or pair, in one thing that is decided: a rule set, a step of a journey as
 * "mentee: specialist", or an indicator as "indicators: satisfied". `from` and `to` are outcomes.
 */
export const Change = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    ruleSet: z.string(),
    from: z.string(),
    to: z.string(),
    because: z.array(Difference),
  }),
);
export type Change = z.infer<typeof Change>;

/**
 * The contract of `waymark impact`. `unchanged` counts the people, and matches, for whom nothing changes; `counted` says for each
 * indicator that changes how many it counts; `leftOut` is how many pairs that might be matched change, or may, and are not named;
 * `hidden` names what was not compared, for it looks at something that the reader may not see. Nothing here follows from that.
 */
export const Impact = z.lazy(() =>
  z.strictObject({
    changed: z.array(Change),
    unchanged: z.number().int(),
    counted: z.array(Counted),
    leftOut: z.number().int(),
    hidden: z.array(z.string()),
  }),
);
export type Impact = z.infer<typeof Impact>;

/**
 * What another version of a program would decide differently about these people, and about whom of those who are `waiting` might
 * be matched with whom, on a day ("YYYY-MM-DD"), as a reader may be told it. It only compares: no event, no effect and no journey is taken or given.
 */
export function impact(
  live: Pack,
  draft: Pack,
  subjects: readonly Subject[],
  on: string,
  waiting: readonly Subject[] = [],
  reader?: Reader,
): Impact {
  const sides = sidesOf(live, draft, on, reader);
  const compared = byRole(sides);
  const own = subjects.flatMap((subject) => {
    const roles = [...new Set([...rolesOf(live, subject), ...rolesOf(draft, subject)])];
    const asked = new Map(roles.flatMap(compared).map((one) => [one.name, one]));
    const open = [...asked.values()].filter(({ name }) => !subject.over || isIndicator(name));
    return changesOf(sides, subject, open).map((change) => ({ id: subject.id, ...change }));
  });
  const pairs = pairChanges(sides, waiting);
  const hit = new Set([...own.map(({ id }) => id), ...pairs.members]);
  return {
    changed: [...own, ...pairs.changed],
    unchanged: subjects.filter(({ id }) => !hit.has(id)).length,
    counted: countedOf(sides, subjects),
    leftOut: pairs.leftOut,
    hidden: reader?.staff ? hiddenFrom(sides) : [],
  };
}

/** How many people, and matches under way, a change touches; a pair that only might be matched counts as its two people. */
export const touched = (subjects: readonly Subject[], { unchanged }: Pick<Impact, "unchanged">): number =>
  subjects.length - unchanged;

function byRole(sides: Sides): (role: string) => Compared[] {
  const known = new Map<string, Compared[]>();
  return (role) => {
    const compared = known.get(role) ?? comparedFor(sides, role);
    known.set(role, compared);
    return compared;
  };
}
