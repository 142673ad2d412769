import type { Word } from "./broken-by.ts";
import { isPersons, type Placed, rolesOf } from "./journey-steps.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Pack } from "./pack.ts";
import type { Condition, Conditions } from "./rule-set.ts";
import type { StepOf } from "./step.ts";
import { after, type Line } from "./step-order.ts";

/** A step from which a line comes to another: when it was done, or when its `when` passed it over. */
interface Way {
  from: number;
  done: boolean;
}

export const waysTo = (line: Line, place: number): Way[] => ways(line)[place]!;

/** Worked out once for each line: it is asked for from every step, over and over. */
export function ofLine<T, More extends unknown[]>(
  workOut: (line: Line, ...more: More) => T,
): (line: Line, ...more: More) => T {
  const known = new WeakMap<Line, { it: T }>();
  return (line, ...more) => {
    const { it } = known.get(line) ?? { it: workOut(line, ...more) };
    known.set(line, { it });
    return it;
  };
}

const ways = ofLine(waysOf);

function waysOf(line: Line): Way[][] {
  const to = line.steps.map((): Way[] => []);
  for (const [from, { step }] of line.steps.entries()) {
    const next = after(line, from);
    if (next !== undefined) to[next]!.push({ from, done: true });
    if (step.when) to[from + 1]?.push({ from, done: false });
  }
  return to;
}

/** Who or what spoke last before a line came to a step; where rules settled an outcome alone, which one. */
interface LastWord {
  word: Word;
  settled?: { fact: string; outcome: string };
}

/** Everything that may have had the last word when a line comes to a step. Whoever was asked what its `when` lacks counts as well. */
export function wordsBefore(pack: Pack, line: Line, place: number): Set<Word> {
  const { when } = line.steps[place]!.step;
  const last = [...lastWords(line, pack)[place]!.values()].filter((one) => mayBe(true, when, one));
  return new Set(last.map(({ word }) => word));
}

/**
 * The last words that a line may come to each step with. What rules settled goes only where conditions let it, so each outcome is
 * followed by itself: as many ways as there may be through a line, it comes to each of its steps once.
 */
const lastWords = ofLine((line: Line, pack: Pack) => {
  const at = line.steps.map(() => new Map<string, LastWord>());
  const said = line.steps.map((placed) => wordsOf(pack, placed));
  const open = line.steps.flatMap((_, place): [number, LastWord][] => {
    const next = after(line, place);
    return [
      ...wordsAt(pack, line, place).map((word): [number, LastWord] => [place, { word }]),
      ...(next === undefined ? [] : said[place]!.map((last): [number, LastWord] => [next, last])),
    ];
  });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [place, last] = next;
    const key = JSON.stringify(last);
    if (at[place]!.has(key)) continue;
    at[place]!.set(key, last);
    const isSilent = said[place]!.length === 0 || mayPass(line.steps[place]!);
    for (const on of onward(line, place, last, isSilent)) open.push([on, last]);
  }
  return at;
});

/** Where a line goes on from a step with the same last word: once it was done in silence, or past it. */
function onward(line: Line, place: number, last: LastWord, isSilent: boolean): number[] {
  const { when } = line.steps[place]!.step;
  const next = isSilent && mayBe(true, when, last) ? after(line, place) : undefined;
  const isPassed = when && place + 1 < line.steps.length && mayBe(false, when, last);
  return [...(next === undefined ? [] : [next]), ...(isPassed ? [place + 1] : [])];
}

/** Whether conditions may hold, or not hold, after what was said last. */
const mayBe = (holds: boolean, when: Conditions | undefined, { settled }: LastWord): boolean =>
  !when || !settled || truthWith(when, settled.fact, settled.outcome) !== !holds;

function wordsAt(pack: Pack, line: Line, place: number): Word[] {
  const { definition, line: name, step } = line.steps[place]!;
  const isAsked = isPersons(definition) && step.when && mayLack(pack, line, place, step.when);
  return [
    ...(place === 0 ? ([name === "main" ? "nobody" : "time"] as const) : []),
    ...(name === "main" && step.id === definition.onEnd ? (["staff"] as const) : []),
    ...(isAsked ? (["participant"] as const) : []),
  ];
}

/** A wait for the end of a match is none when there is no match. */
const mayPass = ({ step }: Placed): boolean => step.do === "wait" && step.for === "match over";

/** Who has spoken once a step is done; nobody when it goes on by itself. */
function wordsOf(pack: Pack, { step }: Placed): LastWord[] {
  switch (step.do) {
    case "ask":
    case "meet":
    case "sign":
      return [{ word: "participant" }];
    case "task":
    case "training":
    case "gathering":
    case "round":
      return [{ word: "staff" }];
    case "queue":
    case "match":
      return [{ word: "others" }];
    case "tell all":
      return [{ word: "time" }];
    case "wait":
      return [{ word: step.for === "match over" ? "others" : "time" }];
    case "decide":
      return [...settledAlone(pack, step), { word: "staff" }];
    default:
      return [];
  }
}

