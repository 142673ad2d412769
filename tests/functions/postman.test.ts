import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { send } from "#adapters/inbox.ts";
import type { Delivery } from "#adapters/mailer.ts";
import { after } from "#adapters/moment.ts";
import { sendAgain } from "#console/letters.ts";
import type { Person } from "#core/people/person.ts";
import { backoff } from "#functions/backoff.ts";
import { aProgram, typeformBody } from "./a-program.ts";
import { aWorld } from "./a-world.ts";
import { applied } from "./applied.ts";

const hour = 3600;

const fails = (code: string, more: Partial<Extract<Delivery, { ok: false }>> = {}): Delivery => ({
  ok: false,
  code,
  retryable: true,
  ...more,
});

describe("the postman", () => {
  it("sends what is due, with links that open and slots in what is kept", async () => {
    const { world, store, journey } = await applied();
    await world.postman();
    expect(world.mailbox.map(({ letter }) => letter.subject)).toEqual([
      "We have your application",
      "One question",
    ]);
    const asked = world.mailbox[1]!.letter;
    expect(asked.from).toBe('"Test program" <hello@example.org>');
    expect(asked.text).toMatch(/https:\/\/waymark\.example\.org\/p\/v1\.[\w-]{6}\./);
    expect(asked.headers["List-Unsubscribe"]).toMatch(
      /^<https:\/\/waymark\.example\.org\/u\/v1\.[\w-]{6}\..*>$/,
    );
    expect(JSON.stringify(asked)).not.toContain("{{");
    const kept = JSON.stringify((await store.mails.ofJourney(journey)).map((mail) => mail.frozen));
    expect(kept).toContain(".{{mac}}");
    expect(kept).not.toContain(/v1\.\S+/.exec(asked.text)![0]);
  });

  it("leaves everything to the one who has the lease", async () => {
    const { world, store } = await applied();
    await store.leases.take("postman", "other", world.runtime.clock.now(), "2026-03-02T08:00:00.000Z");
    expect(await world.postman()).toMatchObject({ busy: true });
    expect(world.mailbox).toEqual([]);
  });

  it.each<[string, Partial<Person>, string]>([
    ["without consent", { consent: undefined }, "held no-consent"],
    ["to a suppressed address", { suppressed: "bounced" }, "held suppressed"],
    ["without an address", { email: undefined }, "failed no-address"],
  ])("writes nothing %s, and shows it", async (_, edit, state) => {
    const { world, states, change } = await applied();
    await change(edit);
    await world.postman();
    expect(world.mailbox).toEqual([]);
    expect(await states()).toEqual([state, state]);
  });

  it("tells the journey of whom it cannot reach", async () => {
    const { world, store, change } = await applied();
    await change({ email: undefined });
    await world.postman();
    await world.run();
    const texts = (await store.tasks.list("test", "open")).map((task) => task.effect.text);
    expect(texts).toContain("tasks.call");
  });

  it("keeps routine letters of a person on hold until staff let them go", async () => {
    const { world, store, person, journey, states } = await applied();
    await store.people.hold(person, {
      id: "h",
      at: world.runtime.clock.now(),
      why: "concern",
      by: "coordinator",
    });
    await world.postman();
    expect(await states()).toEqual(["held hold", "held hold"]);
    await store.people.lift(person, "h");
    for (const { effect } of await store.mails.list("test", "held"))
      await sendAgain(world.runtime, "test", journey, effect.id);
    await world.postman();
    expect(await states()).toEqual(["sent", "sent"]);
  });

  it("waits for mail hours", async () => {
    const { world, states } = await applied();
    world.wait(12 * hour);
    await world.postman();
    expect(await states()).toEqual(["queued", "queued"]);
    world.wait(11 * hour);
    await world.postman();
    expect(world.mailbox).toHaveLength(2);
    expect(world.mailbox[0]!.at).toBe("2026-03-03T06:00:00.000Z");
  });

  it("waits for mail hours where the person lives, and counts the days there", async () => {
    const { world, states, change, asRoutine } = await applied();
    await asRoutine();
    await change({ zone: "America/St_Johns" });
    await world.postman();
    expect(await states()).toEqual(["queued", "queued"]);
    world.wait(4.5 * hour - 1);
    await world.postman();
    expect(world.mailbox).toEqual([]);
    world.wait(1);
    await world.postman();
    expect(world.mailbox.map(({ at }) => at)).toEqual(["2026-03-02T11:30:00.000Z"]);
    // A new day has begun in Helsinki, and not yet there.
    world.wait(11 * hour);
    await world.postman();
    expect(world.mailbox).toHaveLength(1);
    world.wait(13 * hour);
    await world.postman();
    expect(world.mailbox.map(({ at }) => at)[1]).toBe("2026-03-03T11:30:00.000Z");
  });

  it("keeps to the quota of a day, where the program is", async () => {
    const { world, asRoutine } = await applied();
    await asRoutine();
    await world.postman();
    expect(world.mailbox).toHaveLength(1);
    world.wait(2 * hour);
    await world.postman();
    expect(world.mailbox).toHaveLength(1);
    world.wait(22 * hour);
    await world.postman();
    expect(world.mailbox).toHaveLength(2);
  });

  it.each([
    ["whose answer never came", fails("application_error")],
    ["that has to wait for the provider", fails("rate_limit_exceeded", { afterSeconds: 60 })],
  ])("takes a letter %s for one of its day, and sends no other in its place", async (_, answer) => {
    const { world, states, asRoutine } = await applied();
    await asRoutine();
    world.answers.push(answer);
    await world.postman();
    expect(await states()).toEqual(["frozen", "queued"]);
    world.wait(hour);
    await world.postman();
    expect(await states()).toEqual(["sent", "queued"]);
    expect(world.mailbox).toHaveLength(1);
  });

  it("replies at once to what somebody has done, which takes no place in the day; of what else there is one goes out a day", async () => {
    const { world, store, journey, states } = await applied();
    const [told] = await store.mails.ofJourney(journey);
    for (const number of [98, 99]) {
      const routine = { ...told!.effect, id: `${journey}/${number}`, urgency: "routine" as const };
      await store.mails.put({ ...told!, effect: routine });
    }
    await world.postman();
    expect(await states()).toEqual(["sent", "sent", "sent", "queued"]);
    world.wait(24 * hour);
    await world.postman();
    expect(await states()).toEqual(["sent", "sent", "sent", "sent"]);
  });

  it("drops the question that was answered meanwhile, with a reason", async () => {
    const { world, store, journey, states } = await applied();
    const { waiting } = (await store.journeys.get(journey))!.threads.main!;
    const ask = waiting?.kind === "answers" ? waiting.id : "";
    const at = world.runtime.clock.now();
    await send(world.runtime, journey, {
      type: "answered",
      schema: 1,
      id: "a",
      at,
      by: "mentee",
      ask,
      role: "mentee",
      facts: { motivated: false },
    });
    await world.run();
    await world.postman();
    expect(await states()).toEqual(["sent", "dropped no-longer-asked"]);
  });

  it("tries again later with the same bytes, also after the texts have changed", async () => {
    const { world, store, journey } = await applied();
    world.answers.push(fails("application_error"), fails("application_error"));
    await world.postman();
    expect(world.mailbox).toEqual([]);
    const frozen = (await store.mails.ofJourney(journey)).map((mail) => mail.frozen!.html);
    world.wait(61);
    await world.postman();
    expect(world.mailbox).toHaveLength(2);
    expect((await store.mails.ofJourney(journey)).map((mail) => mail.frozen!.html)).toEqual(frozen);
    expect((await store.mails.ofJourney(journey)).map((mail) => mail.state)).toEqual(["sent", "sent"]);
  });

  it("stops a frozen letter for a hold, and for nothing less", async () => {
    const { world, store, person, states } = await applied();
    world.answers.push(fails("application_error"), fails("application_error"));
    await world.postman();
    await store.people.hold(person, {
      id: "h",
      at: world.runtime.clock.now(),
      why: "concern",
      by: "coordinator",
    });
    world.wait(61);
    await world.postman();
    expect(await states()).toEqual(["held hold", "held hold"]);
  });

  it("gives up after 23 hours and asks somebody to check", async () => {
    const { world, store, states } = await applied();
    world.answers.push(fails("application_error"), fails("application_error"));
    await world.postman();
    world.wait(23 * hour);
    await world.postman();
    expect(await states()).toEqual(["unknown check", "unknown check"]);
    expect(world.mailbox).toEqual([]);
    expect((await store.problems.list("test")).map((problem) => problem.code)).toEqual([
      "mail.unknown",
      "mail.unknown",
    ]);
  });

  it("takes a conflict of bodies for a letter that may have arrived", async () => {
    const { world, states } = await applied();
    world.answers.push(fails("invalid_idempotent_request", { retryable: false }));
    await world.postman();
    expect(await states()).toEqual(["unknown check", "sent"]);
  });

  it("gives up what the provider refuses, and tells the journey", async () => {
    const { world, store, journey, states } = await applied();
    world.answers.push(
      { ok: true, id: "1" },
      fails("validation_error", { retryable: false, refused: "letter" }),
    );
    await world.postman();
    expect(await states()).toEqual(["sent", "failed validation_error"]);
    expect((await store.events.all(journey))[0]).toMatchObject({
      type: "mail-failed",
      code: "validation_error",
    });
  });

  it("stops for now when the provider refuses us, with one problem for all", async () => {
    const { world, store, states } = await applied();
    const refusal = fails("invalid_api_key", { refused: "us", afterSeconds: 900 });
    world.answers.push(refusal);
    await world.postman();
    expect(await states()).toEqual(["frozen", "queued"]);
    world.answers.push(refusal);
    await world.postman();
    expect((await store.problems.list("test")).map((problem) => problem.code)).toEqual([
      "mail.provider-refuses",
    ]);
    world.wait(1000);
    await world.postman();
    expect(world.mailbox).toHaveLength(2);
  });

  it("holds a letter that cannot be written, and goes on with the others", async () => {
    const pack = aProgram();
    const { "mails.mentee.received.body": _, ...en } = pack.texts.en!;
    const { world, store, states } = await applied(await aWorld({ pack: { ...pack, texts: { en } } }));
    await world.postman();
    expect(await states()).toEqual(["held not-composed", "sent"]);
    expect((await store.problems.list("test"))[0]).toMatchObject({
      code: "mail.not-composed",
      detail: { text: "mails.mentee.received" },
    });
  });

  it("begins nothing new once its time is up, and says that there is more", async () => {
    const { world } = await applied();
    expect(await world.postman(world.runtime.clock.now())).toMatchObject({ more: true, done: {} });
    expect(world.mailbox).toEqual([]);
    world.wait(5);
    expect(await world.postman(after(world.runtime.clock.now(), 60))).toMatchObject({
      more: false,
      done: { sent: 2 },
    });
    expect(world.measured.at(-1)).toEqual({ MailsSent: 2, OldestMailSeconds: 5 });
  });

  it("sends the very same letter again, although the key of links was changed meanwhile", async () => {
    const { world } = await applied();
    world.answers.push({ ok: false, code: "application_error", retryable: true });
    await world.postman();
    const first = world.mailbox.length;
    const { secrets } = world.doorOf("postman");
    const [older] = secrets.linkKeys;
    Object.defineProperty(secrets, "linkKeys", { value: ["n".repeat(32), older] });
    world.wait(3600);
    await world.postman();
    const again = world.mailbox.slice(first).map(({ letter }) => letter.text);
    expect(again.join()).toContain("/v1.");
    expect(await world.runtime.store.mails.list("test", "unknown")).toEqual([]);
  });

  it("finds what waits behind letters that the index shows although they are over", async () => {
    const { world, store } = await applied();
    const { due } = world.table;
    const gone = { pk: "JOURNEY#gone", sk: "MAIL#gone/1", dueAt: "2026-03-01T00:00:00.000Z" };
    const behind = Array.from({ length: 60 }, () => gone);
    world.table.due = async (key, upTo, limit) =>
      [...(key.startsWith("mail#") ? behind : []), ...(await due(key, upTo, limit))].slice(0, limit);
    expect((await store.mails.due("test", world.runtime.clock.now(), 10)).length).toBe(2);
  });

  it("sends what is urgent before anything else, of whichever program", async () => {
    const { world, store, journey } = await applied();
    const [told] = await store.mails.ofJourney(journey);
    const effect = { ...told!.effect, id: `${journey}/99`, urgency: "safety" as const };
    await store.mails.put({ ...told!, effect });
    await world.postman();
    expect(world.mailbox[0]!.key).toBe(`${journey}/99`);
  });

  it("rests when there is no program", async () => {
    const { world } = await applied();
    world.doorOf("postman").store.packs.programs = async () => [];
    expect(await world.postman()).toEqual({ busy: false, more: false, done: {} });
  });

  it("takes programs by turns", async () => {
    const { world, store } = await applied();
    await applied(world, "def");
    const small = aProgram({ id: "small" });
    await store.packs.publish(small);
    await store.packs.setLive("small", small.version);
    await world.typeform(typeformBody("xyz", { email: "xyz@example.org" }), "small");
    for (const submission of world.streamed.splice(0)) await world.map({ submission });
    await world.run();
    await world.postman();
    expect(
      world.mailbox
        .slice(0, 4)
        .map(({ letter }) => letter.to)
        .filter((to) => to.startsWith("xyz")),
    ).toHaveLength(2);
    expect(world.mailbox).toHaveLength(6);
  });
});

describe("the wait before another try", () => {
  it("grows to an hour, never less than asked, the same for the same letter and attempt", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), fc.nat(7200), (id, attempt, least) => {
        const start = "2026-03-02T07:00:00.000Z";
        const at = backoff(start, id, attempt, least);
        const seconds = (Date.parse(at) - Date.parse(start)) / 1000;
        const most = Math.min(30 * 2 ** (attempt - 1), 3600);
        expect(at).toBe(backoff(start, id, attempt, least));
        return seconds >= Math.max(least, most / 2) && seconds <= Math.max(least, most);
      }),
    );
  });
});
