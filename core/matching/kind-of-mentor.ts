import type { Matching } from "../program/matching.ts";
import { forbidden, possible } from "../program/outcomes.ts";
import type { Pack } from "../program/pack.ts";
import type { Condition, RuleSet } from "../program/rule-set.ts";
import { ruleWording } from "../rules/sentence.ts";
import { label } from "../rules/wording.ts";
import { matchingOf } from "./candidate.ts";

/** No rule of a program can be called so: names of rules have no blanks. */
const kindOfMentor = "kind of mentor";

const made = new WeakMap<Matching, RuleSet>();

/** A mentee is matched within the kind of mentor that she wishes, where the program lets her say; she is asked if she did not. */
export function kindRules(pack: Pack): RuleSet | undefined {
  const matching = matchingOf(pack);
  const { method, mentee, mentor } = matching;
  if (method?.by !== "peer or traditional") return undefined;
  const before = made.get(matching);
  if (before) return before;
  const wish = `${mentee}.${method.wish}`;
  const other: Condition = { fact: wish, operator: "notEqual", value: { fact: `${mentor}.${method.kind}` } };
  const minds: Condition[] =
    method.either === undefined ? [] : [{ fact: wish, operator: "notEqual", value: method.either }];
  const ruleSet: RuleSet = {
    decides: kindOfMentor,
    hitPolicy: "first match",
    rules: [{ name: kindOfMentor, conditions: { all: [...minds, other] }, event: { type: forbidden } }],
    otherwise: { type: possible },
  };
  made.set(matching, ruleSet);
  return ruleSet;
}

/** Why a pair is not possible, in the program's words; of the kind of mentor in ours. */
export function forbidWording(pack: Pack, rule: string): string {
  const { constraints, scores, mentee, method } = matchingOf(pack);
  if (rule === kindOfMentor && method?.by === "peer or traditional")
    return `another kind is wished (${label(pack, `${mentee}.${method.wish}`)})`;
  const own = pack.ruleSets[constraints]?.rules.some(({ name }) => name === rule);
  if (own) return ruleWording({ pack, ruleSet: constraints }, rule);
  return `needed, and not so: ${ruleWording({ pack, ruleSet: scores }, rule)}`;
}
