import { type FactDictionary, type Facts, type FactValue, today } from "../program/fact.ts";
import { valuesLeft } from "./analysis/values-left.ts";
import { asWritten } from "./as-written.ts";
import type { Test } from "./compile.ts";
import { askFor, derive } from "./derive.ts";
import { basesOf, derivedOf, own, partsOf } from "./dictionary.ts";
import { factsOf, missingFacts } from "./evaluate.ts";
import { telling } from "./representatives.ts";
import { canWorkBack, worked } from "./work-back.ts";

/** A fact that is not known, with the few values that stand for all it may be. */
export interface OpenFact {
  fact: string;
  values: FactValue[];
}

/** Unknown facts behind some tests, and how each test depends on them. */
export interface Opened {
  facts: OpenFact[];
  /** By test: the places of the open facts it waits for; undefined where no few values can stand for one. */
  waits: (number[] | undefined)[];
  /** What a test comes to when all it waits for is known. */
  truth(test: Test, known: Facts): ReturnType<Test["truth"]>;
}

/** What we know around some tests. Without a day (`derive` gives it), what follows from other facts is taken as it is. */
export interface Around {
  dictionary: FactDictionary;
  facts: Facts;
}

/** The day of these facts, where they have one. */
export function dayOf(facts: Facts): string | undefined {
  const on = own(facts, today);
  return typeof on === "string" ? on : undefined;
}

/**
 * The unknown facts that tests wait for. A derived one is opened by what it is worked out from, so that two that follow from
 * one fact move together.
 */
export function openFacts(around: Around, tests: Test[]): Opened {
  const each = openEach(around, tests);
  const isDerived = (fact: string) => derivedOf(around.dictionary, fact) !== undefined;
  const whole = each.waits.every((wait) => wait?.every((place) => !isDerived(each.facts[place]!.fact)));
  return whole ? each : (openTogether(around, tests) ?? each);
}

/** Fact by fact: quick, and enough where no two unknown ones are held against each other. */
const openEach = (around: Around, tests: Test[]): Opened =>
  open(
    around,
    tests,
    (ref) => behind(around, ref, tests),
    (fact, about) => candidates(around, fact, about),
  );

/**
 * The most ways in which the unknown facts of one test may be tried with each other: a decision is made in milliseconds. Two days
 * of birth whose ages are compared have 404,496.
 */
const mostWays = 2_500;

/** All together, as the analysis of rules looks for people; undefined where no few values stand for all. */
function openTogether(around: Around, tests: Test[]): Opened | undefined {
  const { dictionary, facts } = around;
  const left = valuesLeft(dictionary, tests, facts);
  if (!left) return undefined;
  const behind = (ref: string) => (left.has(ref) ? [ref] : askFor(dictionary, ref, facts));
  const ways = tests.map((test) =>
    [...new Set(missingFacts(test, facts).flatMap(behind))].reduce(
      (product, fact) => product * (left.get(fact)?.length ?? 1),
      1,
    ),
  );
  return ways.some((many) => many > mostWays)
    ? undefined
    : open(around, tests, behind, (fact) => left.get(fact));
}

function open(
  around: Around,
  tests: Test[],
  behind: (ref: string) => string[],
  valuesOf: (fact: string, about: Test[]) => FactValue[] | undefined,
): Opened {
  const names = tests.map((test) => [...new Set(missingFacts(test, around.facts).flatMap(behind))]);
  const facts = [...new Set(names.flat())].flatMap((fact): OpenFact | [] => {
    const about = tests.filter((_, place) => names[place]!.includes(fact));
    const alone = about.every((test) => names[tests.indexOf(test)]!.length === 1);
    const values = valuesOf(fact, about) ?? [];
    return values.length > 0 ? { fact, values: alone ? distinct(around, fact, about, values) : values } : [];
  });
  const placeOf = new Map(facts.map(({ fact }, place) => [fact, place]));
  const waits = names.map((all) =>
    all.every((fact) => placeOf.has(fact)) ? all.map((fact) => placeOf.get(fact)!) : undefined,
  );
  return { facts, waits, truth: (test, known) => truthIn(around, test, known) };
}

/** Of a fact that its tests look at with nothing else unknown, one value for each way to answer them. */
function distinct(around: Around, fact: string, about: Test[], values: FactValue[]): FactValue[] {
  const ways = values.map((value) => {
    const truths = about.map((test) => truthIn(around, test, { [fact]: value }));
    return [truths.join(), value] as const;
  });
  return [...new Map(ways).values()];
}

/** What a test holds a fact against, where that is known: the rule's own value or another known fact's, from either side. */
export function against(test: Test, fact: string, facts: Facts): Test | undefined {
  const truth: Test["truth"] = (more) => test.truth({ ...facts, ...more });
  if (test.fact === fact) {
    const value = test.wanted(facts);
    return value === undefined
      ? undefined
      : { ...test, value: asWritten(test, value) as Test["value"], truth };
  }
  const saw = own(facts, test.fact);
  // With a further word the two sides are not alike: "exceeds by" is no "exceeds by" the other way round.
  const turned = test.limit === undefined && saw !== undefined;
  return turned ? { ...test, fact, value: asWritten(test, saw) as Test["value"], truth } : undefined;
}

function truthIn({ dictionary, facts }: Around, test: Test, known: Facts) {
  const on = dayOf(facts);
  const all = { ...facts, ...known };
  const follows = on !== undefined && missingFacts(test, all).some((ref) => derivedOf(dictionary, ref));
  return test.truth(follows ? derive({ facts: dictionary }, all, on) : all);
}

/** The unknown facts to open so that this one becomes known: what it is derived from, where that can be worked back. */
function behind(around: Around, ref: string, tests: Test[]): string[] {
  const derived = derivedOf(around.dictionary, ref);
  if (!derived || dayOf(around.facts) === undefined) return [ref];
  const bases = basesOf(derived).map((base) => partsOf(ref).side + base);
  const missing = bases.filter((base) => own(around.facts, base) === undefined);
  return missing.length > 0 && canWorkBack(around, ref, missing, tests) ? missing : [ref];
}

/** Values enough to bring each of these tests to every answer it can give about a fact; undefined where no few are. */
export function candidates(around: Around, fact: string, tests: Test[]): FactValue[] | undefined {
  const direct = tests.filter((test) => factsOf(test).includes(fact));
  const following = [...new Set(tests.flatMap(factsOf))].filter((ref) => isBehind(around, ref, fact));
  if (following.length > 0) return worked(around, fact, following, tests);
  const held = direct.map((test) => against(test, fact, around.facts));
  const plain = held.every((test) => test !== undefined) ? held : direct;
  return telling(around.dictionary, fact, plain);
}

const isBehind = ({ dictionary }: Around, ref: string, fact: string): boolean => {
  const derived = ref === fact ? undefined : derivedOf(dictionary, ref);
  return !!derived && basesOf(derived).some((base) => partsOf(ref).side + base === fact);
};
