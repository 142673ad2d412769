import { describe, expect, it } from "vitest";
import { approvePairs, proposeApproved } from "#adapters/rounds/approving.ts";
import { editRound } from "#adapters/rounds/editing.ts";
import { lineOf } from "#adapters/rounds/line.ts";
import { workOutRest } from "#adapters/rounds/reworking.ts";
import { stageRound } from "#adapters/rounds/staging.ts";
import { decidePairs, doneSince, type Hand, lockPair } from "#core/matching/edit-round.ts";
import { type Couple, openIn, type StagedRound } from "#core/matching/staged-round.ts";
import { aLine, pair } from "../functions/a-line.ts";
import { monday as at, type World } from "../functions/a-world.ts";

const hand: Hand = { by: { id: "stf_1", name: "Testa" }, at };
const asked = { by: hand.by, at, waiting: 1 };

/** Three mentors with one place each, and three mentees, in a round that nobody has looked at. */
async function staged(count = 3) {
  const world = await aLine({ mentor: count, mentee: count }, 1);
  const answer = await stageRound(world.runtime, "test", asked);
  if (!("round" in answer)) throw new Error(answer.not);
  const { round } = answer;
  const approve = (seen: number, ...couples: Couple[]) =>
    approvePairs(world.runtime, "test", 1, seen, couples, hand);
  const reject = (seen: number, couple: Couple) =>
    editRound(world.runtime, "test", 1, seen, (one) => decidePairs(one, [couple], "rejected", hand));
  const now = async () => (await world.runtime.store.rounds.get("test", 1))!;
  const pairs = round.pairs.map(({ mentor, mentee }) => ({ mentor, mentee }));
  return { world, round, pairs, approve, reject, now };
}

const matchesIn = ({ runtime }: World) => runtime.store.journeys.list("test", "match");
const statesOf = ({ pairs }: StagedRound) => pairs.map(({ state }) => state);

describe("a staged round", () => {
  it("has everybody in it, who worked it out, by which rules, and tells nobody", async () => {
    const { world, round, now } = await staged();
    expect(await now()).toEqual(round);
    expect(round).toMatchObject({
      ...{ number: 1, version: 1, by: hand.by, pack: world.pack.version, on: "2026-03-02" },
      certificate: { pairs: 3, total: 3, optimal: true },
    });
    expect(round.pairs[0]!.because).toEqual([{ rule: "motivated", points: 1, result: "passed" }]);
    await world.run();
    await world.postman();
    expect(await matchesIn(world)).toEqual([]);
    expect(world.mailbox).toEqual([]);
  });

  it("keeps nothing that anybody said", async () => {
    const { world, round } = await staged();
    const [mentor] = await world.runtime.store.journeys.list("test", "mentor");
    const kept = JSON.stringify(round);
    expect(Object.keys(mentor!.facts)).toContain("age");
    for (const word of ['"age"', "50", '"saw"', mentor!.parties.mentor!.person])
      expect(kept).not.toContain(word);
  });

  it("is the only one while it is looked through, also of two that are asked for at once", async () => {
    const { world } = await staged();
    expect(await stageRound(world.runtime, "test", asked)).toEqual({ not: "open", open: 1 });
    const other = await aLine({ mentor: 2, mentee: 2 }, 1);
    const both = await Promise.all([1, 2].map(() => stageRound(other.runtime, "test", asked)));
    expect(both.filter((one) => "round" in one)).toHaveLength(1);
    expect(await other.runtime.store.rounds.list("test")).toMatchObject([{ number: 1, open: 2 }]);
  });

  it("is not worked out when too few wait", async () => {
    const world = await aLine({ mentor: 2, mentee: 2 });
    expect(await stageRound(world.runtime, "test", { ...asked, waiting: 3 })).toEqual({ not: "few" });
    expect(await world.runtime.store.rounds.list("test")).toEqual([]);
  });

  it("leaves out whoever is held, and whom a coordinator wants never matched", async () => {
    const world = await aLine({ mentor: 1, mentee: 2 });
    const { store } = world.runtime;
    await store.people.hold("per_mentee0", { id: "h", at, why: "a concern", by: "coordinator" });
    await store.apart.put({ program: "test", couple: pair(0, 1), at, by: "Testa", reason: "Neighbors." });
    const answer = await stageRound(world.runtime, "test", asked);
    expect(answer).toMatchObject({ round: { pairs: [], candidates: { mentees: ["jrn_mentee1"] } } });
    expect(JSON.stringify(answer)).not.toContain("Neighbors");
  });
});

describe("two coordinators at one round", () => {
  it("do not overwrite each other: the second sees what the first did", async () => {
    const { pairs, reject, now } = await staged();
    expect(await reject(1, pairs[0]!)).toHaveProperty("round");
    const late = await reject(1, pairs[1]!);
    expect(late).toHaveProperty("others");
    const { others } = late as { others: StagedRound };
    expect(doneSince(others, 1)).toMatchObject([{ did: "rejected", by: hand.by, pairs: [pairs[0]] }]);
    expect(statesOf(await now())).toEqual(["rejected", "open", "open"]);
  });

  it("who approve and reject the same pair at once: one of both counts, and only an approval is proposed", async () => {
    for (const first of ["approve", "reject"] as const) {
      const { world, pairs, approve, reject, now } = await staged(1);
      const acts = { approve: () => approve(1, pairs[0]!), reject: () => reject(1, pairs[0]!) };
      const second = first === "approve" ? "reject" : "approve";
      const answers = await Promise.all([acts[first](), acts[second]()]);
      expect(answers.filter((one) => one && "others" in one)).toHaveLength(1);
      const [state] = statesOf(await now());
      expect(await matchesIn(world)).toHaveLength(state === "approved" ? 1 : 0);
    }
  });
});

