import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eraseWhole, wouldErase } from "#adapters/erasure.ts";
import { send } from "#adapters/inbox.ts";
import { portray } from "#adapters/portrait.ts";
import { createStore } from "#adapters/store/store.ts";
import type { Row, Table } from "#adapters/table.ts";
import { killedAt } from "../functions/a-fault.ts";
import { typeformBody } from "../functions/a-program.ts";
import { aWorld, type World } from "../functions/a-world.ts";
import { found, keptTable } from "./kept-table.ts";
import { hers, his, samirasForm, settle, twoLives, type Until, work } from "./two-lives.ts";

const all = Object.values(hers);

async function lived(until: Until, more: { goodbye?: boolean } = {}) {
  const archive = keptTable();
  const life = await twoLives(archive.table, until, more);
  return { ...life, ...archive };
}

const erased = (runtime: World["runtime"], person: string, world: World) =>
  eraseWhole(runtime, person, () => world.run(), 10);

/** What leads from an address to the person, and from the person there. */
const addresses = (rows: Row[], person: string): Row[] =>
  rows.filter(({ pk, sk }) =>
    pk.startsWith("EMAIL#") ? sk === person : pk === `PERSON#${person}` && sk.startsWith("EMAIL#"),
  );

/** The table of a process that stops for a while at its nth write, and then goes on as if nothing had been. */
function heldBefore(table: Table, nth: number, meanwhile: () => Promise<void>): Table {
  let writes = 0;
  const held =
    <A extends unknown[], R>(write: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      writes += 1;
      if (writes === nth) await meanwhile();
      return write(...args);
    };
  return { ...table, put: held(table.put), update: held(table.update), delete: held(table.delete) };
}

describe("a life", () => {
  it("leaves her words in rows of every kind, or the tests below would find nothing", async () => {
    const { rows } = await lived("over");
    const hits = found(await rows(), all);
    for (const word of all)
      expect(
        hits.some((hit) => hit.endsWith(word)),
        word,
      ).toBe(true);
    expect(new Set(hits.map((hit) => /^\S+ (\w+)/.exec(hit)![1]))).toEqual(
      new Set(["SUBMISSION", "PERSON", "JOURNEY", "EVENT", "TASK", "MAIL", "LETTER", "LOG"]),
    );
  });
});

