import type { FactDictionary, Facts } from "../../program/fact.ts";
import type { RuleSet } from "../../program/rule-set.ts";
import { compile, type Truth } from "../compile.ts";
import { combine, type Verdict } from "../verdict.ts";
import { type Layout, type Slots, slotsOf } from "./layout.ts";
import { ask, type Step } from "./path.ts";
import { inWords, unknown, yes } from "./truth.ts";

/** A rule set that decides about one person, without a receipt. */
export interface PersonRules {
  layout: Layout;
  /** Undefined where facts are missing that three-valued logic cannot do without: `settle` looks further. */
  decide(slots: Slots): Verdict | undefined;
}

const ready = new WeakMap<FactDictionary, WeakMap<RuleSet, PersonRules>>();

/** Kept as long as the pack is. */
export function personRules(dictionary: FactDictionary, ruleSet: RuleSet): PersonRules {
  const known = ready.get(dictionary)?.get(ruleSet);
  if (known) return known;
  const rules = make(dictionary, ruleSet);
  const others = ready.get(dictionary) ?? new WeakMap<RuleSet, PersonRules>();
  ready.set(dictionary, others.set(ruleSet, rules));
  return rules;
}

/** Decides on facts as they are stored. Throws WrongType when one has a type that its tests cannot compare. */
export function decidePerson(
  dictionary: FactDictionary,
  ruleSet: RuleSet,
  facts: Facts,
): Verdict | undefined {
  const { layout, decide } = personRules(dictionary, ruleSet);
  return decide(slotsOf(layout, facts));
}

function make(dictionary: FactDictionary, ruleSet: RuleSet): PersonRules {
  const rules = compile(dictionary, ruleSet);
  const asked = rules.map(({ first }) => first);
  const verdict = (truths: Truth[]) => {
    const { possible } = combine(ruleSet, truths);
    return possible.length === 1 ? possible[0] : undefined;
  };
  const careful = (slots: Slots) => verdict(asked.map((first) => inWords[ask(first, slots)]!));
  const certain = ruleSet.hitPolicy === "first match" ? firstThatHolds : allThatHold;
  return { layout: rules[0]!.layout, decide: certain(asked, verdict, careful) };
}

type Decide = PersonRules["decide"];
type OfTruths = (truths: Truth[]) => Verdict | undefined;

/** Asks no rule after the first that holds. */
function firstThatHolds(asked: Step[], verdict: OfTruths, careful: Decide): Decide {
  const verdicts = [...asked, undefined].map((_, first) => verdict(asked.map((_, rule) => rule === first)));
  return (slots) => {
    for (let rule = 0; rule < asked.length; rule++) {
      const truth = ask(asked[rule]!, slots);
      if (truth === unknown) return careful(slots);
      if (truth === yes) return verdicts[rule];
    }
    return verdicts[asked.length];
  };
}

const mostBits = 30;
const mostKept = 4096;

/** Combines the same rules only once: what holds is a pattern of bits, and patterns come again. */
function allThatHold(asked: Step[], verdict: OfTruths, careful: Decide): Decide {
  if (asked.length > mostBits) return careful;
  const kept = new Map<number, Verdict | undefined>();
  const keep = (held: number) => {
    const made = verdict(asked.map((_, rule) => (held & (1 << rule)) !== 0));
    if (kept.size < mostKept) kept.set(held, made);
    return made;
  };
  return (slots) => {
    let held = 0;
    for (let rule = 0; rule < asked.length; rule++) {
      const truth = ask(asked[rule]!, slots);
      if (truth === unknown) return careful(slots);
      if (truth === yes) held |= 1 << rule;
    }
    return kept.get(held) ?? keep(held);
  };
}
