import type { Facts, FactValue } from "../../program/fact.ts";
import { hear } from "../../rules/languages.ts";

/** What each of some people said to some facts, as bits: how alike two are is then asked in moments. */
export interface Coded {
  /** By person, by fact; undefined where it is not known. */
  codes: (Uint32Array | undefined)[][];
}

/** `refs` as rules name them: "mentee.goals". Of languages the level does not count. */
export function coded(people: readonly Facts[], refs: readonly string[]): Coded {
  const values = refs.map((ref) => valuesOf(people, ref));
  const codes = people.map((facts) =>
    refs.map((ref, place) => {
      const said = saidOf(facts[ref]);
      return said && bitsOf(said, values[place]!);
    }),
  );
  return { codes };
}

/** The single values of what somebody said. */
export function saidOf(value: FactValue | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? hear(value.map(String)).map(({ language }) => language) : [String(value)];
}

function valuesOf(people: readonly Facts[], ref: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const facts of people)
    for (const one of saidOf(facts[ref]) ?? []) if (!values.has(one)) values.set(one, values.size);
  return values;
}

function bitsOf(said: string[], values: Map<string, number>): Uint32Array {
  const bits = new Uint32Array(Math.max(1, Math.ceil(values.size / 32)));
  for (const one of said) {
    const place = values.get(one)!;
    bits[place >>> 5]! |= 1 << (place & 31);
  }
  return bits;
}

/**
 * From 0, nothing in common, to 1, the same in everything: of each fact the share of what either said that both did (Jaccard), and
 * of the facts the mean. What is not known is nothing in common.
 */
export function likeness({ codes }: Coded, one: number, other: number): number {
  const [mine, theirs] = [codes[one]!, codes[other]!];
  let sum = 0;
  for (let fact = 0; fact < mine.length; fact++) {
    const [a, b] = [mine[fact], theirs[fact]];
    if (!a || !b) continue;
    let [both, either] = [0, 0];
    for (let word = 0; word < a.length; word++) {
      both += ones(a[word]! & b[word]!);
      either += ones(a[word]! | b[word]!);
    }
    if (either > 0) sum += both / either;
  }
  return mine.length === 0 ? 0 : sum / mine.length;
}

/** What a group still has in common once somebody joins; undefined when that is nothing in some fact, or not known. */
export function shared(
  { codes }: Coded,
  group: readonly Uint32Array[],
  one: number,
): Uint32Array[] | undefined {
  const left: Uint32Array[] = [];
  for (const [fact, bits] of codes[one]!.entries()) {
    if (!bits) return undefined;
    const common = group[fact] ? bits.map((word, place) => (word & group[fact]![place]!) >>> 0) : bits;
    if (common.every((word) => word === 0)) return undefined;
    left.push(common);
  }
  return left;
}

/** How many bits are set (the usual sum over neighbors, halving each time). */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