describe("erasing a person", () => {
  it.each(["alone", "over"] as const)("leaves none of her words anywhere (%s)", async (until) => {
    const { world, rows, person } = await lived(until);
    expect((await erased(world.runtime, person, world))!.waiting).toEqual({ matches: [], executions: [] });
    expect(found(await rows(), all)).toEqual([]);
    expect(await world.runtime.erasures.get(person)).toMatchObject({ finishedAt: expect.any(String) });
  });

  it("says before what would go, and changes nothing by it", async () => {
    const { world, rows, person, mentee, match } = await lived("over");
    const before = await rows();
    const portrait = (await portray(world.runtime, person))!;
    expect(portrait).toEqual({
      person,
      program: "test",
      own: [mentee],
      matches: [{ journey: match, state: "over" }],
    });
    const counts = await wouldErase(world.runtime, portrait);
    expect(await rows()).toEqual(before);
    expect(await world.runtime.erasures.all()).toEqual([]);
    expect(counts).toMatchObject({ person: 1, submission: 1, address: 1, run: 1, pointer: 2 });
    expect((await erased(world.runtime, person, world))!.gone).toEqual(counts);
  });

  it("finds the address that was written down by a change which died on its way", async () => {
    // The way to the pointer, the pointer, the old pointer, the person.
    for (const nth of [1, 2, 3, 4])
      for (const when of ["before", "after"] as const) {
        const { world, rows, table, person } = await lived("alone");
        const dying = killedAt(table, nth, when);
        const { people } = createStore(dying.table, world.runtime.secrets);
        const known = (await people.get(person))!;
        const moved = { ...known, email: "elsewhere@example.org", version: known.version + 1 };
        await expect(people.save(moved)).rejects.toThrow("killed");
        await erased(world.runtime, person, world);
        expect(addresses(await rows(), person), `${when} write ${nth}`).toEqual([]);
      }
  });

  it("leaves no address that a change which came too late puts back", async () => {
    const { world, rows, table, person } = await lived("alone");
    const known = (await world.runtime.store.people.get(person))!;
    const moved = { ...known, email: "elsewhere@example.org", version: known.version + 1 };
    // Somebody else is before it, and the erasure before it puts back the pointer that it took away.
    const outrun = heldBefore(table, 5, async () => void (await erased(world.runtime, person, world)));
    const { people } = createStore(
      heldBefore(outrun, 4, () => world.runtime.store.people.suppress(person, "bounced")),
      world.runtime.secrets,
    );
    expect(await people.save(moved)).toBe("stale");
    expect(await world.runtime.store.people.get(person)).toBeUndefined();
    expect(addresses(await rows(), person)).toEqual([]);
  });

  it.each([1, 2, 3, 4])("leaves no address of a change that it overtakes before write %i", async (nth) => {
    const { world, rows, table, person } = await lived("alone");
    const outrun = heldBefore(table, nth, async () => {
      expect((await erased(world.runtime, person, world))!.waiting).toEqual({ matches: [], executions: [] });
    });
    const { people } = createStore(outrun, world.runtime.secrets);
    const known = (await people.get(person))!;
    const moved = { ...known, email: "elsewhere@example.org", version: known.version + 1 };
    expect(await people.save(moved)).toBe("stale");
    expect(await world.runtime.erasures.get(person)).toMatchObject({ finishedAt: expect.any(String) });
    expect(await people.sameEmail("test", moved.email)).toEqual([]);
    expect(addresses(await rows(), person)).toEqual([]);
  });

  it("finds the person by their journey, and nobody by an id that nobody has", async () => {
    const { world, person, mentee } = await lived("alone");
    expect((await portray(world.runtime, mentee))!.person).toBe(person);
    expect(await portray(world.runtime, "per_nobody")).toBeUndefined();
    expect(await erased(world.runtime, "per_nobody", world)).toBeUndefined();
    expect(await world.runtime.erasures.all()).toEqual([]);
  });

  it("leaves the other side what is theirs", async () => {
    const { world, person, mentor, match } = await lived("over");
    const { store } = world.runtime;
    const before = await store.logs.of(match);
    await erased(world.runtime, person, world);
    const after = (await store.journeys.get(match))!;
    expect(after.parties.mentor).toMatchObject({ givenName: his.name });
    expect(after.parties.mentee).toMatchObject({ givenName: "—", facts: {} });
    expect(after.facts["mentor.motivated"]).toMatchObject({ value: true });
    expect(after.facts.talked).toMatchObject({ value: true });
    expect(Object.keys(after.facts).filter((fact) => fact.startsWith("mentee."))).toEqual([]);
    const codes = (entries: typeof before) => entries.map(({ at, code }) => `${at} ${code}`);
    expect(codes(await store.logs.of(match))).toEqual(codes(before));
    expect((await store.journeys.get(mentor))!.parties.mentor).toMatchObject({ givenName: his.name });
    expect((await store.people.get("per_mentorius"))!.email).toBe(his.email);
    expect(await store.people.sameEmail("test", his.email)).toEqual(["per_mentorius"]);
    expect(await store.people.sameEmail("test", hers.email)).toEqual([]);
    expect((await store.tasks.ofJourney(match)).map(({ about }) => about)).toEqual([[his.name]]);
  });

  it("ends her execution, and no letter, task or problem of hers comes afterwards", async () => {
    const { world, person, mentee } = await lived("alone");
    await erased(world.runtime, person, world);
    const letters = world.mailbox.length;
    const mine = [...world.executions.all.values()].filter(({ journey }) => journey === mentee);
    expect(mine.map(({ state }) => state)).toEqual(["done"]);
    world.wait(60 * 86_400);
    await settle(world);
    expect(world.mailbox.slice(letters).filter(({ letter }) => letter.to === hers.email)).toEqual([]);
    const { store } = world.runtime;
    expect(await store.overdue("2027-01-01T00:00:00.000Z", 100)).not.toContainEqual(
      expect.objectContaining({ id: mentee }),
    );
    expect(await store.problems.list("test")).toEqual([]);
    expect((await store.journeys.list("test", "mentee")).length).toBe(0);
  });

  it("stops her letters before the first row goes", async () => {
    const { world, person } = await lived("alone");
    const { store } = world.runtime;
    const died = {
      ...store,
      erasing: { ...store.erasing, apply: () => Promise.reject(new Error("killed")) },
    };
    await expect(erased({ ...world.runtime, store: died }, person, world)).rejects.toThrow("killed");
    expect(await store.people.get(person)).toMatchObject({
      suppressed: "erased",
      holds: [{ id: "erasure" }],
    });
    expect(await world.runtime.erasures.get(person)).toMatchObject({ person });
    expect((await world.runtime.erasures.get(person))!.finishedAt).toBeUndefined();
  });
});