/** What rules alone can settle. */
function settledAlone({ ruleSets }: Pack, { ruleSet: name, confirm }: StepOf<"decide">): LastWord[] {
  const ruleSet = Object.hasOwn(ruleSets, name) ? ruleSets[name] : undefined;
  if (!ruleSet) return [];
  const alone = outcomesOf(ruleSet).filter((outcome) => !confirm.includes(outcome));
  return alone.map((outcome) => ({ word: "rules", settled: { fact: ruleSet.decides, outcome } }));
}

/** Whether a condition holds when all that is known is the value of one fact; undefined when that does not settle it. */
export function truthWith(condition: Condition, fact: string, value: string): boolean | undefined {
  if ("not" in condition) {
    const truth = truthWith(condition.not, fact, value);
    return truth === undefined ? undefined : !truth;
  }
  if ("all" in condition || "any" in condition) {
    const [parts, settles] = "all" in condition ? [condition.all, false] : [condition.any, true];
    const truths = parts.map((part) => truthWith(part, fact, value));
    if (truths.includes(settles)) return settles;
    return truths.includes(undefined) ? undefined : !settles;
  }
  if (!("fact" in condition) || condition.fact !== fact) return undefined;
  const values = [condition.value].flat();
  if (values.some((one) => typeof one === "object")) return undefined;
  if (["equal", "in"].includes(condition.operator)) return values.includes(value);
  return ["notEqual", "notIn"].includes(condition.operator) ? !values.includes(value) : undefined;
}

/** Whether an ordinary fact that a condition needs may not be known yet when a line comes to a step. */
function mayLack(pack: Pack, line: Line, place: number, when: Condition): boolean {
  const answers = lacking(line);
  const answer =
    answers.get(place) ??
    Object.entries(pack.facts.facts).some(
      ([fact, { kind }]) => kind === "ordinary" && needs(when, fact) && !isKnownAt(pack, line, place, fact),
    );
  answers.set(place, answer);
  return answer;
}

const lacking = ofLine(() => new Map<number, boolean>());

/** Whether a fact is known for certain when a line comes to a step, whichever way it came; with `byStaff`, because staff said it. */
export function isKnownAt(
  pack: Pack,
  line: Line,
  place: number,
  fact: string,
  byStaff = false,
  main?: Line,
  seen = new Set<number>(),
): boolean {
  if (seen.has(place)) return true;
  seen.add(place);
  const { definition, line: name, step } = line.steps[place]!;
  if (name === "main" && step.id === definition.onEnd) return false;
  if (place === 0 && !isKnownAtBeginning(pack, line, fact, byStaff, main)) return false;
  return waysTo(line, place).every(({ from, done }) => {
    const before = line.steps[from]!;
    return (
      (done && gives(pack, before, fact, byStaff)) || isKnownAt(pack, line, from, fact, byStaff, main, seen)
    );
  });
}

function isKnownAtBeginning(pack: Pack, line: Line, fact: string, byStaff: boolean, main?: Line): boolean {
  const { definition, line: name } = line.steps[0]!;
  const track = definition.tracks.find(({ id }) => id === name);
  const from = main?.steps.findIndex(({ step }) => step.id === track?.from) ?? -1;
  if (track) return main !== undefined && from >= 0 && isKnownAt(pack, main, from, fact, byStaff);
  const forms = Object.values(pack.intake).filter(({ role }) => role === definition.role);
  const isAsked = ({ map }: (typeof forms)[number]) =>
    map.some((mapping) => "fact" in mapping && mapping.fact === fact && mapping.required);
  return !byStaff && forms.length > 0 && forms.every(isAsked);
}

/** Whether a step that was done leaves a fact known. */
function gives(pack: Pack, { step, definition }: Placed, ref: string, byStaff: boolean): boolean {
  const [fact, role] = ref.split(".").reverse() as [string, string | undefined];
  if (!byStaff && step.when && needs(step.when, ref)) return true;
  if (step.do === "decide") {
    const ruleSet = Object.hasOwn(pack.ruleSets, step.ruleSet) ? pack.ruleSets[step.ruleSet] : undefined;
    if (!ruleSet || ruleSet.decides !== ref) return false;
    return !byStaff || outcomesOf(ruleSet).every((outcome) => step.confirm.includes(outcome));
  }
  if (step.do === "sign") return !byStaff && (pack.agreements[step.agreement]?.blanks.includes(ref) ?? false);
  if (!("form" in step) || step.form === undefined) return false;
  const asks = pack.forms[step.form]?.questions.some(
    (question) => question.fact === fact && question.required,
  );
  if (step.do === "task") return asks === true && role === undefined;
  const roles = rolesOf(pack, definition, step);
  return asks === true && !byStaff && (role === undefined || roles.includes(role));
}

/** Whether conditions can only hold, or with `holds` false only fail, once a fact is known. */
export function needs(condition: Condition, ref: string, holds = true): boolean {
  if ("not" in condition) return needs(condition.not, ref, !holds);
  if ("all" in condition || "any" in condition) {
    const [parts, each] = "all" in condition ? [condition.all, !holds] : [condition.any, holds];
    return each
      ? parts.every((part) => needs(part, ref, holds))
      : parts.some((part) => needs(part, ref, holds));
  }
  if (!("fact" in condition)) return false;
  const { fact, value } = condition;
  return fact === ref || (typeof value === "object" && "fact" in value && value.fact === ref);
}
