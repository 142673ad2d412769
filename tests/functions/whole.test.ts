import { describe, expect, it } from "vitest";
import { send } from "#adapters/inbox.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { laggingTable } from "../adapters/troubled-table.ts";
import { chance } from "../end-to-end/chance.ts";
import { killedAt } from "./a-fault.ts";
import { typeformBody } from "./a-program.ts";
import { aWorld, type World } from "./a-world.ts";

/** Whoever asks from outside asks again when they get no answer. */
async function again<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch {
    return task();
  }
}

/** Time goes on, the executions run, the sweep and the postman come round. Any of them may die and comes again. */
async function rounds(world: World, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await world.run();
    await world.postman().catch(() => undefined);
    world.wait(150);
    await world.sweep().catch(() => undefined);
  }
}

async function throughTheProgram(world: World) {
  const { store, clock } = world.runtime;
  await again(() => world.typeform(typeformBody("abc")));
  for (const id of world.streamed.splice(0)) await world.map({ submission: id }).catch(() => undefined);
  await rounds(world, 5);
  const [journey] = await store.journeys.list("test", "mentee");
  const waiting = journey!.threads.main!.waiting!;
  if (waiting.kind !== "answers") throw new Error(`waits for ${waiting.kind}`);
  const common = { schema: 1 as const, at: clock.now() };
  const answered = {
    type: "answered" as const,
    id: "answer-1",
    by: "mentee",
    ask: waiting.id,
    role: "mentee",
    facts: { motivated: true },
  };
  await again(() => send(world.runtime, journey!.id, { ...common, ...answered }));
  await rounds(world, 5);
  const task = (await store.tasks.list("test", "open"))[0]!;
  const worked = {
    type: "worked" as const,
    id: "work-1",
    by: "coordinator",
    task: task.effect.id,
    facts: { talked: true },
    done: true,
  };
  await again(() => send(world.runtime, journey!.id, { ...common, ...worked }));
  await rounds(world, 5);
  return endState(world, journey!.id);
}

async function endState({ runtime: { store }, mailbox, executions }: World, id: string) {
  const journey = (await store.journeys.get(id))!;
  const submissions = await store.submissions.list("test", "mapped");
  return {
    journeys: (await store.journeys.list("test", "mentee")).length,
    facts: Object.fromEntries(Object.entries(journey.facts).map(([name, { value }]) => [name, value])),
    ended: journey.ended?.as,
    outbox: journey.outbox.length,
    submissions: submissions.map((submission) => submission.journey),
    mailbox: mailbox.map(({ letter, key }) => `${key} ${letter.to} ${letter.subject}`).sort(),
    mails: (await store.mails.ofJourney(id)).map((mail) => `${mail.effect.id} ${mail.state}`).sort(),
    tasks: (await store.tasks.ofJourney(id)).map((task) => `${task.effect.id} ${task.state}`).sort(),
    unread: (await store.events.unread(id)).length,
    people: (await store.people.sameEmail("test", "samira@example.org")).length,
    overdue: await store.overdue("2027-01-01T00:00:00.000Z", 100),
    problems: (await store.problems.list("test")).map((problem) => problem.code),
    live: [...executions.all.values()].filter((one) => one.state === "waiting" || one.state === "ready")
      .length,
  };
}

describe("one application through the whole program", () => {
  it("comes to its end, with each letter sent once", async () => {
    const world = await aWorld();
    const end = await throughTheProgram(world);
    expect(end).toMatchObject({
      journeys: 1,
      facts: { motivated: true, group: "light", talked: true, age: 30, languages: ["finnish"] },
      ended: "completed",
      outbox: 0,
      unread: 0,
      people: 1,
      overdue: [],
      problems: [],
      live: 0,
    });
    expect(end.mailbox.map((line) => line.split(" ").slice(2).join(" "))).toEqual([
      "We have your application",
      "One question",
    ]);
    expect(end.tasks.map((line) => line.split(" ")[1])).toEqual(["done"]);
  });

  it.each(["before", "after"] as const)(
    "comes to the same end when it is killed %s any write",
    async (when) => {
      const quiet = killedAt(memoryTable(), 0, when);
      const expected = await throughTheProgram(await aWorld({ table: quiet.table }));
      expect(quiet.writes()).toBeGreaterThan(50);
      // The first two writes publish the pack.
      for (let nth = 5; nth <= quiet.writes(); nth += 1) {
        const world = await aWorld({ table: killedAt(memoryTable(), nth, when).table });
        expect(await throughTheProgram(world), `killed ${when} write ${nth}`).toEqual(expected);
      }
    },
  );

  it("comes to the same end while the indexes of the table lag behind its rows", async () => {
    const expected = await throughTheProgram(await aWorld());
    for (let seed = 1; seed <= 20; seed += 1) {
      const { below } = chance(seed);
      const world = await aWorld({ table: laggingTable(() => below(12)).table });
      expect(await throughTheProgram(world), `seed ${seed}`).toEqual(expected);
    }
  });
});
