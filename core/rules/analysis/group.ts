import type { Fact } from "../../program/fact.ts";
import { derivedOf, entryOf } from "../dictionary.ts";
import type { Atom } from "./atom.ts";
import type { Space } from "./space.ts";

/** Facts that are compared with each other, directly or through others, and the comparisons of all of them. */
export interface Group {
  refs: string[];
  atoms: Atom[];
}

/** Cuts facts into groups that know nothing of each other. */
export function groupsOf(space: Space, atoms: Atom[], refs: string[]): Group[] {
  const leader = new Map(refs.map((ref) => [ref, ref]));
  const find = (ref: string): string => (leader.get(ref) === ref ? ref : find(leader.get(ref)!));
  const join = (all: string[]) => {
    for (const ref of all.slice(1)) leader.set(find(ref), find(all[0]!));
  };
  const onto = (ref: string) => space.follows.get(ref) ?? [ref];
  // The lowest of several figures is one of them, so what it is compared with cuts the range of each.
  for (const [ref, bases] of space.follows) {
    if ("lowestOf" in derivedOf(space.dictionary, ref)!) join(bases);
  }
  for (const { refs: all } of atoms) {
    if (all.length > 1) join(all.flatMap(onto));
  }
  return [...new Set(refs.map(find))].map((head) => ({
    refs: refs.filter((ref) => find(ref) === head),
    atoms: atoms.filter(({ refs: all }) => all.flatMap(onto).some((ref) => find(ref) === head)),
  }));
}

/** What the comparisons of a group hold its facts against, the day of the decision included. */
export const namedBy = ({ atoms }: Pick<Group, "atoms">): (string | number | boolean)[] => [
  ...new Set(atoms.flatMap(({ named }) => named)),
];

export const typeOf = ({ dictionary }: Pick<Space, "dictionary">, ref: string): Fact["type"] | undefined =>
  entryOf(dictionary, ref)?.type ?? (derivedOf(dictionary, ref) ? "number" : undefined);

export const isSet = (space: Pick<Space, "dictionary">, ref: string): boolean =>
  ["choices", "numbers", "languages"].includes(typeOf(space, ref) ?? "");
