import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Effect } from "#core/journey/effect.ts";
import { openJourney } from "#core/journey/open.ts";
import { monday as at, aWorld } from "./a-world.ts";

const id = "jrn_1";
const party = { person: "per_1", givenName: "Samira", facts: {}, copiedAt: at };
const log = (code: string) => ({ at, code, params: {}, by: "engine" });
const effects: Effect[] = [
  {
    kind: "mail",
    id: `${id}/1`,
    at,
    to: "per_1",
    text: "mails.mentee.received",
    params: {},
    reminder: 0,
    urgency: "routine",
  },
  {
    ...{
      kind: "mail",
      id: `${id}/2`,
      at,
      to: "per_1",
      text: "mails.mentee.survey",
      params: {},
      reminder: 0,
      urgency: "routine",
    },
    asks: { id: `${id}/0`, purpose: "form", step: "survey", role: "mentee" },
  },
  {
    kind: "task",
    id: `${id}/3`,
    at,
    text: "tasks.mentee.talk",
    params: {},
    work: { kind: "done" },
    urgent: false,
  },
  { kind: "task-closed", id: `${id}/4`, at, task: `${id}/3`, why: "no longer needed" },
  {
    kind: "message",
    id: `${id}/5`,
    at,
    to: "jrn_2",
    event: { type: "match.active", match: id, side: "mentee", from: id },
  },
  { kind: "log", id: `${id}/6`, at, entries: [log("one"), log("two")] },
];

async function delivered(chunks: string[][]) {
  const world = await aWorld();
  const { store } = world.runtime;
  const opening = {
    id,
    pack: world.pack,
    definition: "mentee",
    parties: { mentee: party },
    facts: {},
    by: "mentee",
    now: at,
  };
  await store.journeys.create({
    ...openJourney(opening),
    outbox: effects.map((effect) => ({ version: 1, effect })),
  });
  for (const chunk of chunks) await world.deliver({ journey: id, effects: chunk });
  return { rows: await world.table.query(`JOURNEY#${id}`), messages: await store.events.all("jrn_2"), world };
}

const ids = effects.map((effect) => effect.id);

describe("delivering effects", () => {
  it("puts the row of each", async () => {
    const { rows, messages, world } = await delivered([ids]);
    const { store } = world.runtime;
    expect(rows.map((row) => row.sk.split("#")[0])).toEqual(["JOURNEY", "LOG", "MAIL", "MAIL", "TASK"]);
    expect(await store.tasks.get(id, `${id}/3`)).toMatchObject({
      state: "no longer needed",
      about: ["Samira"],
    });
    expect(messages).toMatchObject([{ id: `${id}/5`, type: "match.active", by: "engine", from: id }]);
    expect((await store.logs.of(id)).map((entry) => entry.code)).toEqual(["one", "two"]);
  });

  it("puts the same rows in whatever order, and however often", async () => {
    const expected = await delivered([ids]);
    const chunks = fc.array(fc.subarray(ids, { minLength: 1 }), { maxLength: 5 });
    const all = fc.shuffledSubarray(ids, { minLength: ids.length, maxLength: ids.length });
    await fc.assert(
      fc.asyncProperty(chunks, all, async (some, order) => {
        const { rows, messages } = await delivered([...some, ...order.map((one) => [one]), ...some]);
        expect(rows).toEqual(expected.rows);
        expect(messages).toEqual(expected.messages);
      }),
      { numRuns: 30 },
    );
  });

  it("does all the others when one cannot be delivered, and says that it failed", async () => {
    const { world, rows } = await delivered([[`${id}/3`]]);
    const task = rows.find(({ sk }) => sk.startsWith("TASK#"))!;
    await world.table.put({ ...task, schema: 2 });
    const { store } = world.runtime;
    await expect(world.deliver({ journey: id, effects: ids })).rejects.toThrow("store.newer-schema");
    expect(await world.table.get(task)).toEqual({ ...task, schema: 2 });
    expect(await store.mails.ofJourney(id)).toHaveLength(2);
    expect((await store.logs.of(id)).map((entry) => entry.code)).toEqual(["one", "two"]);
  });

  it("leaves alone what is no longer in the outbox", async () => {
    const { rows } = await delivered([[`${id}/99`]]);
    expect(rows).toHaveLength(1);
  });
});
