import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { canonicalJson } from "../program/version.ts";
import { compile } from "../rules/compile.ts";
import { askFor, derive } from "../rules/derive.ts";
import { own } from "../rules/dictionary.ts";
import { factsOf } from "../rules/evaluate.ts";
import type { Reader } from "../rules/visible.ts";
import { type Answer, answer, keyOf, rulesBehind } from "./answer.ts";
import { type Difference, differences } from "./difference.ts";
import { type Question, questionsOf } from "./question.ts";
import { match, rolesIn, type Subject } from "./subject.ts";
import { mayBeTold } from "./told.ts";

/** Two versions of a program, side by side on a day. */
export interface Sides {
  live: Pack;
  draft: Pack;
  on: string;
  /** Both read conditions in the same way, so that equal rules decide equally. */
  same: boolean;
  /** Who is told; somebody who may see everything when left out. */
  reader?: Reader;
}

/** One question of which the two versions may say different things. */
export interface Compared {
  name: string;
  live: Question | undefined;
  draft: Question | undefined;
  /** What can make a difference; undefined where that may be anything. */
  looksAt: string[] | undefined;
  /** What was found for everybody of whom the same is known in this. */
  found: Map<string, Found>;
}

type Found = { from: string; to: string; because: Difference[] } | undefined;

export const sidesOf = (live: Pack, draft: Pack, on: string, reader?: Reader): Sides => ({
  live,
  draft,
  on,
  ...(reader && { reader }),
  same: canonicalJson(languageOf(live)) === canonicalJson(languageOf(draft)),
});

/** All that gives conditions their meaning: the dictionary, and whatever else is no rule, step or text. */
function languageOf(pack: Pack): unknown {
  const {
    id,
    version,
    ruleSets,
    journeys,
    forms,
    agreements,
    plans,
    intake,
    texts,
    examples,
    indicators,
    never,
    ...rest
  } = pack;
  const { matching } = rest.program;
  return { ...rest, program: { matching } };
}

/** Only what may differ is asked, most of a draft is as it was, and only what the reader may be told. */
export const comparedFor = (sides: Sides, role: string): Compared[] =>
  differing(sides, role).filter((one) => isTold(sides, one));

/** The names of what may differ and is not compared, for what it looks at is hidden from the reader. */
export function hiddenFrom(sides: Sides): string[] {
  const roles = [...rolesIn(sides.live), ...rolesIn(sides.draft), match];
  const hidden = roles.flatMap((role) => differing(sides, role).filter((one) => !isTold(sides, one)));
  return [...new Set(hidden.map(({ name }) => name))];
}

export const isTold = (sides: Sides, one: Pick<Compared, "live" | "draft">): boolean =>
  !sides.reader || mayBeTold(sides, sides.reader, one);

function differing({ live, draft, same }: Sides, role: string): Compared[] {
  const [before, after] = [questionsOf(live, role), questionsOf(draft, role)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [was, will] = [before.get(name), after.get(name)];
    const differs = !same || canonicalJson(was ?? null) !== canonicalJson(will ?? null);
    if (!differs || !comparable(was, will)) return [];
    const refs = [looksAt(live, was), looksAt(draft, will)];
    const all = refs.every((one) => one !== undefined) ? [...new Set(refs.flat())].sort() : undefined;
    return [{ name, live: was, draft: will, looksAt: all, found: new Map() }];
  });
}

/** The facts that a rule set looks at, down to those they are worked out from. What a step depends on is not as plain. */
function looksAt(pack: Pack, question: Question | undefined): string[] | undefined {
  if (question?.kind === "when" || question?.kind === "amount") return undefined;
  const ruleSet = rulesBehind(pack, question);
  const refs = (ruleSet ? compile(pack.facts, ruleSet) : []).flatMap(({ tests }) => tests.flatMap(factsOf));
  return refs.flatMap((ref) => [ref, ...askFor(pack.facts, ref, {})]);
}