describe("approving", () => {
  it("proposes those pairs and no other", async () => {
    const { world, pairs, approve, now } = await staged();
    const answer = await approve(1, pairs[0]!, pairs[2]!);
    expect(answer).toMatchObject({ outcomes: [{ couple: pairs[0] }, { couple: pairs[2] }] });
    expect(await matchesIn(world)).toHaveLength(2);
    expect(statesOf(await now())).toEqual(["approved", "open", "approved"]);
  });

  it.each([
    ["held", (world: World, id: string) => hold(world, id), "held"],
    ["withdrawn", (world: World, id: string) => withdraw(world, id), "ended"],
    ["erased", (world: World, id: string) => erase(world, id), "gone"],
  ])("goes on without a pair of somebody who is %s meanwhile, and says so", async (_, happens, why) => {
    const { world, pairs, approve, now } = await staged();
    await happens(world, pairs[1]!.mentee);
    const answer = await approve(1, ...pairs);
    const { outcomes } = answer as { outcomes: { away?: unknown; match?: string }[] };
    expect(outcomes[1]).toMatchObject({ refused: "match.away", away: { side: "mentee", why } });
    expect(outcomes.filter(({ match }) => match)).toHaveLength(2);
    expect(statesOf(await now())).toEqual(["approved", "open", "approved"]);
  });

  it("refuses two whom a coordinator wants never matched", async () => {
    const { world, pairs, approve } = await staged(1);
    await world.runtime.store.apart.put({
      ...{ program: "test", couple: pairs[0]!, at, by: "Testa", reason: "Neighbors." },
    });
    expect(await approve(1, pairs[0]!)).toMatchObject({ outcomes: [{ refused: "match.apart" }] });
  });

  it("that died before it proposed is finished later, once", async () => {
    const { world, round, pairs, now } = await staged(1);
    const approved = decidePairs(round, pairs, "approved", hand)!;
    await world.runtime.store.rounds.save(approved);
    for (let n = 0; n < 2; n += 1) await proposeApproved(world.runtime, approved, pairs, hand);
    expect(await matchesIn(world)).toHaveLength(1);
    expect(statesOf(await now())).toEqual(["approved"]);
  });
});

describe("working out the rest", () => {
  it("gives whoever was declined the next best of the same round, and nobody the same again", async () => {
    const { world, pairs, approve, now } = await staged(2);
    await approve(1, ...pairs);
    await world.run();
    for (const { id } of await matchesIn(world)) await cancel(world, id);
    const answer = await workOutRest(world.runtime, "test", 1, 2, hand);
    expect(answer).toHaveProperty("round");
    const next = openIn(await now());
    expect(next).toHaveLength(2);
    for (const { mentor, mentee } of next) expect(pairs).not.toContainEqual({ mentor, mentee });
  });

  it("suggests two again whose match found no place, since nobody said no", async () => {
    const { world, pairs, approve } = await staged(2);
    await approve(1, pairs[0]!);
    await world.run();
    const [match] = await matchesIn(world);
    await lose(world, match!.id);
    const pack = (await world.runtime.store.packs.live("test"))!;
    const { never, before } = await lineOf(world.runtime.store, pack);
    expect(never).not.toContainEqual(pairs[0]);
    expect(before).toEqual([]);
  });

  it("keeps what is locked, and does not bring back what was rejected", async () => {
    const { world, pairs, reject, now } = await staged(3);
    await editRound(world.runtime, "test", 1, 1, (one) => lockPair(one, pairs[0]!, "locked", hand));
    await reject(2, pairs[1]!);
    await workOutRest(world.runtime, "test", 1, 3, hand);
    const open = openIn(await now()).map(({ mentor, mentee }) => ({ mentor, mentee }));
    expect(open).toContainEqual(pairs[0]);
    expect(open).not.toContainEqual(pairs[1]);
    expect(new Set(open.map(({ mentor }) => mentor)).size).toBe(open.length);
  });
});

async function hold({ runtime }: World, id: string): Promise<void> {
  const person = id.replace("jrn_", "per_");
  await runtime.store.people.hold(person, { id: "h", at, why: "a concern", by: "coordinator" });
}

async function withdraw(world: World, id: string): Promise<void> {
  await tell(world, id, "withdrawn");
}

async function erase({ runtime }: World, id: string): Promise<void> {
  for (const change of await runtime.store.erasing.own(id, at)) await runtime.store.erasing.apply(change);
}

/** As when somebody else got the place first. */
async function lose({ runtime: { store } }: World, id: string): Promise<void> {
  const match = (await store.journeys.get(id))!;
  const ended = { at, as: "canceled", reason: "no place" };
  await store.journeys.save({ ...match, ended, version: match.version + 1 });
}

const cancel = (world: World, id: string) => tell(world, id, "canceled");

async function tell(world: World, id: string, as: "withdrawn" | "canceled"): Promise<void> {
  const { store, machine } = world.runtime;
  const said = { schema: 1 as const, id: `${id}:${as}`, at, by: "coordinator", reason: "a test" };
  await store.events.put(id, { type: "ended", ...said, as });
  await machine.wake((await store.runs.get(id))!.token!);
  await world.run();
}
