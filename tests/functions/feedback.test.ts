import { describe, expect, it } from "vitest";
import { sendAgain } from "#console/letters.ts";
import { lastWord } from "#core/messages/arrival.ts";
import { aProgram } from "./a-program.ts";
import { aWorld, type World } from "./a-world.ts";
import { applied } from "./applied.ts";
import { anEvent, hard, says, soft } from "./provider-says.ts";

const hour = 3600;
const journeyOf = (mail: string) => mail.slice(0, mail.lastIndexOf("/"));

/** Somebody who has both letters: one that told something, one that asked. */
async function written(world?: World, token?: string) {
  const one = await applied(world, token);
  await one.world.postman();
  const mails = await one.store.mails.ofJourney(one.journey);
  const [told, asked] = [mails.find(({ effect }) => !effect.asks)!, mails.find(({ effect }) => effect.asks)!];
  return {
    ...one,
    told: told.effect.id,
    asked: asked.effect.id,
    async tasks() {
      await one.world.run();
      const tasks = await one.store.tasks.ofJourney(one.journey);
      return tasks.filter(({ state }) => state === "open").map(({ effect }) => effect.text);
    },
    suppressed: async () => (await one.store.people.get(one.person))?.suppressed,
    lastWords: async () => {
      const heard = await one.store.mails.heard(one.journey);
      return [told, asked].map(({ effect }) => lastWord(heard.get(effect.id) ?? []));
    },
  };
}

describe("what the provider says of a letter", () => {
  it("is kept, once, however often it is said", async () => {
    const { world, told, asked, lastWords, tasks } = await written();
    expect(await says(world, anEvent(told, "sent"))).toEqual({ status: 200, body: { state: "stored" } });
    expect(await says(world, anEvent(told, "delivered"), { id: "msg_2" })).toMatchObject({ status: 200 });
    expect(await says(world, anEvent(told, "delivered"), { id: "msg_3" })).toEqual({
      status: 200,
      body: { state: "known" },
    });
    await says(world, anEvent(asked, "delivery_delayed"));
    expect(await lastWords()).toEqual(["delivered", "delayed"]);
    expect(await tasks()).toEqual([]);
  });

  it("is read from tags of either form", async () => {
    const { world, told, lastWords } = await written();
    const { tags } = anEvent(told, "delivered").data;
    const list = Object.entries(tags).map(([name, value]) => ({ name, value }));
    await says(world, anEvent(told, "delivered", { tags: list }));
    expect(await lastWords()).toEqual(["delivered", undefined]);
  });

  it("stops all letters to an address that is none, and has somebody call where an answer is awaited", async () => {
    const { world, asked, suppressed, tasks } = await written();
    await says(world, anEvent(asked, "bounced", hard));
    expect(await suppressed()).toBe("bounced");
    expect(await tasks()).toEqual(["tasks.call"]);
  });

  it("asks for another address where nothing was asked", async () => {
    const { world, told, suppressed, tasks, states } = await written();
    await says(world, anEvent(told, "bounced", hard));
    expect(await suppressed()).toBe("bounced");
    expect(await tasks()).toEqual(["tasks.mail-failed"]);
    world.wait(8 * 24 * hour);
    await world.run();
    await world.postman();
    expect(world.mailbox).toHaveLength(2);
    expect(await states()).toEqual(["sent", "sent", "held suppressed"]);
  });

  it.each([
    ["complained", "complained"],
    ["suppressed", "suppressed"],
  ])("stops all letters when it is %s", async (type, why) => {
    const { world, told, suppressed, tasks } = await written();
    await says(world, anEvent(told, type));
    expect(await suppressed()).toBe(why);
    expect(await tasks()).toEqual(["tasks.mail-failed"]);
  });

  it("leaves an address alone that was mended since the letter went out", async () => {
    const { world, told, suppressed, change, tasks } = await written();
    await change({ email: "new@example.org" });
    await says(world, anEvent(told, "bounced", hard));
    expect(await suppressed()).toBeUndefined();
    expect(await tasks()).toEqual(["tasks.mail-failed"]);
  });

  it("takes a bounce of a kind that it does not know for one that may pass, and asks after the third in a week", async () => {
    const { world, told, asked, suppressed, tasks, store, person } = await written();
    await store.mails.countBounce(person, "2026-02-23T07:00:00.000Z", "jrn_long-ago/1");
    await says(world, anEvent(told, "bounced", { bounce: { type: "Undetermined" } }));
    await says(world, anEvent(asked, "bounced", soft));
    await says(world, anEvent(asked, "bounced", {}), { id: "msg_again" });
    expect(await tasks()).toEqual([]);
    world.wait(7.5 * 24 * hour);
    await world.run();
    await world.postman();
    const reminder = (await store.mails.ofJourney(journeyOf(asked))).find(
      ({ effect }) => effect.reminder > 0,
    )!;
    const late = { ...anEvent(reminder.effect.id, "bounced", soft), created_at: "2026-03-09T07:04:59.000Z" };
    await says(world, late);
    expect(await tasks()).toEqual(["tasks.call"]);
    expect(await suppressed()).toBeUndefined();
  });

  it("ends the waiting for a letter of which nobody knew whether it had arrived", async () => {
    const { world, states, store, journey } = await applied();
    world.answers.push(...Array(2).fill({ ok: false, code: "application_error", retryable: true }));
    await world.postman();
    const [first, second] = (await store.mails.ofJourney(journey)).map(({ effect }) => effect.id);
    await says(world, anEvent(first!, "delivered"));
    expect(await states()).toEqual(["sent", "frozen"]);
    world.wait(23 * hour);
    await world.postman();
    expect(await states()).toEqual(["sent", "unknown check"]);
    expect(await store.problems.list("test")).toHaveLength(1);
    await says(world, anEvent(second!, "delivered"));
    expect(await states()).toEqual(["sent", "sent"]);
    expect(await store.problems.list("test")).toEqual([]);
    expect(world.mailbox).toEqual([]);
  });

  it("fails a letter that the provider took and could not send", async () => {
    const { world, states, store, journey } = await applied();
    world.answers.push({ ok: false, code: "application_error", retryable: true });
    await world.postman();
    const [first] = (await store.mails.ofJourney(journey)).map(({ effect }) => effect.id);
    await says(world, anEvent(first!, "failed", { failed: { reason: "reached_daily_quota" } }));
    expect(await states()).toEqual(["failed failed", "sent"]);
    await sendAgain(world.runtime, "test", journey, first!);
    expect(await states()).toEqual(["failed failed", "sent"]);
  });

  it("goes on where it was interrupted", async () => {
    const { world, told, suppressed, tasks } = await written();
    const { mails } = world.doorOf("feedback").store;
    const { hear } = mails;
    mails.hear = () => Promise.reject(new Error("the database is away"));
    await expect(says(world, anEvent(told, "bounced", hard))).rejects.toThrow();
    mails.hear = hear;
    expect(await says(world, anEvent(told, "bounced", hard))).toMatchObject({ body: { state: "stored" } });
    expect(await suppressed()).toBe("bounced");
    expect(await tasks()).toEqual(["tasks.mail-failed"]);
  });
});

