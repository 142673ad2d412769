import type { Draft, Words } from "./draft.ts";
import { type Fact, today } from "./fact.ts";
import { didYouMean, writeOneOf } from "./guess.ts";
import { nameAround, type Path, type Place, placeAt, type Sources } from "./node.ts";
import type { Pack } from "./pack.ts";

/** A part of a program: the file and the way to it. `key` when it is the name itself that is wrong. */
export interface Where {
  file: string;
  path: Path;
  key?: boolean;
}

export const at = (file: string, ...path: PropertyKey[]): Where => ({ file, path });
export const inside = (where: Where, ...path: PropertyKey[]): Where => ({
  file: where.file,
  path: [...where.path, ...path],
});
export const keyOf = (where: Where): Where => ({ ...where, key: true });

/** A program under inspection: what is found is put down with its place. */
export interface Inspection {
  pack: Pack;
  report(where: Where, code: string, message: Words, fix: Words, more?: More): void;
  /** Where something is written; the beginning of a file that is not there. */
  place(where: Where): Place;
}

/** How grave it is, when it is no error, and somebody it is so for. */
export type More = Pick<Draft, "level" | "example" | "person" | "against">;

export function inspect(pack: Pack, sources: Sources): { inspection: Inspection; problems: Draft[] } {
  const problems: Draft[] = [];
  const place: Inspection["place"] = ({ file, path, key }) => {
    const node = sources[file];
    return node ? placeAt(node, path, key ? "key" : "value") : { file, line: 1, column: 1 };
  };
  const report: Inspection["report"] = (where, code, message, fix, more) => {
    const node = sources[where.file];
    const rule = node && nameAround(node, where.path);
    problems.push({ ...place(where), ...(rule === undefined ? {} : { rule }), code, message, fix, ...more });
  };
  return { inspection: { pack, report, place }, problems };
}

/** Reports a name that stands for nothing. `noun` says what it should be: "a form". True when it is known. */
export function mustBeKnown(
  { report }: Inspection,
  where: Where,
  noun: string,
  name: string,
  known: Iterable<string>,
): boolean {
  const names = [...known];
  if (names.includes(name)) return true;
  const code = `${noun.replace(/^an? /, "").replaceAll(" ", "-")}.unknown`;
  report(
    where,
    code,
    () => `"${name}" is not ${noun} of this program${didYouMean(name, names)}`,
    () => writeOneOf(name, names),
  );
  return false;
}

/** A fact as rules and forms know it; derived ones are numbers that nobody is asked for. */
export interface Known {
  name: string;
  role: string | undefined;
  fact: Fact;
  derived: boolean;
}

/** What a name such as "arrivedAlone" or "mentor.languages" stands for. */
export function factNamed({ facts }: Pack, ref: string): Known | undefined {
  const [name, role] = ref.split(".").reverse() as [string, string | undefined];
  if (ref === today)
    return { name, role, fact: { type: "date", about: "person", kind: "ordinary" }, derived: true };
  if (Object.hasOwn(facts.facts, name)) return { name, role, fact: facts.facts[name]!, derived: false };
  if (!Object.hasOwn(facts.derived, name)) return undefined;
  const { about, kind } = mostOf(facts.facts, baseFacts({ facts }, name));
  return { name, role, fact: { type: "number", about, kind }, derived: true };
}

/** The dictionary's facts that a fact is worked out from; itself when it is not derived. */
export function baseFacts({ facts }: Pick<Pack, "facts">, name: string, seen = new Set<string>()): string[] {
  if (!Object.hasOwn(facts.derived, name) || seen.has(name))
    return Object.hasOwn(facts.facts, name) ? [name] : [];
  seen.add(name);
  const derived = facts.derived[name]!;
  return Object.entries(derived)
    .filter(([key]) => key !== "source")
    .flatMap(([, from]) => [from].flat())
    .flatMap((from) => baseFacts({ facts }, from, seen));
}

function mostOf(facts: Pack["facts"]["facts"], names: string[]): Pick<Fact, "about" | "kind"> {
  const of = names.map((name) => facts[name]!);
  const kind = (["staff", "conversation"] as const).find((each) => of.some((fact) => fact.kind === each));
  return { about: of.some((fact) => fact.about === "pair") ? "pair" : "person", kind: kind ?? "ordinary" };
}

export const factNames = ({ facts }: Pack): string[] => [
  ...Object.keys(facts.facts),
  ...Object.keys(facts.derived),
  today,
];