describe("somebody who was erased", () => {
  it("does not come back when the same form is delivered again", async () => {
    const { world, rows, person } = await lived("alone");
    await erased(world.runtime, person, world);
    expect(await world.typeform(samirasForm())).toMatchObject({ status: 200, body: { state: "known" } });
    for (const submission of world.streamed.splice(0)) await world.map({ submission });
    await settle(world);
    expect(found(await rows(), all)).toEqual([]);
    expect(await world.runtime.store.people.get(person)).toBeUndefined();
  });

  it("does not come back by a form that the table had forgotten, whose body goes with the next retention", async () => {
    const { world, rows, table, person } = await lived("alone");
    await erased(world.runtime, person, world);
    const id = person.replace("per_", "sub_");
    await table.delete({ pk: `SUBMISSION#${id}`, sk: "SUBMISSION" });
    expect(await world.typeform(samirasForm())).toMatchObject({ status: 202 });
    expect(await world.map({ submission: id })).toEqual({ state: "mapped" });
    expect(await world.runtime.store.people.get(person)).toBeUndefined();
    expect(await world.runtime.store.people.sameEmail("test", hers.email)).toEqual([]);
    world.wait(1);
    await world.retention();
    await settle(world);
    expect(found(await rows(), all)).toEqual([]);
  });

  it("is not written to by what was still under way", async () => {
    const { world, rows, person, mentee } = await lived("alone");
    const journey = (await world.runtime.store.journeys.get(mentee))!;
    await erased(world.runtime, person, world);
    const { store } = world.runtime;
    expect(await store.journeys.save({ ...journey, version: journey.version + 1 })).toBe("stale");
    expect(await store.journeys.create(journey)).toBe("known");
    expect(await store.runs.touch(mentee, 1, "2026-06-01T00:00:00.000Z")).toBe("stale");
    expect(await world.advance({ journey: mentee, generation: 1, loops: 0 })).toMatchObject({
      next: "stale",
    });
    expect(found(await rows(), all)).toEqual([]);
  });

  it("has what reached her journey afterwards put away without a word", async () => {
    const { world, person, mentee } = await lived("alone");
    await erased(world.runtime, person, world);
    const at = world.runtime.clock.now();
    const place = { side: "mentee", from: "jrn_match", match: "jrn_match", outcome: "ended early" };
    const event = { schema: 1 as const, id: "late", at, by: "engine" };
    await send(world.runtime, mentee, { type: "match.over", ...event, ...place });
    await settle(world);
    expect(await world.runtime.store.events.unread(mentee)).toEqual([]);
    expect(await world.runtime.store.problems.list("test")).toEqual([]);
    expect(await world.runtime.store.problems.list("unknown")).toEqual([]);
  });

  it("is looked through once more, for what an execution wrote with its last breath", async () => {
    const { world, rows, table, person, mentee } = await lived("alone");
    const { machine, store } = world.runtime;
    let breathed = false;
    const alive = async (journey: string, generation: number) => {
      const lives = await machine.alive(journey, generation);
      if (lives || breathed) return lives;
      breathed = true;
      const entry = { at: "", code: "note.written", by: "engine", params: { note: hers.note } };
      await store.logs.put(mentee, `${mentee}/999`, [entry]);
      await table.put({ pk: `JOURNEY#${mentee}`, sk: `LETTER#${mentee}/998`, letter: { to: hers.email } });
      return false;
    };
    await erased({ ...world.runtime, machine: { ...machine, alive } }, person, world);
    expect(breathed).toBe(true);
    expect(found(await rows(), all)).toEqual([]);
  });
});

