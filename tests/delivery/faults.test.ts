import { afterEach, describe, expect, it, vi } from "vitest";
import { hour } from "#adapters/moment.ts";
import { createPace } from "#adapters/pace.ts";
import { createMailer } from "#adapters/resend.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { openDesk } from "#console/desk.ts";
import { troubles } from "#console/screens/trouble.tsx";
import { aWorld, monday, type World } from "../functions/a-world.ts";
import { scaled, seed } from "../rules/law.ts";
import { crowd, lettersOf, oneQuestion, post } from "./a-crowd.ts";
import { aProvider, mailerOf, random, type Trouble } from "./a-provider.ts";

afterEach(() => void vi.unstubAllGlobals());

const from = Date.parse(monday);
const always = { mailHours: { from: "00:00", until: "23:59" }, holidays: [] };

/** So many people whose letters are due now, before a provider that has its troubles. */
async function due(size: number, trouble: Parameters<typeof aProvider>[0], change = always) {
  const table = memoryTable();
  const provider = aProvider(trouble);
  const pack = oneQuestion("test", change);
  const world = await aWorld({ table, pack, mailer: mailerOf(provider, table) });
  const journeys = await crowd(world, pack, size);
  const letters = () => lettersOf(world, journeys);
  const isOver = async () => (await letters()).every(({ state }) => state !== "queued" && state !== "frozen");
  return { world, table, provider, pack, journeys, letters, isOver };
}

const later = (hours: number): string => new Date(from + hours * hour * 1000).toISOString();
const keysOf = (taken: { key: string }[]) => taken.map(({ key }) => key);

describe("a provider in trouble", () => {
  it("gets each letter once, whatever goes wrong with three requests in ten, and never more than two a second", async () => {
    const dice = random(seed);
    const kinds: Trouble[] = ["429", "429, come back", "500", "503", "reset", "dns", "lost"];
    const size = scaled(100);
    const { world, provider, letters, isOver } = await due(size, () =>
      dice() < 0.3 ? kinds[Math.floor(dice() * kinds.length)] : undefined,
    );
    await post(world, later(20), isOver);
    const states = Object.entries(Object.groupBy(await letters(), ({ state }) => state));
    expect(states.map(([state, mails]) => [state, mails!.length])).toEqual([["sent", size]]);
    expect(new Set(keysOf(provider.taken)).size).toBe(provider.taken.length);
    expect(provider.taken).toHaveLength(size);
    expect([provider.tooFast, provider.conflicts]).toEqual([0, 0]);
    const counts = Object.entries(provider.troubles).map(([kind, count]) => `${kind} ${count}`);
    console.info(
      `faults: ${size} letters, seed ${seed}: ${counts.join(", ")}; all delivered once, 0 too fast`,
    );
  }, 600_000);

  it("gets the same bytes under the same key when it took a letter and nobody heard of it", async () => {
    const size = scaled(50);
    const first = new Set<string>();
    const { world, provider, letters, isOver } = await due(size, ({ key }) => {
      if (first.has(key)) return undefined;
      first.add(key);
      return "lost";
    });
    await post(world, later(20), isOver);
    expect((await letters()).every(({ state }) => state === "sent")).toBe(true);
    expect(provider.taken).toHaveLength(size);
    expect([...provider.bodies.values()].every((bodies) => bodies.size === 1)).toBe(true);
    expect(provider.conflicts).toBe(0);
    console.info(`lost answers: ${size} letters, each taken once, 0 conflicts`);
  }, 600_000);

  it.each([23, 25, 72])(
    "is not asked any more a day after the first try: down for %i hours",
    async (down) => {
      const size = scaled(10);
      const asked = new Map<string, number[]>();
      const { world, provider, letters, isOver } = await due(size, ({ key, at }) => {
        asked.set(key, [...(asked.get(key) ?? []), at]);
        if (at >= from + down * hour * 1000) return undefined;
        // Of every second letter the first try did arrive.
        return asked.get(key)!.length === 1 && Number(/\d+/.exec(key)) % 2 === 0 ? "lost" : "503";
      });
      await post(world, later(down + 2), isOver, 10);
      const tries = [...asked.values()];
      expect(tries.every((moments) => moments.at(-1)! - moments[0]! < 23 * hour * 1000)).toBe(true);
      expect(new Set(keysOf(provider.taken)).size).toBe(provider.taken.length);
      const mails = await letters();
      const unknown = mails.filter(({ state }) => state === "unknown");
      expect(mails.every(({ state }) => state === "unknown" || state === "sent")).toBe(true);
      if (down > 23) expect(unknown).toHaveLength(size);
      expect(unknown.every(({ reason }) => reason === "check")).toBe(true);
      const shown = (await stuck(world)).filter(({ tag }) => tag === "Letter");
      expect(shown).toHaveLength(unknown.length);
      for (const { what, fix, actions } of shown) {
        expect(what).toContain("may not have arrived");
        expect(fix).toContain("Ask the person before it is sent again.");
        expect(actions.map(({ label }) => label)).toEqual(["Let it go", "I told them"]);
      }
      console.info(
        `down ${down} h: ${size} letters, ${unknown.length} to be checked, none asked for again after 23 h`,
      );
    },
    600_000,
  );

  it("gets the same bytes after the texts, the live version and the key of links have changed", async () => {
    const size = scaled(25);
    const tried = new Set<string>();
    const { world, provider, pack, letters, isOver } = await due(size, ({ key }) => {
      if (tried.has(key)) return undefined;
      tried.add(key);
      return "lost";
    });
    let more = true;
    while (more) more = (await world.postman()).more;
    const door = world.doorOf("postman");
    const get = door.store.packs.get.bind(door.store.packs);
    const en = Object.fromEntries(Object.entries(pack.texts.en!).map(([key, text]) => [key, `New: ${text}`]));
    door.store.packs.get = async (...which) => ({ ...(await get(...which)), texts: { en } });
    await world.runtime.store.packs.publish({ ...pack, version: "fedcba987654", texts: { en } });
    await world.runtime.store.packs.setLive("test", "fedcba987654");
    const { linkKeys } = door.secrets;
    Object.defineProperty(door.secrets, "linkKeys", { value: ["n".repeat(32), linkKeys[0]] });
    await post(world, later(20), isOver);
    expect((await letters()).every(({ state }) => state === "sent")).toBe(true);
    expect(provider.taken).toHaveLength(size);
    expect([...provider.bodies.values()].every((bodies) => bodies.size === 1)).toBe(true);
    expect(provider.conflicts).toBe(0);
    console.info(`changed texts: ${size} letters sent again byte for byte, 0 conflicts`);
  }, 600_000);
});

