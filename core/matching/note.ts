import * as z from "zod";
import type { Pack } from "../program/pack.ts";
import { staffWording } from "../rules/wording.ts";
import { type Candidate, matchingOf } from "./candidate.ts";
import { pointless } from "./score.ts";

/**
 * Something about a round that a coordinator should know, in a sentence. It stops nothing: the round goes on with what is left.
 * nobody, twice, both sides, no room, no points: what came in. leaves nobody: rules forbid somebody everyone. open: how many pairs
 * nobody can judge yet. small group, large group, alone, not described: of groups. not chosen, speak first, picked: of choices. gone:
 * of a pair that was to stay.
 */
export const Note = z.lazy(() =>
  z.strictObject({
    code: z.enum([
      "nobody",
      "twice",
      "both sides",
      "no room",
      "no points",
      "leaves nobody",
      "open",
      "small group",
      "large group",
      "alone",
      "not described",
      "not chosen",
      "speak first",
      "picked",
      "gone",
    ]),
    people: z.array(z.strictObject({ id: z.string(), role: z.string() })),
    /** The rules that it is about. */
    rules: z.array(z.string()),
    sentence: z.string(),
  }),
);
export type Note = z.infer<typeof Note>;

type Person = Note["people"][number];

export const note = (code: Note["code"], people: Person[], sentence: string, rules: string[] = []): Note => ({
  code,
  people: people.map(({ id, role }) => ({ id, role })),
  rules,
  sentence,
});

/** What is wrong with what came in, and what the round does about it. */
export function inputNotes(pack: Pack, mentees: Candidate[], mentors: Candidate[]): Note[] {
  const { mentee, mentor } = matchingOf(pack);
  const byId = (all: Candidate[]) => all.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const sides = [
    { role: mentee, all: byId(mentees) },
    { role: mentor, all: byId(mentors) },
  ];
  const others = new Set(mentors.map(({ id }) => id));
  const both = [...new Set(mentees.map(({ id }) => id))].filter((id) => others.has(id)).sort();
  return [
    ...sides.flatMap((side) => nobody(pack, side)),
    ...sides.flatMap(twice),
    ...both.map((id) =>
      note(
        "both sides",
        [{ id, role: mentee }],
        `${id} stands on both sides, and is not matched with themselves.`,
      ),
    ),
    ...sides.flatMap(noRoom),
    ...pointless(pack).map((rule) =>
      note("no points", [], `The rule "${rule}" gives no number: it counts nothing in this round.`, [rule]),
    ),
  ];
}

interface Side {
  role: string;
  all: Candidate[];
}

function nobody(pack: Pack, { role, all }: Side): Note[] {
  if (all.some(({ capacity = 1 }) => capacity >= 1)) return [];
  const name = (staffWording(pack, `roles.${role}`) ?? role).toLowerCase();
  const why = all.length === 0 ? `There is no ${name}` : `No ${name} has a free place`;
  return [note("nobody", [], `${why} in this round, so nobody can be matched.`)];
}

function twice({ role, all }: Side): Note[] {
  const times = Map.groupBy(all, ({ id }) => id);
  return [...times].flatMap(([id, same]) =>
    same.length > 1
      ? note("twice", [{ id, role }], `${id} is in the list ${same.length} times: the first was taken.`)
      : [],
  );
}

function noRoom({ role, all }: Side): Note[] {
  return all.flatMap(({ id, capacity = 1 }) => {
    if (capacity >= 1 && Number.isFinite(capacity)) return [];
    const wrong = Number.isFinite(capacity) ? "no free place" : "a number of places that is none";
    return note("no room", [{ id, role }], `${id} has ${wrong}, and is matched with nobody in this round.`);
  });
}
