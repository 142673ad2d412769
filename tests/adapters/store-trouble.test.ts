import { describe, expect, it } from "vitest";
import { createStore } from "#adapters/store/store.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { chance } from "../end-to-end/chance.ts";
import { aMail, aProblem, aSubmission, at, deeds, frozen, journeyId, large, later } from "./deeds.ts";
import { laggingTable, stormyTable } from "./troubled-table.ts";

const secrets = { emailHash: "e".repeat(32) };
const program = "p";

/** Whoever gets no answer comes again, as a form's sender, a state machine and the sweep do. */
async function untilAnswered(task: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    try {
      return void (await task());
    } catch (error) {
      if ((error as Error).message !== "injected") throw error;
    }
  }
  throw new Error("There was no answer in 200 attempts.");
}

describe.each(Object.entries(deeds))("%s", (_, { before, act, look }) => {
  it("comes to the same end in any weather, when whoever got no answer does it again", async () => {
    const end = async (share: number, seed: number) => {
      const calm = memoryTable();
      const store = createStore(calm, secrets);
      await before?.(store, program);
      const storm = stormyTable(calm, chance(seed), share);
      await untilAnswered(() => act(createStore(storm.table, secrets), program));
      return { left: await look(store, program), thrown: storm.thrown() };
    };
    const { left } = await end(0, 0);
    let thrown = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const stormy = await end(0.4, seed);
      expect(stormy.left, `seed ${seed}`).toEqual(left);
      thrown += stormy.thrown;
    }
    expect(thrown).toBeGreaterThan(0);
  });
});

describe("while the indexes lag behind the rows,", () => {
  const aStore = () => {
    const lagging = laggingTable(() => Number.POSITIVE_INFINITY);
    return { ...lagging, store: createStore(lagging.table, secrets) };
  };

  it("a letter that has gone is not taken up again, and a new one is found a moment later", async () => {
    const { store, catchUp, behind } = aStore();
    await store.mails.put(aMail(program));
    expect(await store.mails.due(program, later, 9)).toEqual([]);
    await catchUp();
    expect(await store.mails.due(program, later, 9)).toHaveLength(1);
    await store.mails.move(frozen(program), "queued");
    expect((await store.mails.due(program, later, 9))[0]).toMatchObject({ state: "frozen", frozen: {} });
    await store.mails.move({ ...frozen(program), state: "sent" }, "frozen");
    expect(behind()).toBeGreaterThan(0);
    expect(await store.mails.due(program, later, 9)).toEqual([]);
    expect(await store.mails.list(program, "queued")).toHaveLength(1);
    expect((await store.mails.get(journeyId(program), `${journeyId(program)}/1`))!.state).toBe("sent");
  });

  it("a letter that was put off is not taken up before its time", async () => {
    const { store, catchUp } = aStore();
    await store.mails.put(aMail(program));
    await catchUp();
    await store.mails.move(aMail(program, { dueAt: later }), "queued");
    expect(await store.mails.due(program, at, 9)).toEqual([]);
  });

  it("work that is done and shown again is not put off, nor counted as failed for good", async () => {
    const { store, catchUp } = aStore();
    await store.runs.open(journeyId(program), at);
    await catchUp();
    await store.runs.finish(journeyId(program), 1);
    const [item] = await store.overdue(later, 9);
    expect(item).toMatchObject({ kind: "run", id: journeyId(program) });
    await store.postpone(item!, later);
    await store.failed(item!, () => later);
    await catchUp();
    expect(await store.overdue("2030-01-01T00:00:00.000Z", 9)).toEqual([]);
  });

  it("a submission's body is cleared once, and the submission still reads", async () => {
    const { store, catchUp } = aStore();
    await store.submissions.put(aSubmission(program, large));
    const id = `sub_${program}`;
    await store.submissions.mark(id, "received", { state: "mapped", journey: "j", bodyUntil: at });
    await catchUp();
    expect(await store.submissions.expired(later, 9)).toEqual([id]);
    await store.submissions.clear(id);
    expect(await store.submissions.expired(later, 9)).toEqual([id]);
    await store.submissions.clear(id);
    expect(await store.submissions.list(program, "mapped")).toMatchObject([{ id, body: "" }]);
    await catchUp();
    expect(await store.submissions.expired(later, 9)).toEqual([]);
  });

  it("a submission that was mapped is still listed as it was, whole", async () => {
    const { store, catchUp } = aStore();
    await store.submissions.put(aSubmission(program, large));
    await catchUp();
    const change = { state: "mapped" as const, journey: "j", bodyUntil: at };
    expect(await store.submissions.mark(`sub_${program}`, "received", change)).toBe("saved");
    await store.submissions.clear(`sub_${program}`);
    expect(await store.submissions.list(program, "received")).toMatchObject([{ id: `sub_${program}` }]);
  });

  it("a problem that is listed and was closed can be closed again", async () => {
    const { store, catchUp } = aStore();
    await store.problems.put(aProblem(program));
    await catchUp();
    for (let n = 0; n < 2; n += 1) await store.problems.close(program, "prb_1");
    expect(await store.problems.list(program)).toHaveLength(1);
    await catchUp();
    expect(await store.problems.list(program)).toEqual([]);
  });
});
