import { send } from "#adapters/inbox.ts";
import { proposeMatch } from "#adapters/proposing.ts";
import type { Task } from "#adapters/store.ts";
import type { JourneyEvent } from "#core/journey/event.ts";
import { Journey } from "#core/journey/journey.ts";
import { habitOf } from "./habits.ts";
import type { House } from "./house.ts";
import type { Arrived } from "./office.ts";
import { programNames } from "./program.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A page, one that is not there any more, and one that wants something else to be written. */
const understood = [200, 404, 422];

/** People who read their letters, and staff who look at the console twice a day. They try again until they see that it worked. */
export function createFolk(house: House, seed: number, until: number) {
  const { line, provider } = house;
  const read = new Set<string>();
  const worked = new Set<string>();

  /** Until it is answered without an error. */
  async function insist<T>(task: () => Promise<T>): Promise<T | undefined> {
    for (let n = 0; n < 200 && line.now() < until; n += 1) {
      try {
        return await task();
      } catch {
        await line.sleep(2 * minute);
      }
    }
    return undefined;
  }

  async function look(path: string, form?: Record<string, string>): Promise<string> {
    const response = await house.doors().page(path, form);
    if (!understood.includes(response.status)) throw new Error(`page ${response.status}`);
    return response.text();
  }

  /** Opens the page and sends its form, with the proof that it was opened; where no form is, there is nothing to send. */
  async function answer(path: string, form: Record<string, string>, more = ""): Promise<void> {
    await insist(async () => {
      const page = /name="page" value="([^"]+)"/.exec(await look(path))?.[1];
      if (page !== undefined) await look(`${path}${more}`, { ...form, page });
    });
  }

  /** Scanners open each link first. Then most answer, some twice; a few want no more letters, or say that something is not right. */
  async function readLetter({ key, letter }: Arrived): Promise<void> {
    const { below, happens } = habitOf(seed, "reader", letter.to, letter.subject);
    const [page] = /\/p\/[\w.~-]+/.exec(letter.text) ?? [];
    const [stop] = /\/u\/[\w.~-]+/.exec(letter.headers["List-Unsubscribe"]!)!;
    await line.sleep(below(60) * minute);
    if (page) await insist(() => look(page));
    await line.sleep(below(9 * 24) * hour);
    if (habitOf(seed, "stops", key).happens(0.04))
      return void (await insist(() => look(stop, { "List-Unsubscribe": "One-Click" })));
    if (!page) return;
    if (habitOf(seed, "wrong", key).happens(0.08))
      return answer(page, { words: "Something is wrong here" }, "/not-right");
    const motivated = happens(0.7) ? "yes" : "no";
    await Promise.all(Array.from({ length: happens(0.2) ? 2 : 1 }, () => answer(page, { motivated })));
  }

  function readMail(): void {
    for (const mail of provider.mailbox) {
      if (read.has(mail.key)) continue;
      read.add(mail.key);
      void readLetter(mail);
    }
  }

  function eventOf({ effect }: Task, at: string): JourneyEvent | undefined {
    const common = { schema: 1 as const, id: `${effect.id}:worked`, at, by: "coordinator" };
    const { work } = effect;
    if (work.kind === "match") return undefined;
    if (work.kind === "call")
      return {
        ...{ type: "answered", ...common, ask: String(effect.params.ask), role: work.role },
        ...{ how: "phone", facts: { motivated: true } },
      };
    const facts: Record<string, boolean> = work.kind === "form" ? { talked: true } : {};
    const outcome = work.kind === "choose" ? { outcome: work.proposed } : {};
    return { type: "worked", ...common, task: effect.id, facts, done: true, ...outcome };
  }

  async function workTasks(program: string): Promise<void> {
    for (const task of await house.store.tasks.list(program, "open")) {
      if (worked.has(task.effect.id)) continue;
      worked.add(task.effect.id);
      const at = new Date(line.now()).toISOString();
      const event = eventOf(task, at);
      if (event) await insist(() => house.doors().desk((desk) => send(desk, task.journey, event)));
    }
  }

  /** The oldest mentee and the oldest mentor who wait for somebody. */
  async function propose(program: string): Promise<void> {
    const waiting = journeysOf(house).filter((journey) => journey.program === program && isWaiting(journey));
    const [mentee] = waiting.filter(({ definition }) => definition === "mentee");
    const [mentor] = waiting.filter(({ definition }) => definition === "mentor");
    if (!mentee || !mentor) return;
    const sides = { mentor: mentor.id, mentee: mentee.id };
    await insist(() => house.doors().desk((desk) => proposeMatch(desk, program, sides, "coordinator")));
  }

  /** Once a person has looked, what was stopped goes on. */
  async function closeProblems(program: string): Promise<void> {
    for (const { id } of await house.store.problems.list(program))
      await insist(() => house.doors().desk((desk) => desk.store.problems.close(program, id)));
  }

  async function office(): Promise<void> {
    while (line.now() < until) {
      await line.sleep(12 * hour);
      readMail();
      for (const program of programNames) {
        await workTasks(program);
        await propose(program);
        await closeProblems(program);
      }
    }
  }

  return { office, readMail };
}

const isWaiting = ({ threads, places }: Journey): boolean =>
  threads.main?.waiting?.kind === "queue" && places.length === 0;

/** As they stand in their rows, oldest first. */
export const journeysOf = ({ ledger }: Pick<House, "ledger">): Journey[] =>
  ledger
    .rows()
    .filter(({ sk, erasedAt }) => sk === "JOURNEY" && erasedAt === undefined)
    .map(({ journey }) => Journey.parse(journey))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));

export const untilOfDay = (days: number): number => days * day;
