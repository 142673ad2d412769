import { afterEach, expect, it, vi } from "vitest";
import { send } from "#adapters/inbox.ts";
import type { Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { aWorld } from "../functions/a-world.ts";
import { scaled } from "../rules/law.ts";
import { crowd, lettersOf, oneQuestion, post } from "./a-crowd.ts";
import { aProvider, mailerOf } from "./a-provider.ts";

afterEach(() => void vi.unstubAllGlobals());

/** `WAYMARK_RUNS=20` makes them 5,004 people. */
const sizes: Record<string, number> = {
  huge: scaled(200),
  large: scaled(35),
  middle: scaled(10),
  small: scaled(4),
  tiny: 3,
  one: 1,
};
const opening = "2026-03-02T08:00:00.000Z";

/** Counts what is asked of a table. */
function counting(table: Table) {
  const counts: Record<string, number> = {};
  const counted = Object.fromEntries(
    Object.entries(table).map(([name, ask]) => [
      name,
      (...args: never[]) => {
        counts[name] = (counts[name] ?? 0) + 1;
        return (ask as (...args: never[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Table;
  return { table: counted, counts };
}

it("drains thousands who are due in one minute at the provider's rate, and no program waits for a larger one", async () => {
  const { table, counts } = counting(memoryTable());
  const provider = aProvider(() => undefined);
  const world = await aWorld({ table, pack: oneQuestion(), mailer: mailerOf(provider, table) });
  const journeys: string[] = [];
  for (const [id, size] of Object.entries(sizes))
    journeys.push(...(await crowd(world, oneQuestion(id), size)));
  await world.postman();
  let more = true;
  while (more) more = (await world.postman()).more;
  expect(provider.taken).toEqual([]);
  const asleep = [...world.executions.all.values()];
  // Nothing that the machine does waits for the provider: all are done with their part before a letter is out.
  expect(asleep.every(({ state, loops }) => state === "waiting" && loops <= 2)).toBe(true);

  world.wait((Date.parse(opening) - Date.parse(world.runtime.clock.now())) / 1000);
  for (const name of Object.keys(counts)) counts[name] = 0;
  // Somebody at the end of the line who is called before her letter is out moves on at once, and gets none.
  const called = journeys[sizes.huge! - 1]!;
  await post(world, "2026-03-02T08:00:30.000Z", async () => false);
  const { waiting } = (await world.runtime.store.journeys.get(called))!.threads.main!;
  await send(world.runtime, called, {
    ...{ type: "answered", schema: 1, id: "a", at: world.runtime.clock.now(), by: "coordinator" },
    ...{ ask: waiting?.kind === "answers" ? waiting.id : "", role: "mentee", facts: { motivated: true } },
  });
  await world.run();
  expect((await world.runtime.store.tasks.ofJourney(called)).map(({ effect }) => effect.text)).toEqual([
    "tasks.mentee.talk",
  ]);
  await post(world, "2026-03-02T18:00:00.000Z", async () => provider.taken.length >= journeys.length - 1);

  const letters = await lettersOf(world, journeys);
  const states = Object.groupBy(letters, ({ state, journey }) => (journey === called ? "called" : state));
  expect(Object.keys(states).sort()).toEqual(["called", "sent"]);
  expect(provider.taken).toHaveLength(journeys.length - (states.called![0]!.state === "sent" ? 0 : 1));
  expect(provider.tooFast).toBe(0);
  const took = (provider.taken.at(-1)!.at - Date.parse(opening)) / 1000;
  const ideal = journeys.length / 2;
  expect(took).toBeLessThanOrEqual(ideal * 1.08 + 60);

  const programs = Object.keys(sizes).length;
  const lines = Object.entries(sizes).map(([program, size]) => {
    const place = provider.taken.findLastIndex(({ key }) => key.startsWith(`jrn_${program}-`)) + 1;
    // As when each program has a queue of its own: nobody waits for more than one letter of each other program.
    expect(place, program).toBeLessThanOrEqual(size * (programs + 1));
    const seconds = (provider.taken[place - 1]!.at - Date.parse(opening)) / 1000;
    return `${program} ${size}: last letter after ${seconds} s`;
  });
  const reads = Object.entries(counts).map(
    ([name, count]) => `${name} ${(count / journeys.length).toFixed(2)}`,
  );
  console.info(
    `backlog: ${journeys.length} due at once, drained in ${(took / 60).toFixed(1)} min (2/s allows ${(ideal / 60).toFixed(1)}); ${lines.join("; ")}; asked of the table a letter: ${reads.join(", ")}`,
  );
}, 600_000);

it("gives each of very many programs its turn before any has a second one, however early a round ends", async () => {
  const provider = aProvider(() => undefined);
  const table = memoryTable();
  const world = await aWorld({ table, pack: oneQuestion(), mailer: mailerOf(provider, table) });
  const programs = Array.from({ length: 110 }, (_, index) => `p${index}`);
  for (const id of programs) await crowd(world, oneQuestion(id), 2);
  world.wait(2 * 3600);
  await post(world, "2026-03-02T18:00:00.000Z", async () => provider.taken.length >= 220);
  const served = provider.taken.map(({ key }) => /^jrn_(p\d+)-/.exec(key)![1]);
  expect(new Set(served.slice(0, 110)).size).toBe(110);
  expect(provider.taken).toHaveLength(220);
});