describe("a match that still runs", () => {
  it("is ended as staff end it, and then nothing in it names her", async () => {
    const { world, rows, person, match } = await lived("together");
    expect((await portray(world.runtime, person))!.matches).toEqual([{ journey: match, state: "running" }]);
    const first = await eraseWhole(world.runtime, person, async () => undefined, 1);
    expect(first!.waiting.matches).toEqual([match]);
    expect((await world.runtime.erasures.get(person))!.finishedAt).toBeUndefined();
    await settle(world);
    expect((await world.runtime.store.journeys.get(match))!.ended).toMatchObject({ as: "ended early" });
    expect((await erased(world.runtime, person, world))!.waiting.matches).toEqual([]);
    expect(found(await rows(), all)).toEqual([]);
    const mentor = (await world.runtime.store.journeys.get("jrn_mentorius"))!;
    expect(mentor.places).toEqual([]);
  });

  it("with last steps to go names her no more, and waits for those", async () => {
    const { world, rows, person, match } = await lived("together", { goodbye: true });
    const first = await eraseWhole(world.runtime, person, () => settle(world), 20);
    expect(first!.waiting).toEqual({ matches: [match], executions: [] });
    expect((await world.runtime.erasures.get(person))!.finishedAt).toBeUndefined();
    expect(found(await rows(), all)).toEqual([]);
    expect((await world.runtime.store.journeys.get(match))!.ended).toBeUndefined();
    await work(world, match, hers.note, hers.wish);
    expect((await world.runtime.store.journeys.get(match))!.ended).toMatchObject({ as: "ended early" });
    expect((await erased(world.runtime, person, world))!.waiting.matches).toEqual([]);
    expect(found(await rows(), all)).toEqual([]);
    expect((await world.runtime.erasures.get(person))!.finishedAt).toBeDefined();
  });

  it("lets a letter that is on its way reach the other side, and forgets it then", async () => {
    const { world, rows, person, match } = await lived("together");
    const { store } = world.runtime;
    const [mail] = (await store.mails.ofJourney(match)).filter(({ effect }) => effect.to === "per_mentorius");
    await store.mails.move({ ...mail!, state: "frozen" }, mail!.state);
    const first = await eraseWhole(world.runtime, person, () => world.run(), 20);
    expect(first!.waiting.matches).toEqual([match]);
    expect((await store.mails.get(match, mail!.effect.id))!.frozen!.text).toContain(hers.name);
    await store.mails.move({ ...mail!, state: "sent" }, "frozen");
    expect((await erased(world.runtime, person, world))!.waiting.matches).toEqual([]);
    expect(found(await rows(), all)).toEqual([]);
  });

  it("is given the time to end by itself", async () => {
    const { world, rows, person } = await lived("together");
    const outcome = await eraseWhole(world.runtime, person, () => settle(world), 10);
    expect(outcome!.waiting).toEqual({ matches: [], executions: [] });
    expect(found(await rows(), all)).toEqual([]);
  });
});

