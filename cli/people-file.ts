import { readFile } from "node:fs/promises";
import * as z from "zod";
import { inOrder } from "#core/program/draft.ts";
import { ExamplePerson } from "#core/program/example.ts";
import type { FactValue as Value } from "#core/program/fact.ts";
import { misfit } from "#core/program/fact-value.ts";
import { didYouMean, writeOneOf } from "#core/program/guess.ts";
import { FactRef } from "#core/program/identifier.ts";
import { schemaProblems } from "#core/program/issue.ts";
import { maxBytes } from "#core/program/json-guard.ts";
import { FactValue } from "#core/program/known-value.ts";
import { type JsonNode, type Place, placeAt, toValue } from "#core/program/node.ts";
import type { Pack, Problem } from "#core/program/pack.ts";
import { readJson } from "#core/program/read-json.ts";
import { partsOf } from "#core/rules/dictionary.ts";
import { type Listed, readMany } from "./many-people.ts";
import { note } from "./print.ts";
import { problemLines } from "./problems.ts";
import { usage } from "./stop.ts";

const ExamplePair = ExamplePerson.omit({ answers: true, role: true }).extend({
  facts: z.record(FactRef, FactValue).default({}),
});

export interface PeopleFile<P extends ExamplePerson = ExamplePerson> {
  people: P[];
  /** One object was written, not a list of them. */
  single: boolean;
}

/** What is read of each person, where that is more than who they are. */
export interface More<P extends ExamplePerson> {
  one: z.ZodType<P>;
  /** Nobody at all, and the same person twice, are for the command to say. */
  goesOn: boolean;
}

/**
 * People as commands read them: one `{"id", "facts"}` or a list of them, in the program's own fact names and types. An example
 * of the program holds such a person, and may be given as it is. With `sides` it is pairs that are read, whose facts say of which
 * of the two they are: "mentor.languages".
 */
export async function readPeople<P extends ExamplePerson = ExamplePerson>(
  file: string,
  pack: Pack,
  sides: readonly string[] = [],
  more?: More<P>,
): Promise<PeopleFile<P>> {
  const text = await textOf(file);
  const one = (more?.one ?? (sides.length > 0 ? ExamplePair : ExamplePerson)) as z.ZodType<P>;
  const goesOn = more?.goesOn ?? false;
  const many = text.length > maxBytes && sides.length === 0 ? readMany(file, text, one) : undefined;
  if (many) return { people: checkMany(file, pack, many, { one, goesOn }), single: false };
  const read = readJson(file, text);
  if (!read.node) throw wrong(file, read.problems);
  const node = personIn(read.node);
  const value = toValue(node);
  const single = !Array.isArray(value);
  const schema = single ? one : z.array(one).min(goesOn ? 0 : 1);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw wrong(file, inOrder(schemaProblems(schema, node, value, parsed.error.issues)));
  const people = [parsed.data].flat() as P[];
  const problems = people.flatMap((person, index) => [
    ...(goesOn ? [] : twice(people, index, node)),
    ...(sides.length > 0
      ? pairProblems(pack, sides, person, node, single ? [] : [index])
      : factProblems(pack, person, node, single ? [] : [index])),
  ]);
  if (problems.length > 0) throw wrong(file, problems);
  return { people, single };
}

/** Of a long list the first few people with something wrong are enough to mend. */
const mostWrong = 20;

function checkMany<P extends ExamplePerson>(
  file: string,
  pack: Pack,
  many: Listed<P>[],
  { one, goesOn }: More<P>,
): P[] {
  const seen = new Set<string>();
  const wrongs: Problem[] = [];
  const people = many.flatMap(({ person, node }) => {
    const known = !goesOn && person !== undefined && seen.has(person.id);
    if (person) seen.add(person.id);
    if (person && !known && fits(pack, person)) return [person];
    if (wrongs.length >= mostWrong) return [];
    const found = problemsOf(pack, person, node(), known, one);
    wrongs.push(...found);
    return found.length === 0 && person ? [person] : [];
  });
  if (wrongs.length > 0) throw wrong(file, wrongs);
  return people;
}

/** A quick look that most people pass: all that is said of them may be said of somebody in this program. */
const fits = (pack: Pack, person: ExamplePerson): boolean =>
  person.answers === undefined &&
  Object.entries(person.facts).every(([name, value]) => {
    const fact = pack.facts.facts[name];
    return fact !== undefined && misfit(fact, value) === undefined;
  });

