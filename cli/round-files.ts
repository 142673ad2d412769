import { readFile } from "node:fs/promises";
import * as z from "zod";
import type { Before, Candidate } from "#core/matching/candidate.ts";
import type { GivenGroup } from "#core/matching/search.ts";
import { isDay } from "#core/program/day.ts";
import { inOrder } from "#core/program/draft.ts";
import { ExamplePerson } from "#core/program/example.ts";
import { FactName } from "#core/program/identifier.ts";
import { schemaProblems } from "#core/program/issue.ts";
import { FactValue } from "#core/program/known-value.ts";
import { toValue } from "#core/program/node.ts";
import type { Pack } from "#core/program/pack.ts";
import { readJson } from "#core/program/read-json.ts";
import { readPeople } from "./people-file.ts";
import { note } from "./print.ts";
import { problemLines } from "./problems.ts";
import { usage } from "./stop.ts";

const Moment = z
  .string()
  .refine(
    (said) => isDay(said) || z.iso.datetime().safeParse(said).success,
    'write a day such as "2026-03-01"',
  );
const Id = z.string().min(1).max(100);

/** A person as `match` reads one: with since when they wait, how many more they may have, and whom they chose. */
export const RoundPerson = ExamplePerson.omit({ answers: true }).extend({
  waitingSince: Moment.optional(),
  capacity: z.number().int().min(0).max(1000).optional(),
  picks: z.array(Id).max(50).optional(),
});

const Past = z
  .array(z.strictObject({ mentor: Id, mentee: Id, was: z.enum(["matched", "refused"]) }))
  .max(100_000);

const Groups = z
  .array(
    z.strictObject({
      id: Id,
      mentees: z.array(Id).min(1).max(100),
      wishes: z.record(FactName, FactValue).default({}),
    }),
  )
  .max(10_000);

/** Nobody on a side and the same person twice do not stop a round: it says so itself. */
export async function readCandidates(file: string, pack: Pack): Promise<Candidate[]> {
  const { people } = await readPeople(file, pack, [], { one: RoundPerson, goesOn: true });
  return people;
}

export const readPast = (file: string): Promise<Before[]> =>
  readList(file, Past, '{"mentor", "mentee", "was"}');

export const readGroups = (file: string): Promise<GivenGroup[]> =>
  readList(file, Groups, '{"id", "mentees", "wishes"}');

async function readList<T>(file: string, schema: z.ZodType<T>, shape: string): Promise<T> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw usage(
      `The file "${file}" cannot be read (${error.code}). Give a JSON file with a list of ${shape}.`,
    );
  });
  const read = readJson(file, text);
  const value = read.node && toValue(read.node);
  const parsed = schema.safeParse(value);
  if (read.node && parsed.success) return parsed.data;
  const problems = read.node
    ? inOrder(schemaProblems(schema, read.node, value, parsed.error?.issues ?? []))
    : read.problems;
  for (const line of problemLines(problems)) note(line);
  throw usage(`"${file}" was not used: give a list of ${shape}.`);
}