/** A step that is only there on one side is no decision about anybody. */
const comparable = (live: Question | undefined, draft: Question | undefined): boolean =>
  [live, draft].every((one) => one === undefined || "ruleSet" in one) ||
  (live !== undefined && draft !== undefined);

/** A change of somebody, whose id is not known here. */
export interface Changed extends NonNullable<Found> {
  ruleSet: string;
}

export function changesOf(
  sides: Sides,
  { facts, status }: Pick<Subject, "facts" | "status">,
  compared: Compared[],
): Changed[] {
  const knowledge = {
    live: later(() => knowledgeOf(sides.live, facts, sides.on)),
    draft: later(() => knowledgeOf(sides.draft, facts, sides.on)),
  };
  return compared.flatMap((one) => {
    if (!concerns(one, status)) return [];
    const key = one.looksAt && JSON.stringify(one.looksAt.map((ref) => own(facts, ref)));
    const known = key !== undefined && one.found.has(key);
    const found = known ? one.found.get(key) : find(sides, one, knowledge);
    if (key !== undefined) one.found.set(key, found);
    return found ? [{ ruleSet: one.name, ...found }] : [];
  });
}

/** Somebody whose status no version counts is no matter for an indicator; of whom it is not known is compared by the facts. */
const concerns = ({ live, draft }: Compared, status: Subject["status"]): boolean =>
  [live, draft].some((one) => one?.kind !== "counts" || hasStatus(one, status));

export const hasStatus = (
  { status: wanted }: Extract<Question, { kind: "counts" }>,
  status: Subject["status"],
): boolean => wanted === undefined || status === undefined || status.includes(wanted);

type Knowledge = (question: Question | undefined) => Facts;

function find(
  sides: Sides,
  { name, live, draft }: Compared,
  knowledge: Record<"live" | "draft", () => Knowledge>,
): Found {
  const was = { pack: sides.live, name, question: live, facts: knowledge.live()(live) };
  const will = { pack: sides.draft, name, question: draft, facts: knowledge.draft()(draft) };
  const [from, to] = [answer(was.pack, live, was.facts), answer(will.pack, draft, will.facts)];
  if (keyOf(from) === keyOf(to)) return undefined;
  const because = differences({ ...was, answer: from }, { ...will, answer: to });
  return { from: inWords(from, to), to: inWords(to, from), because };
}

/** Worked out when it is first wanted, and once. */
function later<T>(work: () => T): () => T {
  let done: { value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

/**
 * What is known for a question. A step's condition often looks at what a rule set decides: where that has not been decided
 * yet, it is what the same version would decide.
 */
function knowledgeOf(pack: Pack, facts: Facts, on: string): Knowledge {
  const known = derive(pack, facts, on);
  const decided = later(() => derive(pack, withDecisions(pack, known), on));
  return (question) => (question?.kind === "when" || question?.kind === "amount" ? decided() : known);
}

function withDecisions(pack: Pack, known: Facts): Facts {
  const facts = { ...known };
  for (const ruleSet of Object.values(pack.ruleSets)) {
    const { decides } = ruleSet;
    const values = pack.facts.facts[decides];
    if (facts[decides] !== undefined || values?.type !== "choice") continue;
    const { outcome } = answer(pack, { kind: "rules", ruleSet }, facts);
    if (values.values.includes(outcome)) facts[decides] = outcome;
  }
  return facts;
}

/** The outcome; with what else is said, where the outcome alone would not tell the two apart. */
function inWords(one: Answer, other: Answer): string {
  if (one.all?.length) return one.all.join(", ");
  if (one.outcome !== other.outcome) return one.outcome;
  const names = Object.keys({ ...one.params, ...other.params }).filter(
    (name) => one.params[name] !== other.params[name],
  );
  if (names.length === 0) return one.outcome;
  const said = names
    .sort()
    .map((name) => (name in one.params ? `${name} ${one.params[name]}` : `no ${name}`));
  return `${one.outcome} (${said.join(", ")})`;
}
