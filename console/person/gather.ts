import type { Mail, Task } from "#adapters/store.ts";
import type { LogEntry } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { Person } from "#core/people/person.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Desk } from "../desk.ts";
import { type Ahead, upcoming } from "../upcoming.ts";
import { type Words, wordsOf } from "../words.ts";
import { type Entry, story } from "./story.ts";

/** A journey with everything its page shows. */
export interface Gathered {
  journey: Journey;
  pack: Pack;
  words: Words;
  people: { role: string; person: Person | undefined }[];
  logs: LogEntry[];
  mails: Mail[];
  tasks: Task[];
  entries: Entry[];
  ahead: Ahead;
  /** The matches of a person, the two sides of a match, and other journeys of the same person. */
  related: Journey[];
}

export async function gather(desk: Desk, id: string): Promise<Gathered | undefined> {
  const { store } = desk.runtime;
  const journey = await store.journeys.get(id);
  if (!journey || journey.program !== desk.program) return undefined;
  const [pack, logs, mails, tasks, people] = await Promise.all([
    desk.packOf(journey),
    store.logs.of(id),
    store.mails.ofJourney(id),
    store.tasks.ofJourney(id),
    Promise.all(
      Object.entries(journey.parties).map(async ([role, { person }]) => ({
        role,
        person: await store.people.get(person),
      })),
    ),
  ]);
  const words = wordsOf(pack, desk.words.language);
  const entries = story({ journey, words, calendar: desk.calendar, logs, mails, tasks });
  return {
    journey,
    pack,
    words,
    people,
    logs,
    mails,
    tasks,
    entries,
    ahead: upcoming(journey, pack),
    related: await relatives(desk, journey),
  };
}

async function relatives(desk: Desk, journey: Journey): Promise<Journey[]> {
  const { store } = desk.runtime;
  const sides = Object.values(journey.parties).flatMap(({ journey: own }) => own ?? []);
  const persons = sides.length > 0 ? [] : Object.values(journey.parties).map(({ person }) => person);
  const pointed = await Promise.all(persons.map((person) => store.people.journeysOf(person)));
  const ids = new Set([...sides, ...pointed.flat()].filter((id) => id !== journey.id));
  const found = await Promise.all([...ids].map((id) => store.journeys.get(id)));
  return found.filter((each): each is Journey => each !== undefined && each.program === desk.program);
}
