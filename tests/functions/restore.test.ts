import { describe, expect, it } from "vitest";
import { send } from "#adapters/inbox.ts";
import { notErased, remap, restore } from "#adapters/restoring.ts";
import type { Row, Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { sendAgain } from "#console/letters.ts";
import { typeformBody } from "./a-program.ts";
import { aWorld, type World } from "./a-world.ts";

const day = 24 * 3600;

/** A table whose rows can be counted, copied and lost, as those of a backup are. */
function aKept() {
  const rows = memoryTable();
  const keys = new Map<string, Pick<Row, "pk" | "sk">>();
  const remember = ({ pk, sk }: Pick<Row, "pk" | "sk">) => keys.set(`${pk}\n${sk}`, { pk, sk });
  const table: Table = {
    ...rows,
    async put(row, when) {
      remember(row);
      return rows.put(row, when);
    },
  };
  const all = async () =>
    (await Promise.all([...keys.values()].map((key) => rows.get(key)))).filter((row) => row !== undefined);
  return {
    table,
    all,
    async *pks() {
      yield* new Set((await all()).map(({ pk }) => pk));
    },
    async lose(is: (row: Row) => boolean) {
      for (const row of await all()) if (is(row)) await rows.delete(row);
    },
    async copy() {
      const copied = aKept();
      for (const row of await all()) await copied.table.put(row);
      return copied;
    },
  };
}

async function aLivingWorld() {
  const kept = aKept();
  const world = await aWorld({ table: kept.table });
  await apply(world, "abc");
  return { kept, world };
}

async function apply(world: World, token: string) {
  await world.typeform(typeformBody(token, { email: `${token}@example.org` }));
  for (const submission of world.streamed.splice(0)) await world.map({ submission });
  await world.run();
}

async function live(world: World, days: number) {
  for (let n = 0; n < days * 4; n += 1) {
    await world.run();
    await world.postman();
    world.wait(day / 4);
    await world.sweep();
  }
}

async function answer(world: World, journey: string, id: string) {
  const found = (await world.runtime.store.journeys.get(journey))!;
  const waiting = found.threads.main!.waiting!;
  if (waiting.kind !== "answers") throw new Error(`waits for ${waiting.kind}`);
  const event = {
    schema: 1 as const,
    id,
    at: world.runtime.clock.now(),
    by: "mentee",
    facts: { motivated: true },
  };
  await send(world.runtime, journey, { type: "answered", ...event, ask: waiting.id, role: "mentee" });
}

const journeyOf = async (world: World, token: string) => {
  const [person] = await world.runtime.store.people.sameEmail("test", `${token}@example.org`);
  return (await world.runtime.store.people.journeysOf(person!))[0]!;
};

/** What each letter says and to whom, without the links that are another one's each time. */
const letters = (world: World) => world.mailbox.map(({ letter }) => `${letter.to} ${letter.subject}`);
const twice = (all: string[]) => all.filter((one, n) => all.indexOf(one) !== n);

const putBack = async (
  world: World,
  kept: ReturnType<typeof aKept>,
  from: ReturnType<typeof aKept>,
  point: string,
  replace: boolean,
) => {
  const work = {
    from: from.table,
    own: kept.table,
    point,
    now: world.runtime.clock.now(),
    replace,
    write: true,
  };
  const counts = await restore(work, from.pks());
  return { ...counts, remapped: await remap(work, kept.pks()) };
};

const held = async (world: World) =>
  (await world.runtime.store.mails.list("test", "unknown")).map(
    ({ effect, reason }) => `${effect.text} ${reason}`,
  );

describe("putting a table back", () => {
  it("sends no letter twice to whose journey is put back, and asks a person about each", async () => {
    const { kept, world } = await aLivingWorld();
    const point = world.runtime.clock.now();
    // At this moment both letters are decided and wait for the postman.
    const backup = await kept.copy();
    await live(world, 8);
    const before = letters(world);
    expect(before).toHaveLength(3);
    await apply(world, "late");
    const counts = await putBack(world, kept, backup, point, true);
    expect(counts).toMatchObject({ replaced: 1, letters: 3 });
    await live(world, 20);
    const sent = letters(world).filter((letter) => letter.startsWith("abc@"));
    expect(sent).toEqual(before);
    expect(twice(world.mailbox.map(({ key }) => key))).toEqual([]);
    expect(await held(world)).toContain("mails.mentee.survey restored");
    expect(world.measured.some(({ HeldMails }) => Number(HeldMails) > 0)).toBe(true);
    // Whoever came since is served as ever.
    expect(letters(world).filter((letter) => letter.startsWith("late@"))).toHaveLength(3);
  });

  it("lets a held letter out once a person says so", async () => {
    const { kept, world } = await aLivingWorld();
    const [point, backup] = [world.runtime.clock.now(), await kept.copy()];
    await live(world, 8);
    await putBack(world, kept, backup, point, true);
    await live(world, 9);
    const [mail] = await world.runtime.store.mails.list("test", "unknown");
    const count = world.mailbox.length;
    await sendAgain(world.runtime, "test", mail!.journey, mail!.effect.id);
    await live(world, 1);
    expect(world.mailbox).toHaveLength(count + 1);
  });

  it("brings back what was lost, holds its letters for as long, and goes on", async () => {
    const { kept, world } = await aLivingWorld();
    const [point, backup] = [world.runtime.clock.now(), await kept.copy()];
    const journey = await journeyOf(world, "abc");
    await live(world, 8);
    const before = letters(world);
    await kept.lose(({ pk }) => pk === `JOURNEY#${journey}` || pk.startsWith("PERSON#"));
    expect(await putBack(world, kept, backup, point, false)).toMatchObject({ replaced: 0, remapped: 0 });
    await live(world, 7);
    expect(letters(world)).toEqual(before);
    expect((await held(world)).sort()).toEqual([
      "mails.mentee.received restored",
      ...Array(2).fill("mails.mentee.survey restored"),
    ]);
    await answer(world, journey, "answer-1");
    await live(world, 1);
    const tasks = await world.runtime.store.tasks.list("test", "open");
    expect(tasks.map(({ effect }) => effect.text)).toEqual(["tasks.mentee.talk"]);
  });

  it("takes in once more what people answered since", async () => {
    const { kept, world } = await aLivingWorld();
    const journey = await journeyOf(world, "abc");
    await live(world, 1);
    const [point, backup] = [world.runtime.clock.now(), await kept.copy()];
    await answer(world, journey, "answer-1");
    await live(world, 2);
    const tasks = async () =>
      (await world.runtime.store.tasks.ofJourney(journey)).map(
        ({ effect, state }) => `${effect.text} ${state}`,
      );
    expect(await tasks()).toEqual(["tasks.mentee.talk open"]);
    expect(await putBack(world, kept, backup, point, true)).toMatchObject({ replayed: 1, undone: 1 });
    expect(await tasks()).toEqual([]);
    await live(world, 1);
    expect(await tasks()).toEqual(["tasks.mentee.talk open"]);
    expect(twice(letters(world))).toEqual([]);
  });

  it("keeps forms that came since, and maps those again whose journey is nowhere", async () => {
    const { kept, world } = await aLivingWorld();
    const [point, backup] = [world.runtime.clock.now(), await kept.copy()];
    await live(world, 1);
    await apply(world, "late");
    await live(world, 1);
    const journey = await journeyOf(world, "late");
    const before = letters(world);
    await kept.lose(({ pk }) => pk === `JOURNEY#${journey}`);
    expect(await putBack(world, kept, backup, point, false)).toMatchObject({ missing: 0, remapped: 1 });
    await live(world, 1);
    expect(await world.runtime.store.journeys.get(journey)).toMatchObject({ definition: "mentee" });
    expect(letters(world)).toEqual(before);
    expect(await held(world)).toHaveLength(2);
  });

  it("can be killed after every write and run again, and once done changes nothing more", async () => {
    const { kept, world } = await aLivingWorld();
    const [point, backup] = [world.runtime.clock.now(), await kept.copy()];
    await live(world, 8);
    const whole = await kept.copy();
    const now = world.runtime.clock.now();
    const work = { from: backup.table, point, now, replace: true, write: true };
    await restore({ ...work, own: whole.table }, backup.pks());
    const end = JSON.stringify(
      (await whole.all()).filter(({ sk }) => sk.startsWith("MAIL#")).map(({ sk }) => sk),
    );
    for (let writes = 0; writes < 12; writes += 1) {
      const copy = await kept.copy();
      let left = writes;
      const dying = async <T>(write: () => Promise<T>): Promise<T> => {
        if (left === 0) throw new Error("killed");
        left -= 1;
        return write();
      };
      const own: Table = {
        ...copy.table,
        put: (row, when) => dying(() => copy.table.put(row, when)),
        delete: (key) => dying(() => copy.table.delete(key)),
      };
      await restore({ ...work, own }, backup.pks()).catch(() => undefined);
      await restore({ ...work, own: copy.table }, backup.pks());
      const rows = await copy.all();
      expect(JSON.stringify(rows.filter(({ sk }) => sk.startsWith("MAIL#")).map(({ sk }) => sk))).toBe(end);
      const sent = rows.find(({ sk }) => sk === "RESTORED")!.restored as { sent: string[]; done: boolean };
      expect(sent).toMatchObject({ done: true, sent: [expect.any(String), expect.any(String)] });
      expect(await restore({ ...work, own: copy.table }, backup.pks())).toMatchObject({
        replaced: 0,
        missing: 0,
      });
      expect(await copy.all()).toEqual(rows);
    }
  });

  it("keeps the wish for no more letters, and nobody who was erased", async () => {
    const { kept, world } = await aLivingWorld();
    const [point, backup] = [world.runtime.clock.now(), await kept.copy()];
    const journey = await journeyOf(world, "abc");
    const [person] = await world.runtime.store.people.sameEmail("test", "abc@example.org");
    await world.runtime.store.people.suppress(person!, "unsubscribed");
    await putBack(world, kept, backup, point, true);
    expect((await world.runtime.store.people.get(person!))!.suppressed).toBe("unsubscribed");
    const ledger = [{ person: person!, journeys: [journey] }];
    expect(await notErased(backup.table, ledger, kept.table)).toEqual([person]);
    await kept.table.put({ pk: `PERSON#${person}`, sk: "PERSON", erasedAt: point });
    await putBack(world, kept, backup, point, true);
    expect(await world.runtime.store.people.get(person!)).toBeUndefined();
    await backup.table.put({ pk: `PERSON#${person}`, sk: "PERSON", erasedAt: point });
    expect(await notErased(backup.table, ledger, kept.table)).toEqual([]);
  });
});
