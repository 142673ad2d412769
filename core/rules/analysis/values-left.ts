import { type FactDictionary, type Facts, type FactValue, today } from "../../program/fact.ts";
import type { Test } from "../compile.ts";
import { basesOf, derivedOf, entryOf, own, partsOf } from "../dictionary.ts";
import { type Atom, atomsOf } from "./atom.ts";
import { isFew } from "./set-values.ts";
import { spaceOf, type Variable } from "./space.ts";
import { subsets } from "./subsets.ts";
import { TooMany } from "./too-many.ts";

/**
 * Of each unknown fact behind these tests the values that stand for all it may be, whatever the others are: facts that are compared
 * with each other, and those that something follows from, are reckoned with together. Undefined where no few values do, and without a day (`derive` gives it).
 */
export function valuesLeft(
  dictionary: FactDictionary,
  tests: Test[],
  known: Facts,
): Map<string, FactValue[]> | undefined {
  const on = own(known, today);
  if (typeof on !== "string") return undefined;
  try {
    const { atoms } = atomsOf([{ root: { all: [] }, tests }], known);
    const space = spaceOf(
      dictionary,
      atoms.map((atom) => withBases(dictionary, atom, known)),
      on,
      known,
    );
    if (space.loose.length > 0) return undefined;
    return new Map([...space.variables].map(([ref, variable]) => [ref, anyOf(dictionary, variable)]));
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
}

/** What follows from several facts of which one is known may be that one. */
function withBases(dictionary: FactDictionary, atom: Atom, known: Facts): Atom {
  const bases = atom.refs.flatMap((ref) => {
    const derived = derivedOf(dictionary, ref);
    return derived ? basesOf(derived).map((base) => partsOf(ref).side + base) : [];
  });
  return { ...atom, named: [...atom.named, ...bases.flatMap((base) => own(known, base) ?? [])] };
}

/** A list that may hold what another fact says: every list there can be, as that other one is not known yet. */
function anyOf(dictionary: FactDictionary, { ref, after, values }: Variable): FactValue[] {
  if (after.length === 0) return values({});
  const entry = entryOf(dictionary, ref);
  if (entry?.type !== "choices" || !isFew(entry)) throw new TooMany();
  return subsets(entry.values, entry.values.length);
}