describe("an erasure that is killed", () => {
  it.each(["before", "after"] as const)(
    "ends the same when it is done again, killed %s any write",
    async (when) => {
      const quiet = await killedIn(0, when);
      expect(quiet.writes).toBeGreaterThan(30);
      for (let nth = 1; nth <= quiet.writes; nth += 1) {
        const { left, state } = await killedIn(nth, when);
        expect(left, `killed ${when} write ${nth}`).toEqual([]);
        expect(state, `killed ${when} write ${nth}`).toEqual(quiet.state);
      }
    },
  );

  async function killedIn(nth: number, when: "before" | "after") {
    const { world, rows, table, restore, person } = await lifeThatCanBeHadAgain();
    const { table: faulty, writes } = killedAt(table, nth, when);
    const runtime = { ...world.runtime, store: createStore(faulty, { emailHash: "e".repeat(40) }) };
    if (nth > 0) await expect(erased(runtime, person, world)).rejects.toThrow("killed");
    await erased(runtime, person, world);
    const left = found(await rows(), all);
    const state = (await rows()).map((row) => `${row.pk} ${row.sk}`).sort();
    const finished = (await world.runtime.erasures.get(person))!.finishedAt !== undefined;
    await restore([]);
    return { left, state: { rows: state, finished }, writes: writes() };
  }

  /** Living takes longer than erasing: it is done once, and put back for each kill. */
  let backup: Awaited<ReturnType<ReturnType<typeof keptTable>["rows"]>> | undefined;
  let lifetime: { person: string } | undefined;
  async function lifeThatCanBeHadAgain() {
    if (!backup) {
      const life = await lived("over");
      backup = await life.rows();
      lifetime = { person: life.person };
    }
    const archive = keptTable();
    const world = await aWorld({ table: archive.table });
    await archive.restore(backup);
    return { world, ...archive, ...lifetime! };
  }
});

describe("a backup that is put back", () => {
  it("brings her back, and the ledger sends her away again", async () => {
    const { world, rows, restore, person } = await lived("over");
    const backup = await rows();
    await erased(world.runtime, person, world);
    await restore(backup);
    expect(found(await rows(), all)).not.toEqual([]);
    const noted = await world.runtime.erasures.all();
    expect(noted.map((entry) => entry.person)).toEqual([person]);
    await erased(world.runtime, person, world);
    expect(found(await rows(), all)).toEqual([]);
    expect((await erased(world.runtime, person, world))!.gone).toEqual({});
  });

  it("from before her form was read does not let it be read", async () => {
    const archive = keptTable();
    const world = await aWorld({ table: archive.table });
    await world.typeform(typeformBody("early", { name: hers.name, email: hers.email }));
    const backup = await archive.rows();
    const [submission] = world.streamed.splice(0);
    await world.map({ submission: submission! });
    await settle(world);
    const person = submission!.replace("sub_", "per_");
    await erased(world.runtime, person, world);
    await archive.restore(backup);
    await erased(world.runtime, person, world);
    world.wait(3600);
    await settle(world);
    expect(found(await archive.rows(), [hers.name, hers.email])).toEqual([]);
    expect(await world.runtime.store.journeys.list("test", "mentee")).toEqual([]);
  });
});

describe("whatever she wrote", () => {
  const text = fc
    .string({ minLength: 6, maxLength: 40, unit: "grapheme" })
    .map((written) => `${written.trim()}qzx`);

  it("is gone after her erasure", async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (name, domain) => {
        const archive = keptTable();
        const world = await aWorld({ table: archive.table });
        const email = `${Buffer.from(domain).toString("hex")}@example.org`;
        await world.typeform(typeformBody("any", { name, email }));
        const [submission] = world.streamed.splice(0);
        await world.map({ submission: submission! });
        await settle(world);
        const [person] = await world.runtime.store.people.sameEmail("test", email);
        if (!person) return;
        await erased(world.runtime, person, world);
        expect(found(await archive.rows(), [email, JSON.stringify(name).slice(1, -1)])).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
