import type { Mail, Task } from "#adapters/store.ts";
import type { LogEntry } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { Person } from "#core/people/person.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Desk } from "../desk.ts";
import { noteReading, shownTo } from "../reading-notes.ts";
import { type Ahead, upcoming } from "../upcoming.ts";
import { type Words, wordsOf } from "../words.ts";
import { readReceipts } from "./receipts.ts";
import { type Entry, story } from "./story.ts";

/** A journey with its people, its words and its log: enough for a task. */
export interface Met {
  journey: Journey;
  pack: Pack;
  words: Words;
  people: { role: string; person: Person | undefined }[];
  logs: LogEntry[];
}

/** A journey with everything its page shows. */
export interface Gathered extends Met {
  mails: Mail[];
  tasks: Task[];
  entries: Entry[];
  ahead: Ahead;
  /** The matches of a person, the two sides of a match, and other journeys of the same person. */
  related: Journey[];
}

export async function meet(desk: Desk, id: string): Promise<Met | undefined> {
  const { store } = desk.runtime;
  const found = await store.journeys.get(id);
  if (!found || found.program !== desk.program) return undefined;
  const journey = shownTo(desk, found);
  const [pack, logs, people] = await Promise.all([
    desk.packOf(journey),
    store.logs.of(id),
    peopleOf(desk, journey),
  ]);
  const words = wordsOf(pack, desk.words.language);
  noteReading(desk, journey, logs);
  return { journey, pack, words, people, logs: await readReceipts(desk, logs) };
}

export async function gather(desk: Desk, id: string): Promise<Gathered | undefined> {
  const { store } = desk.runtime;
  const met = await meet(desk, id);
  if (!met) return undefined;
  const [mails, heard, tasks, related] = await Promise.all([
    store.mails.ofJourney(id),
    store.mails.heard(id),
    store.tasks.ofJourney(id),
    relatives(desk, met.journey),
  ]);
  const entries = story({ ...met, calendar: desk.calendar, mails, heard, tasks });
  return { ...met, mails, tasks, entries, ahead: upcoming(met.journey, met.pack), related };
}

const peopleOf = (desk: Desk, { parties }: Journey) =>
  Promise.all(
    Object.entries(parties).map(async ([role, { person }]) => ({
      role,
      person: await desk.runtime.store.people.get(person),
    })),
  );

async function relatives(desk: Desk, journey: Journey): Promise<Journey[]> {
  const { store } = desk.runtime;
  const sides = Object.values(journey.parties).flatMap(({ journey: own }) => own ?? []);
  const persons = sides.length > 0 ? [] : Object.values(journey.parties).map(({ person }) => person);
  const pointed = await Promise.all(persons.map((person) => store.people.journeysOf(person)));
  const ids = new Set([...sides, ...pointed.flat()].filter((id) => id !== journey.id));
  const found = await Promise.all([...ids].map((id) => store.journeys.get(id)));
  return found.filter((each): each is Journey => each !== undefined && each.program === desk.program);
}
