import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createStore } from "#adapters/store/store.ts";
import { at, deeds, later } from "./deeds.ts";
import { connect, startDynalite } from "./dynalite.ts";
import { type Fault, startFaultyEndpoint } from "./faulty-endpoint.ts";

const secrets = { emailHash: "e".repeat(32) };
let local: Awaited<ReturnType<typeof startDynalite>>;
let faulty: Awaited<ReturnType<typeof startFaultyEndpoint>>;
beforeAll(async () => {
  local = await startDynalite();
  faulty = await startFaultyEndpoint(local.endpoint);
});
afterAll(async () => {
  await faulty.close();
  await local.close();
});
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

let run = 0;

/** Does one deed in a program of its own, with one fault at one of its requests. */
async function outcome(name: string, fault?: Fault, nth = 0) {
  const { before, act, look } = deeds[name]!;
  const program = `p${++run}`;
  const calm = createStore(local.table, secrets);
  await before?.(calm, program);
  const { table, disconnect } = connect(faulty.endpoint);
  if (fault) faulty.plan(...Array.from({ length: nth }, () => "fine" as const), fault);
  faulty.count();
  const answer = await act(createStore(table, secrets), program);
  const requests = faulty.count();
  faulty.plan();
  disconnect();
  const seen = JSON.stringify({ answer, left: await look(calm, program) });
  return { requests, seen: seen.replaceAll(program, "program") };
}

describe.each(Object.keys(deeds))("%s", (name) => {
  it("comes to the same when the answer to any of its requests is lost", async () => {
    const calm = await outcome(name);
    expect(calm.requests).toBeGreaterThan(0);
    for (let nth = 0; nth < calm.requests; nth += 1)
      expect((await outcome(name, "unanswered", nth)).seen, `request ${nth}`).toEqual(calm.seen);
  });
});

it("a problem that is back while its closing is tried again stays open", async () => {
  const calm = createStore(local.table, secrets);
  const problem = { id: "prb_1", program: "back", at, code: "x", detail: {}, state: "open" as const };
  await calm.problems.put(problem);
  const { table, disconnect } = connect(faulty.endpoint);
  // The first request reads the problem, the second closes it.
  faulty.plan("fine", "unanswered");
  faulty.meanwhile(
    () => Promise.resolve(),
    () => calm.problems.put({ ...problem, at: later }),
  );
  await createStore(table, secrets).problems.close("back", "prb_1");
  disconnect();
  expect(await calm.problems.list("back")).toEqual([{ ...problem, at: later }]);
});
