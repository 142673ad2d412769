import type { Facts } from "../program/fact.ts";
import type { RuleSet } from "../program/rule-set.ts";
import type { Truth } from "./compile.ts";
import { after, type Diagram, isSettled, newDiagram, put } from "./diagram.ts";
import { type Looked, missingFacts, truthOf, unsettled } from "./evaluate.ts";
import { type Around, type Opened, openFacts } from "./open-fact.ts";
import { combine, keyOf, type Verdict, type Verdicts } from "./verdict.ts";

/**
 * What the unknown can still lead to. Where no few values stand for a fact, or the budget ended, both lists may say too much, never
 * too little.
 */
export interface Explored {
  /** Each verdict that some way to complete the facts leads to. */
  possible: Verdict[];
  /**
   * The fewest facts whose answers settle it whatever they are: exactly those that still make a difference in some case, as
   * any one of them left out could tip it. Those come first whose own answer settles it most often, then in file order.
   */
  needs: string[];
}

/** How many moments are looked at before the rest is left unknown, which is careful and never wrong. */
const budget = 4096;

/**
 * Tries every way to complete the facts, by the few values that stand for all of them, and stops wherever nothing can tell any
 * more. Ways from which everything goes on alike are one: what comes out is a reduced decision diagram, and a fact makes a
 * difference exactly if the diagram asks for it.
 */
export function explore(ruleSet: RuleSet, rules: Seen[], around: Around, most = budget): Explored {
  const search = searchOf(ruleSet, rules, around, most);
  const results = rules.map((rule) => rule.results);
  const top = go(search, { results, answers: [] });
  const possible = inFileOrder(ruleSet, [...search.verdicts.values()]);
  return { possible, needs: possible.length > 1 ? needed(search, top) : [] };
}

/** A rule as three-valued logic left it. */
type Seen = Pick<Looked, "root" | "tests" | "results">;

const inFileOrder = ({ rules }: RuleSet, verdicts: Verdict[]): Verdict[] => {
  const place = ({ outcome }: Verdict) => rules.findIndex(({ event }) => event.type === outcome) >>> 0;
  return verdicts.sort((one, other) => place(one) - place(other));
};

interface Search {
  ruleSet: RuleSet;
  rules: Seen[];
  facts: Facts;
  opened: Opened;
  /** By rule and test. */
  waits: Opened["waits"][];
  diagram: Diagram;
  /** Places of moments, by what is left to find out. */
  seen: Map<string, number>;
  verdicts: Map<string, Verdict>;
  most: number;
}

/** What is known on one way: by rule and test, and by open fact the place of its answer among its values. */
interface Way {
  results: readonly (readonly Truth[])[];
  answers: readonly (number | undefined)[];
}

function searchOf(ruleSet: RuleSet, rules: Seen[], around: Around, most: number): Search {
  const tests = rules.flatMap((rule) => rule.tests);
  const opened = openFacts(around, tests);
  const waits = rules.map((rule) => rule.tests.map((test) => opened.waits[tests.indexOf(test)]));
  const kept = { diagram: newDiagram(), seen: new Map(), verdicts: new Map() };
  return { ruleSet, rules, facts: around.facts, opened, waits, ...kept, most };
}

function go(search: Search, way: Way): number {
  const truths = search.rules.map(({ root }, rule) => truthOf(root, way.results[rule]!));
  const verdicts = combine(search.ruleSet, truths);
  if (verdicts.possible.length === 1) return say(search, verdicts);
  const open = verdicts.open.flatMap((rule) => openTests(search, rule, way));
  const key = JSON.stringify([truths, verdicts.open.map((rule) => restOf(search, rule, way))]);
  const known = search.seen.get(key);
  if (known !== undefined) return known;
  const next = Math.min(
    ...open.flatMap(({ waits }) => waits?.filter((place) => way.answers[place] === undefined) ?? []),
  );
  const place =
    !Number.isFinite(next) || search.seen.size >= search.most
      ? leave(search, verdicts, open, key)
      : ask(search, next, way);
  search.seen.set(key, place);
  return place;
}

