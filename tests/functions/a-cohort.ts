import { open } from "#adapters/opening.ts";
import { programJourneyId } from "#adapters/program-journey.ts";
import type { Table } from "#adapters/table.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Step } from "#core/program/step.ts";
import { aProgram } from "./a-program.ts";
import type { World } from "./a-world.ts";

const small = aProgram();
type TellAll = Extract<Step, { do: "tell all" }>;

/** Everybody has a talk ahead of them; after a week the program invites them all to a last meeting. */
export const aCohortProgram = (whom: TellAll["whom"] = { role: "mentee" }): Pack =>
  aProgram({
    journeys: {
      mentee: { role: "mentee", stages: [{ id: "on", steps: [{ do: "task", id: "talk" }] }] },
      year: {
        role: "program",
        stages: [
          {
            id: "end",
            steps: [
              { do: "wait", id: "first", for: "P7D" },
              { do: "tell all", id: "last-meeting", whom },
              { do: "close", id: "over", as: "completed" },
            ],
          },
        ],
      },
    },
    texts: {
      en: {
        ...small.texts.en,
        "mails.year.last-meeting.subject": "Come to our last meeting",
        "mails.year.last-meeting.body": "Hello {givenName}, everybody comes.",
      },
    },
  });

export const year = programJourneyId("test");
export const idOf = (n: number): string => `jrn_${String(n).padStart(4, "0")}`;

/** So many people come into the program. */
export async function come(world: World, count: number, from = 1): Promise<void> {
  for (let n = from; n < from + count; n += 1) await comes(world, n);
}

async function comes({ runtime, pack }: World, n: number): Promise<void> {
  const at = runtime.clock.now();
  const person = `per_${n}`;
  const contact = { givenName: `Nr${n}`, familyName: "", email: `nr${n}@example.org`, language: "en" };
  const consent = { at, from: "typeform" };
  await runtime.store.people.create({
    ...{ schema: 1, id: person, program: "test", ...contact, consent, holds: [], createdAt: at, version: 1 },
  });
  const parties = { mentee: { person, givenName: `Nr${n}`, facts: {}, copiedAt: at } };
  const opening = { id: idOf(n), pack, definition: "mentee", parties, facts: {}, by: "mentee", now: at };
  await open(runtime, openJourney(opening));
}

/** How often each of them was told, and to whom a letter went, by the number of the person. */
export async function whatCame({ runtime, mailbox }: World, count: number) {
  const ids = Array.from({ length: count }, (_, n) => idOf(n + 1));
  const events = await Promise.all(ids.map((id) => runtime.store.events.all(id)));
  const told = events.map((all) => all.filter(({ type }) => type === "told").length);
  const letters = mailbox.map(({ letter }) => Number(/^nr(\d+)@/.exec(letter.to)![1])).sort((a, b) => a - b);
  return { told, letters };
}

/** A process that dies: its last call is made and the answer is lost, and so is all that it still had to do. */
export function mortal(table: Table) {
  let life = Number.POSITIVE_INFINITY;
  let left = life;
  let [calls, deaths, dead] = [0, 0, false];
  const call =
    <A extends unknown[], R>(made: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (left <= 0) throw new Error("killed");
      left -= 1;
      calls += 1;
      const answer = await made(...args);
      if (left > 0) return answer;
      if (!dead) deaths += 1;
      dead = true;
      throw new Error("killed");
    };
  const dying = Object.fromEntries(Object.entries(table).map(([name, made]) => [name, call(made)]));
  return {
    table: dying as unknown as Table,
    calls: () => calls,
    deaths: () => deaths,
    /** The next process begins. */
    revive: () => {
      if (dead) left = life;
      dead = false;
    },
    /** From now on a process lives for so many calls. */
    dieEvery: (k: number) => {
      life = k;
      left = k;
    },
    /** This one dies with its n-th call from now; the next ones live on. */
    dieAt: (n: number) => {
      life = Number.POSITIVE_INFINITY;
      left = n;
    },
  };
}

type Door = (input: never) => Promise<unknown>;

/** Every door is a process of its own: whoever calls it after a death calls a new one. */
export function inProcesses(world: World, revive: () => void): void {
  const { executions } = world;
  const anew = (door: Door) => async (input: never) => {
    revive();
    return door(input);
  };
  const doors = Object.entries(executions.functions).map(([name, door]) => [name, anew(door as Door)]);
  executions.functions = Object.fromEntries(doors);
}
