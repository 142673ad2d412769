import type { FactDictionary, Facts } from "../../program/fact.ts";
import type { RuleSet } from "../../program/rule-set.ts";
import { type CompiledRule, compile, type Node, type Test } from "../compile.ts";
import { isFactRef } from "../fact-ref.ts";
import { type Row, rowsOf } from "./against.ts";
import { type Column, columnOf } from "./column.ts";
import { type Layout, type Slots, slotsOf } from "./layout.ts";
import { column, given, group, type Pass } from "./pass.ts";
import { ask, pathOf } from "./path.ts";
import { no, unknown, yes } from "./truth.ts";

/** A rule set to be asked of every person of one side against every person of the other, each fact belonging to one side. */
interface Sides {
  layout: Layout;
  ones: Side;
  others: Side;
  /** By place: whether a fact is one of the other side's. */
  theirs: readonly boolean[];
}

interface Side {
  people: readonly Slots[];
  /** Each made when it is first wanted. */
  column(place: number): Column;
}

/** One pass a rule. Throws WrongType, and an Error when a fact is known of both sides. */
export function passesOf(
  dictionary: FactDictionary,
  ruleSet: RuleSet,
  ones: readonly Facts[],
  others: readonly Facts[],
): Pass[] {
  const rules = compile(dictionary, ruleSet);
  const { layout } = rules[0]!;
  const [mine, their] = [side(layout, ones), side(layout, others)];
  const sides = { layout, ones: mine, others: their, theirs: theirsOf(layout, mine, their) };
  return rules.map((rule) => passOf(rule, rule.root, sides));
}

function side(layout: Layout, all: readonly Facts[]): Side {
  const people = all.map((facts) => slotsOf(layout, facts));
  const columns = new Map<number, Column>();
  const column = (place: number): Column => {
    const made = columns.get(place) ?? columnOf(people, place);
    columns.set(place, made);
    return made;
  };
  return { people, column };
}

function theirsOf({ places }: Layout, ones: Side, others: Side): boolean[] {
  return [...places].map(([name, place]) => {
    const theirs = others.people.some((slots) => slots[place] !== undefined);
    if (theirs && ones.people.some((slots) => slots[place] !== undefined))
      throw new Error(
        `fact "${name}" is known of both sides of a pair: put the role in front, as in "mentor.${name}"`,
      );
    return theirs;
  });
}

function passOf(rule: CompiledRule, node: Node, sides: Sides): Pass {
  const places = testsIn(node).flatMap((test) => placesOf(rule.tests[test]!, sides.layout));
  const path = pathOf(node, rule.tests, sides.layout.places);
  const truths = ({ people }: Side): Row => Uint8Array.from(people, (slots) => ask(path, slots));
  if (places.every((place) => !sides.theirs[place])) return given(truths(sides.ones));
  if (places.every((place) => sides.theirs[place])) return alone(truths(sides.others));
  if (typeof node === "number") return across(rule.tests[node]!, sides);
  const parts = "all" in node ? node.all : node.any;
  return group(
    parts.map((part) => passOf(rule, part, sides)),
    "all" in node,
    sides.others.people.length,
  );
}

/** Where only the other side counts, everyone of it has an answer already. */
function alone(truths: Row): Pass {
  return column(Uint32Array.from(truths), () => itself);
}

const itself: Row = Uint8Array.of(no, unknown, yes);

/** How many bytes of rows a test keeps for values that come again. */
const mostKept = 1 << 19;

function across(test: Test, { layout, ones, others, theirs }: Sides): Pass {
  const [fact, wanted] = placesOf(test, layout) as [number, number];
  const looks = theirs[wanted]!;
  const mine = ones.column(looks ? fact : wanted);
  const theirColumn = others.column(looks ? wanted : fact);
  const rowOf = rowsOf({ test, looks, given: mine.values, values: theirColumn.values });
  return column(
    theirColumn.codes,
    keeping(mine, theirColumn.values.length, (code) => rowOf(mine.values[code - 1]!)),
  );
}

function keeping({ codes, values }: Column, width: number, rowOf: (code: number) => Row) {
  const kept: Row[] = [];
  const keeps = values.length * (width + 1) <= mostKept;
  return (one: number): Row | undefined => {
    const code = codes[one]!;
    if (code === 0) return undefined;
    const row = kept[code] ?? rowOf(code);
    if (keeps) kept[code] = row;
    return row;
  };
}

const testsIn = (node: Node): number[] =>
  typeof node === "number" ? [node] : ("all" in node ? node.all : node.any).flatMap(testsIn);

const placesOf = ({ fact, value }: Test, { places }: Layout): number[] =>
  (isFactRef(value) ? [fact, value.fact] : [fact]).map((name) => places.get(name)!);