/** What a coordinator sees of what stands still. */
async function stuck(world: World) {
  const staff = { id: "mem_1", name: "Testa", role: "coordinator", admin: false };
  return troubles((await openDesk(world.doorOf("console"), {}, "test", staff, ["test"]))!);
}

describe("the account's rate", () => {
  const letter = { from: "f", replyTo: "r", to: "t", subject: "s", html: "h", text: "t", headers: {} };
  const timeFrom = (start: number) => {
    let now = start;
    return {
      now: () => new Date(now).toISOString(),
      wait(seconds: number) {
        now += seconds * 1000;
      },
    };
  };

  it("is kept by all who send, also by a second postman or a letter to try things out", async () => {
    const table = memoryTable();
    const provider = aProvider(() => undefined);
    const time = timeFrom(from);
    const senders = [1, 2, 3].map(() => mailerOf(provider, table)(time));
    for (let index = 0; index < 60; index += 1) await senders[index % 3]!.send(letter, `jrn_a/${index}`);
    expect(provider.tooFast).toBe(0);
    expect(provider.taken).toHaveLength(60);
    expect((Date.parse(time.now()) - from) / 1000).toBeCloseTo(29.5, 1);
  });

  it("is lower for all when the provider says so, and nobody sends while it rests", async () => {
    const table = memoryTable();
    const time = timeFrom(from);
    const asked: number[] = [];
    vi.stubGlobal("fetch", async () => {
      asked.push((Date.parse(time.now()) - from) / 1000);
      const [status, body, headers] =
        asked.length === 2
          ? ([
              429,
              { statusCode: 429, name: "rate_limit_exceeded", message: "" },
              { "retry-after": "12" },
            ] as const)
          : ([200, { id: "em" }, { "ratelimit-limit": "1", "ratelimit-policy": "1;w=4" }] as const);
      return new Response(JSON.stringify(body), { status, headers });
    });
    const wall = { now: () => Date.parse(time.now()), pause: async (ms: number) => time.wait(ms / 1000) };
    const [one, other] = [1, 2].map(() => createMailer({ key: "re", pace: createPace(table, 2, wall) }));
    await one!.send(letter, "jrn_a/1");
    await other!.send(letter, "jrn_a/2");
    await one!.send(letter, "jrn_a/3");
    await one!.send(letter, "jrn_a/4");
    expect(asked).toEqual([0, 0.5, 12.5, 16.5]);
  });

  it("is not waited for when it takes too long: the round ends, and what was not tried is as it was", async () => {
    const { world, provider, letters } = await due(4, () => undefined);
    vi.stubGlobal("fetch", async () => {
      provider.requests.push(provider.now());
      return new Response(JSON.stringify({ statusCode: 429, name: "rate_limit_exceeded", message: "" }), {
        status: 429,
        headers: { "retry-after": "600" },
      });
    });
    expect(await world.postman()).toEqual({ busy: false, more: false, done: { waits: 1, rest: 1 } });
    expect(provider.requests).toHaveLength(1);
    expect((await letters()).map(({ state }) => state).sort()).toEqual([
      "frozen",
      "frozen",
      "queued",
      "queued",
    ]);
    expect(await world.runtime.store.problems.list("test")).toEqual([]);
  });
});
