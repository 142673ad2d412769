import { answersOf } from "./answers.ts";
import type { Guard, GuardOf, StepPattern } from "./guard.ts";
import type { Never } from "./never.ts";
import { covers, isNamedLike, looksAt } from "./never-names.ts";
import type { Path } from "./node.ts";
import type { Pack } from "./pack.ts";
import type { Step } from "./step.ts";

/**
 * Who or what had the last word before something happens: nobody yet, time that ran out, a rule, one of the people in the
 * journey, staff, or another journey, which has lines of its own.
 */
export type Word = "nobody" | "time" | "rules" | "participant" | "staff" | "others";

/** What is known of a fact: whether a person of staff said it, and whether that is no longer ago than a length of time. */
export interface Said {
  byStaff: boolean;
  isWithin(length: string): boolean;
}

/** Something that is about to happen in a journey, or that a program could let happen. */
export type Act =
  | {
      act: "step";
      journey: string;
      step: Pick<Step, "do" | "id"> & { as?: string };
      word: Word;
      said(fact: string): Said | undefined;
      /** How often steps of this line were taken before. */
      taken(line: string): number;
    }
  /** Rules settle an outcome, and nobody is asked. */
  | { act: "outcome"; fact: string; outcome: string }
  /** Rules, conditions, lengths of time look at facts. */
  | { act: "look"; ruleSet?: string; facts: readonly string[] }
  /** A fact is kept; `by` is a role, "coordinator", "rules", or a form from outside ("intake/referral"). */
  | { act: "learn"; fact: string; by: string }
  /** People are asked on a page. */
  | { act: "ask"; facts: readonly string[] }
  | { act: "tell"; to: string; facts: readonly string[] }
  | { act: "letter"; journey: string; to: string };

/** A line of never.json: what problems call it, and where it stands in the file. */
export interface Line {
  name: string;
  why: string;
  path: Path;
}

/** Every line of never.json that something would break. The one definition: check asks it of all that could happen, a journey of what is about to. */
export function brokenBy(pack: Pack, act: Act): Line[] {
  const { facts, rules, guards } = pack.never;
  return [
    ...facts.flatMap(({ name, why }, index) =>
      named(act).some((fact) => isNamedLike(fact, name)) ? [{ name, why, path: ["facts", index] }] : [],
    ),
    ...rules.flatMap((line, index) =>
      act.act === "look" &&
      isFor(pack, line, act.ruleSet) &&
      act.facts.some((ref) => looksAt(pack, ref, line.fact))
        ? [{ name: [line.ruleSet ?? "rules", line.fact].join(": "), why: line.why, path: ["rules", index] }]
        : [],
    ),
    ...guards.flatMap((guard, index) =>
      breaks(pack, guard, act) ? [{ name: guard.name, why: guard.why, path: ["guards", index] }] : [],
    ),
  ];
}

/** Facts that an act has to do with, by their own names. */
function named(act: Act): string[] {
  if (act.act === "learn") return [last(act.fact)];
  return "facts" in act ? act.facts.map(last) : [];
}

const last = (ref: string): string => ref.slice(ref.lastIndexOf(".") + 1);

/** A line about a rule set is about whatever answers the same, whatever its name. */
function isFor(
  pack: Pack,
  { ruleSet: said, decides = [] }: Never["rules"][number],
  ruleSet?: string,
): boolean {
  if (said === undefined) return true;
  if (ruleSet === undefined) return false;
  const named = Object.keys(pack.ruleSets).filter((name) => covers(said, name));
  const answers = [...decides, ...named.flatMap((name) => answersOf(pack, name))];
  return covers(said, ruleSet) || answersOf(pack, ruleSet).some((answer) => answers.includes(answer));
}

function breaks(pack: Pack, guard: Guard, act: Act): boolean {
  switch (guard.never) {
    case "decided alone":
      return act.act === "outcome" && act.fact === guard.fact && guard.values.includes(act.outcome);
    case "said by others":
      return act.act === "learn" && last(act.fact) === guard.fact && !maySay(guard, act.by);
    case "asked by mail":
      return act.act === "ask" && act.facts.some((fact) => isOneOf(pack, guard, last(fact)));
    case "told":
      return (
        act.act === "tell" && act.to === guard.to && act.facts.some((fact) => looksAt(pack, fact, guard.fact))
      );
    case "letter":
      return (
        act.act === "letter" &&
        act.to === guard.to &&
        (guard.from === undefined || guard.from === roleOf(pack, act.journey))
      );
    default:
      return act.act === "step" && fits(pack, guard.steps, act) && breaksStep(guard, act);
  }
}

/** When a journey begins it is not known any more which form it came from: check has looked at each. */
const maySay = ({ by }: GuardOf<"said by others">, who: string): boolean =>
  by.includes(who) || (who === "intake" && by.some((one) => one.startsWith("intake/")));

const isOneOf = ({ facts }: Pack, guard: GuardOf<"asked by mail">, name: string): boolean =>
  guard.facts?.includes(name) ?? (Object.hasOwn(facts.facts, name) && facts.facts[name]!.kind === guard.kind);

type StepAct = Extract<Act, { act: "step" }>;

const roleOf = ({ journeys }: Pack, journey: string): string | undefined =>
  Object.hasOwn(journeys, journey) ? journeys[journey]!.role : undefined;

/** Whether a line speaks of a step. */
export function fits(
  pack: Pack,
  pattern: StepPattern,
  { journey, step }: Pick<StepAct, "journey" | "step">,
): boolean {
  if (pattern.role !== undefined && pattern.role !== roleOf(pack, journey)) return false;
  if (pattern.do !== undefined && pattern.do !== step.do) return false;
  if (pattern.id !== undefined && pattern.id !== step.id) return false;
  return pattern.as === undefined || pattern.as.some((as) => as === step.as);
}

type StepGuard = GuardOf<"step" | "without a person" | "before" | "more often">;

function breaksStep(guard: StepGuard, { word, said, taken }: StepAct): boolean {
  switch (guard.never) {
    case "step":
      return true;
    case "without a person":
      return (
        word === "nobody" ||
        word === "time" ||
        word === "rules" ||
        (guard.who === "staff" && word === "participant")
      );
    case "before":
      return guard.facts.some((fact) => {
        const known = said(fact);
        if (!known || (guard.by === "staff" && !known.byStaff)) return true;
        return guard.within !== undefined && !known.isWithin(guard.within);
      });
    case "more often":
      return taken(guard.name) >= guard.times;
  }
}
