import { type Act, brokenBy, type Line } from "./broken-by.ts";
import { factsIn } from "./conditions.ts";
import type { Pack } from "./pack.ts";
import type { RuleSet } from "./rule-set.ts";

/** Something was about to happen that never.json says must not. `line` names its line; a person is named nowhere. */
export class NeverBroken extends Error {
  readonly code = "never.broken";
  readonly line: string;
  readonly why: string;
  constructor({ name, why }: Line) {
    super(`never.broken: ${name}`);
    this.name = "NeverBroken";
    this.line = name;
    this.why = why;
  }
}

/** What was looked up before: all but steps depends on the program alone. */
const known = new WeakMap<Pack, Map<string, Line | undefined>>();

/** @throws NeverBroken when never.json says that this must not happen. */
export function mustNotBreak(pack: Pack, act: Act): void {
  const broken = act.act === "step" ? brokenBy(pack, act)[0] : lookedUp(pack, act);
  if (broken) throw new NeverBroken(broken);
}

function lookedUp(pack: Pack, act: Act): Line | undefined {
  const lines = known.get(pack) ?? new Map<string, Line | undefined>();
  known.set(pack, lines);
  const key = JSON.stringify(act);
  if (!lines.has(key)) lines.set(key, brokenBy(pack, act)[0]);
  return lines.get(key);
}

/** @throws NeverBroken when a rule set looks at what it must not. */
export const mustNotLook = (pack: Pack, ruleSet: string): void =>
  mustNotBreak(pack, { act: "look", ruleSet, facts: looked(pack.ruleSets[ruleSet]!) });

const refs = new WeakMap<RuleSet, string[]>();

function looked(ruleSet: RuleSet): string[] {
  const before = refs.get(ruleSet);
  if (before) return before;
  const facts = [...new Set(ruleSet.rules.flatMap(({ conditions }) => factsIn(conditions)))];
  refs.set(ruleSet, facts);
  return facts;
}
