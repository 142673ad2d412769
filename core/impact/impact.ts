import * as z from "zod";
import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { canonicalJson } from "../program/version.ts";
import { compile } from "../rules/compile.ts";
import { askFor, derive } from "../rules/derive.ts";
import { own } from "../rules/dictionary.ts";
import { factsOf } from "../rules/evaluate.ts";
import { type Answer, answer, keyOf } from "./answer.ts";
import { Difference, differences } from "./difference.ts";
import { type Question, questionsOf } from "./question.ts";
import { rolesOf, type Subject } from "./subject.ts";

/**
 * What would change for one person, or pair, in one thing that is decided: a rule set, or a step of a journey as
 * "mentee: specialist". `from` and `to` are outcomes.
 */
export const Change = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    ruleSet: z.string(),
    from: z.string(),
    to: z.string(),
    because: z.array(Difference),
  }),
);
export type Change = z.infer<typeof Change>;

/** The contract of `waymark impact`. `unchanged` counts the people, and matches, for whom nothing changes. */
export const Impact = z.lazy(() => z.strictObject({ changed: z.array(Change), unchanged: z.number().int() }));
export type Impact = z.infer<typeof Impact>;

/**
 * What another version of a program would decide differently about these people, on a day ("YYYY-MM-DD"). It only
 * compares: no event, no effect and no journey is taken or given.
 */
export function impact(live: Pack, draft: Pack, subjects: readonly Subject[], on: string): Impact {
  const sides = {
    live,
    draft,
    on,
    same: canonicalJson(languageOf(live)) === canonicalJson(languageOf(draft)),
  };
  const byRole = new Map<string, Compared[]>();
  const compared = (role: string) => {
    const known = byRole.get(role) ?? comparedFor(sides, role);
    byRole.set(role, known);
    return known;
  };
  const changed = subjects.flatMap((subject) => {
    const roles = [...new Set([...rolesOf(live, subject), ...rolesOf(draft, subject)])];
    const asked = new Map(roles.flatMap(compared).map((one) => [one.name, one]));
    return asked.size === 0 ? [] : changesOf(sides, subject, [...asked.values()]);
  });
  return { changed, unchanged: untouched(subjects, changed) };
}

/** How many people, and matches under way, a change touches; a pair that only might be matched counts as its two people. */
export function touched(subjects: readonly Subject[], changed: readonly Change[]): number {
  return subjects.filter(({ members }) => !members).length - untouched(subjects, changed);
}

function untouched(subjects: readonly Subject[], changed: readonly Change[]): number {
  const ids = new Set(changed.map(({ id }) => id));
  const hit = new Set(subjects.flatMap(({ id, members = [id] }) => (ids.has(id) ? members : [])));
  return subjects.filter(({ id, members }) => !members && !hit.has(id)).length;
}

interface Sides {
  live: Pack;
  draft: Pack;
  on: string;
  /** Both read conditions in the same way, so that equal rules decide equally. */
  same: boolean;
}

interface Compared {
  name: string;
  live: Question | undefined;
  draft: Question | undefined;
  /** What can make a difference; undefined where that may be anything. */
  looksAt: string[] | undefined;
  /** What was found for everybody of whom the same is known in this. */
  found: Map<string, Found>;
}

type Found = Omit<Change, "id" | "ruleSet"> | undefined;

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

/** Only what may differ is asked: most of a draft is as it was. */
function comparedFor({ live, draft, same }: Sides, role: string): Compared[] {
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
  const rules = question ? compile(pack.facts, question.ruleSet) : [];
  const refs = rules.flatMap(({ tests }) => tests.flatMap(factsOf));
  return refs.flatMap((ref) => [ref, ...askFor(pack.facts, ref, {})]);
}

/** A step that is only there on one side is no decision about anybody. */
const comparable = (live: Question | undefined, draft: Question | undefined): boolean =>
  [live, draft].every((one) => one === undefined || "ruleSet" in one) ||
  (live !== undefined && draft !== undefined);

function changesOf(sides: Sides, { id, facts }: Subject, compared: Compared[]): Change[] {
  const knowledge = {
    live: later(() => knowledgeOf(sides.live, facts, sides.on)),
    draft: later(() => knowledgeOf(sides.draft, facts, sides.on)),
  };
  return compared.flatMap((one) => {
    const key = one.looksAt && JSON.stringify(one.looksAt.map((ref) => own(facts, ref)));
    const known = key !== undefined && one.found.has(key);
    const found = known ? one.found.get(key) : find(sides, one, knowledge);
    if (key !== undefined) one.found.set(key, found);
    return found ? [{ id, ruleSet: one.name, ...found }] : [];
  });
}

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