function problemsOf(
  pack: Pack,
  person: ExamplePerson | undefined,
  node: JsonNode | Problem[],
  known: boolean,
  one: z.ZodType,
): Problem[] {
  if (Array.isArray(node)) return node;
  if (known) return [twiceAt(placeAt(node, ["id"]), person!.id)];
  if (person) return factProblems(pack, person, node, []);
  const value = toValue(node);
  return inOrder(schemaProblems(one, node, value, one.safeParse(value).error?.issues ?? []));
}

const personIn = (node: JsonNode): JsonNode =>
  (node.kind === "object" && node.members.get("person")?.node) || node;

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw usage(
      `The file "${file}" cannot be read (${(error as NodeJS.ErrnoException).code}). Give a JSON file with {"id": "...", "facts": {...}}.`,
    );
  }
}

function wrong(file: string, problems: Problem[]) {
  for (const line of problemLines(problems)) note(line);
  return usage(
    `"${file}" was not used: ${problems.length === 1 ? "one thing in it is" : `${problems.length} things in it are`} wrong.`,
  );
}

function twice(people: ExamplePerson[], index: number, node: JsonNode): Problem[] {
  const { id } = people[index]!;
  if (people.findIndex((person) => person.id === id) === index) return [];
  return [twiceAt(placeAt(node, [index, "id"]), id)];
}

const twiceAt = (place: Place, id: string): Problem => ({
  ...place,
  code: "id.twice",
  message: `"${id}" is in the list twice`,
  fix: "Give each person an id of their own.",
});

function factProblems(pack: Pack, person: ExamplePerson, node: JsonNode, at: PropertyKey[]): Problem[] {
  const answers = Object.entries(person.answers ?? {}).flatMap(([form, answer]) => [
    ...(pack.forms[form] || pack.agreements[form]
      ? []
      : [unknownForm(pack, form, node, [...at, "answers", form])]),
    ...factsOf(pack, answer.facts, node, [...at, "answers", form, "facts"]),
  ]);
  return [...factsOf(pack, person.facts, node, [...at, "facts"]), ...answers];
}

function factsOf(pack: Pack, facts: ExamplePerson["facts"], node: JsonNode, at: PropertyKey[]): Problem[] {
  return Object.entries(facts).flatMap(
    ([name, value]) => factProblem(pack, name, value, node, [...at, name]) ?? [],
  );
}

/** What is asked of a pair is a fact of one side, or of both together. */
function pairProblems(
  pack: Pack,
  sides: readonly string[],
  { facts }: ExamplePerson,
  node: JsonNode,
  at: PropertyKey[],
): Problem[] {
  return Object.entries(facts).flatMap(([ref, value]): Problem[] => {
    const where = [...at, "facts", ref];
    const { side, name } = partsOf(ref);
    if (sides.includes(side.slice(0, -1)) || pack.facts.facts[ref]?.about === "pair")
      return [factProblem(pack, name, value, node, where) ?? []].flat();
    const ways = sides.map((one) => `${one}.${name}`);
    return [
      {
        ...placeAt(node, where, "key"),
        rule: ref,
        code: "fact.side",
        message: `"${ref}" does not say of which of the two it is${didYouMean(ref, ways)}`,
        fix: writeOneOf(ref, ways),
      },
    ];
  });
}

function factProblem(
  pack: Pack,
  name: string,
  value: Value,
  node: JsonNode,
  at: PropertyKey[],
): Problem | undefined {
  const fact = pack.facts.facts[name];
  if (!fact) return { ...placeAt(node, at, "key"), rule: name, ...notAFact(pack, name) };
  const found = misfit(fact, value);
  return (
    found && {
      ...placeAt(node, at),
      rule: name,
      code: "fact.value",
      ...found,
      message: `${name}: ${found.message}`,
    }
  );
}

function notAFact(pack: Pack, name: string): Pick<Problem, "code" | "message" | "fix"> {
  if (pack.facts.derived[name]) {
    const fix = "Leave it out, and give the facts that it is worked out from.";
    return { code: "fact.derived", message: `"${name}" is worked out from other facts`, fix };
  }
  const known = Object.keys(pack.facts.facts);
  return {
    code: "fact.unknown",
    message: `${pack.id} has no fact "${name}"${didYouMean(name, known)}`,
    fix: writeOneOf(name, known),
  };
}

function unknownForm(pack: Pack, form: string, node: JsonNode, at: PropertyKey[]): Problem {
  const known = [...Object.keys(pack.forms), ...Object.keys(pack.agreements)];
  return {
    ...placeAt(node, at, "key"),
    code: "name.unknown",
    message: `${pack.id} has no form or agreement "${form}"${didYouMean(form, known)}`,
    fix: "Name one of the program's forms or agreements.",
  };
}
