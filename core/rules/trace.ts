import type { FactValue } from "../program/fact.ts";
import type { CompiledRule, Test, Truth } from "./compile.ts";
import type { Layout, Slots } from "./compiled/layout.ts";
import { askOne, type Step } from "./compiled/path.ts";
import type { Because } from "./decision.ts";
import { isFactRef } from "./fact-ref.ts";

/** Every test of every rule in file order; those of rules after `last` were not looked at. */
export function trace(rules: readonly CompiledRule[], slots: Slots, last = rules.length - 1): Because[] {
  const { lines, ends, alone, crossed } = formOf(rules);
  const because = new Array<Because>(lines.length);
  for (let fact = 0; fact < alone.length; fact++) {
    const { at, places, kept } = alone[fact]!;
    const saw = slots[at];
    const known = Array.isArray(saw) ? undefined : kept.get(saw);
    for (let each = 0; each < places.length; each++)
      because[places[each]!] = known ? known[each]! : looked(lines[places[each]!]!, slots);
    if (!known && !Array.isArray(saw) && kept.size < most)
      kept.set(
        saw,
        places.map((place) => Object.freeze(because[place]!)),
      );
  }
  for (const place of crossed) because[place] = looked(lines[place]!, slots);
  for (let place = ends[last]!; place < lines.length; place++)
    because[place] = notLookedAt(lines[place]!, slots);
  return because;
}

/** What every receipt of a rule set looks like, whoever it is of. */
interface Form {
  lines: Line[];
  /** By rule, the place after its last line. */
  ends: number[];
  /** Facts that are compared with what rules say. */
  alone: Alone[];
  /** The places of lines that compare a fact with another. */
  crossed: number[];
}

interface Line {
  rule: string;
  fact: string;
  operator: string;
  step: Step;
  /** As the rule says it; undefined where it is another fact's value. */
  wanted: FactValue | undefined;
}

interface Alone {
  at: number;
  /** Of its lines. */
  places: number[];
  /** By what was seen: what all receipts say of it alike, so that it is written once. Nobody may change it. */
  kept: Map<FactValue | undefined, Because[]>;
}

const forms = new WeakMap<Layout, Form>();

function formOf(rules: readonly CompiledRule[]): Form {
  const { layout } = rules[0]!;
  const known = forms.get(layout);
  if (known) return known;
  const form = makeForm(rules);
  forms.set(layout, form);
  return form;
}

function makeForm(rules: readonly CompiledRule[]): Form {
  const lines = rules.flatMap(({ rule, tests, steps }) =>
    tests.map((test, place): Line => {
      const wanted = isFactRef(test.value) ? undefined : test.value;
      return { rule: rule.name, fact: test.fact, operator: compared(test), step: steps[place]!, wanted };
    }),
  );
  const alone = new Map<number, Alone>();
  const crossed: number[] = [];
  for (const [place, line] of lines.entries()) {
    const { at, other } = line.step;
    if (other >= 0) crossed.push(place);
    else {
      const fact: Alone = alone.get(at) ?? { at, places: [], kept: new Map() };
      fact.places.push(place);
      alone.set(at, fact);
    }
  }
  let end = 0;
  const ends = rules.map(({ tests }) => (end += tests.length));
  return { lines, ends, alone: [...alone.values()], crossed };
}

/** How many values of a fact are remembered. */
const most = 100;

const looked = (line: Line, slots: Slots): Because =>
  entry(line, slots[line.step.at], wantedBy(line, slots), wordOf(askOne(line.step, slots)));

const notLookedAt = (line: Line, slots: Slots): Because =>
  entry(line, undefined, wantedBy(line, slots), "not looked at");

const wantedBy = ({ step, wanted }: Line, slots: Slots): FactValue | undefined =>
  step.other < 0 ? wanted : slots[step.other];

/** "atLeast", or with its further word "within 10". */
const compared = ({ operator, limit }: Test): string =>
  limit === undefined ? operator : `${operator} ${limit}`;

const wordOf = (truth: Truth): Because["result"] =>
  truth === "unknown" ? truth : truth ? "passed" : "failed";

/** Each shape written out: a receipt has as many of these as the rules have conditions. */
function entry(
  { rule, fact, operator }: Line,
  saw: FactValue | undefined,
  wanted: FactValue | undefined,
  result: Because["result"],
): Because {
  if (wanted === undefined)
    return saw === undefined ? { rule, fact, operator, result } : { rule, fact, operator, saw, result };
  return saw === undefined
    ? { rule, fact, operator, wanted, result }
    : { rule, fact, operator, saw, wanted, result };
}