describe("a post to the address of the mail provider", () => {
  const post = (world: World, rawBody: Uint8Array, headers: Record<string, string> = {}) =>
    world.feedback({ headers, rawBody });

  it.each([
    ["clicks and openings, which scanners make", "clicked"],
    ["openings", "opened"],
  ])("passes over %s", async (_, type) => {
    const { world, told } = await written();
    expect(await says(world, anEvent(told, type))).toEqual({
      status: 200,
      body: { state: "ignored", why: "other-event" },
    });
  });

  it.each([
    ["without a tag", {}],
    ["with the tag of somebody else", { category: "x" }],
    ["of a letter that is not there", anEvent("jrn_nobody/1", "x").data.tags],
    ["with a tag that names no letter", { "waymark-mail": "../.." }],
  ])("passes over a letter %s, which another sender of the account may have sent", async (_, tags) => {
    const { world, told } = await written();
    expect(await says(world, anEvent(told, "bounced", { ...hard, tags }))).toEqual({
      status: 200,
      body: { state: "ignored", why: "not-ours" },
    });
  });

  it("is refused with a wrong signature, too large, encoded, or no event, and changes nothing", async () => {
    const { world, told, suppressed, lastWords } = await written();
    const event = anEvent(told, "bounced", hard);
    const other = `whsec_${Buffer.from("another".repeat(5)).toString("base64")}`;
    const replies = [
      await says(world, event, { secret: other }),
      await post(world, Buffer.from(JSON.stringify(event))),
      await post(world, Buffer.alloc(1024 * 1024 + 1)),
      await post(world, Buffer.from("{}"), { "content-encoding": "gzip" }),
      await says(world, { type: "email.bounced", data: { email_id: 7 } }),
      await says(world, { hello: "world" }),
      await says(world, "text"),
    ];
    expect(replies.map(({ status }) => status)).toEqual([401, 401, 413, 415, 422, 422, 422]);
    expect(await suppressed()).toBeUndefined();
    expect(await lastWords()).toEqual([undefined, undefined]);
    expect(world.logged.filter((code) => code === "feedback.refused")).toHaveLength(7);
  });

  it("takes either of two secrets while one is being replaced", async () => {
    const next = `whsec_${Buffer.from("next".repeat(8)).toString("base64")}`;
    const world = await aWorld({ pack: aProgram(), webhooks: { resend: [next, "whsec_b2xkb2xkb2xkb2xk"] } });
    for (const secret of [next, "whsec_b2xkb2xkb2xkb2xk"])
      expect((await says(world, anEvent("jrn_x/1", "sent"), { secret })).status).toBe(200);
    expect((await says(world, anEvent("jrn_x/1", "sent"))).status).toBe(401);
  });
});