function say(search: Search, { possible: [verdict] }: Verdicts): number {
  return put(search.diagram, { said: remember(search, verdict!) });
}

/** What cannot be tried out, or not any more: all that may be said is taken for possible. */
function leave(search: Search, { possible }: Verdicts, open: OpenTest[], rest: string): number {
  const facts = open.flatMap((one) => one.facts);
  for (const verdict of possible) remember(search, verdict);
  return put(search.diagram, { left: [...new Set(facts)], rest });
}

function ask(search: Search, place: number, way: Way): number {
  const answers = search.opened.facts[place]!.values.map((_, answer) =>
    go(search, learned(search, way, place, answer)),
  );
  return put(search.diagram, { ask: place, answers });
}

/** The way with one more fact known, and every test that waited only for it. */
function learned(search: Search, way: Way, place: number, answer: number): Way {
  const { opened, rules, waits } = search;
  const answers = [...way.answers];
  answers[place] = answer;
  const results = rules.map(({ tests }, rule) =>
    way.results[rule]!.map((result, test) => {
      const waiting = waits[rule]![test];
      if (result !== "unknown" || !waiting?.includes(place)) return result;
      if (waiting.some((other) => answers[other] === undefined)) return result;
      const known = waiting.map((other) => [
        opened.facts[other]!.fact,
        opened.facts[other]!.values[answers[other]!]!,
      ]);
      return opened.truth(tests[test]!, Object.fromEntries(known));
    }),
  );
  return { results, answers };
}

interface OpenTest {
  waits: number[] | undefined;
  /** What is still missing. */
  facts: string[];
}

function openTests(search: Search, rule: number, way: Way): OpenTest[] {
  const { root, tests } = search.rules[rule]!;
  return unsettled(root, way.results[rule]!).map((test) => {
    const waits = search.waits[rule]![test];
    const missing = waits?.filter((place) => way.answers[place] === undefined);
    const facts = missing?.map((place) => search.opened.facts[place]!.fact);
    return { waits, facts: facts ?? missingFacts(tests[test]!, search.facts) };
  });
}

/** What is left to find out in a rule, written down: two ways with the same rest go on alike. */
function restOf(search: Search, rule: number, way: Way): string {
  const results = way.results[rule]!;
  const rest = (node: Seen["root"]): string => {
    if (truthOf(node, results) !== "unknown") return "";
    if (typeof node === "number")
      return `${node}:${(search.waits[rule]![node] ?? []).map((place) => way.answers[place] ?? "")}`;
    return "all" in node ? `all(${node.all.map(rest)})` : `any(${node.any.map(rest)})`;
  };
  return rest(search.rules[rule]!.root);
}

/** Keeps a verdict; one that several ways reach differently keeps only the rules that all of them share. */
function remember({ verdicts }: Search, verdict: Verdict): string {
  const key = keyOf(verdict);
  const known = verdicts.get(key);
  const rules = known ? known.rules.filter((rule) => verdict.rules.includes(rule)) : verdict.rules;
  verdicts.set(key, { ...verdict, rules });
  return key;
}

function needed({ diagram, opened }: Search, top: number): string[] {
  const moments = after(diagram, top);
  const asked = new Set(moments.flatMap((moment) => ("ask" in moment ? moment.ask : [])));
  const left = moments.flatMap((moment) => ("left" in moment ? moment.left : []));
  const told = opened.facts
    .map(({ fact, values }, ask) => ({ fact, ask, values }))
    .filter(({ ask, fact }) => asked.has(ask) || left.includes(fact))
    .map(({ fact, ask, values }) => {
      const settling = values.filter((_, answer) => isSettled(diagram, top, { ask, answer }));
      return { fact, share: settling.length / values.length };
    });
  const known = told.sort((one, other) => other.share - one.share).map(({ fact }) => fact);
  return [...new Set([...known, ...left])];
}
