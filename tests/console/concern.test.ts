import { describe, expect, it } from "vitest";
import { send } from "#adapters/inbox.ts";
import { after, hour } from "#adapters/moment.ts";
import { aDesk } from "./a-desk.ts";

const words = "I am afraid of somebody";

/** Somebody has said that something is not right, and perhaps written what. */
async function aConcern(said = words) {
  const desk = await aDesk();
  await desk.join("jrn_1");
  const event = { type: "not-right", schema: 1, id: "said", by: "mentee", role: "mentee" } as const;
  await send(desk.runtime, "jrn_1", { ...event, at: desk.runtime.clock.now(), words: said });
  await desk.run();
  const [task] = (await desk.tasks("jrn_1")).filter(({ effect }) => effect.text === "tasks.not-right");
  const path = `/console/test/tasks/jrn_1/${task!.effect.id.split("/")[1]}`;
  const see = async (cookie = desk.cookie) => (await desk.get(path, { cookie })).text();
  const now = new Date().toISOString();
  /** As somebody did who opened it so many seconds ago. */
  const openedAgo = (of: string, seconds: number) =>
    desk.runtime.store.limits.take(`opened/test/jrn_1/${of}`, 1, after(now, -seconds), 3 * hour);
  const traces = async () =>
    (await desk.runtime.store.audit.of("test", now.slice(0, 7), 50)).filter(({ did }) => did === "opened");
  return { desk, path, see, traces, openedAgo };
}

describe("what somebody wrote of their concern", () => {
  it("is seen by whoever is in charge of safety, and by a coordinator only after they have said why", async () => {
    const { desk, path, see, traces } = await aConcern();
    const safe = await desk.comeIn({ id: "stf_safe", roles: { test: "safeguarding" } });
    expect(await see(safe)).toContain(words);
    expect(await see()).not.toContain(words);
    expect(await see()).toContain("Contact them today");
    const reply = await desk.post(`${path}/open`, { reason: "call" });
    expect([reply.status, reply.headers.get("location")]).toEqual([303, path]);
    expect(await see()).toContain(words);
    expect(await see()).toContain("You see their words until");
    expect(await traces()).toMatchObject([{ by: "stf_testa", of: "jrn_1", what: ["concern"], why: "call" }]);
    const looked = await (await desk.get("/console/test/looked", { cookie: safe })).text();
    expect(looked).toContain(
      "opened for three hours: what they said is not right (I am about to talk to them)",
    );
  });

  it.each([undefined, "", "because", "constructor"])("stays closed with the reason %s", async (reason) => {
    const { desk, path, see, traces } = await aConcern();
    const reply = await desk.post(`${path}/open`, reason === undefined ? {} : { reason });
    expect(reply.status).toBe(422);
    const html = await reply.text();
    expect(html).toContain("Choose a reason");
    expect(html).not.toContain(words);
    expect(await see()).not.toContain(words);
    expect(await traces()).toEqual([]);
  });

  it("opens for one of staff, and for three hours", async () => {
    const { desk, path, see, openedAgo } = await aConcern();
    const other = await desk.comeIn({ id: "stf_other" });
    await openedAgo("stf_testa", 3 * hour);
    expect(await see()).not.toContain(words);
    await desk.post(`${path}/open`, { reason: "review" });
    expect(await see()).toContain(words);
    expect(await see(other)).not.toContain(words);
    await openedAgo("stf_other", 3 * hour - 60);
    expect(await see(other)).toContain(words);
  });

  it("is not shown where it could not be written down that it was", async () => {
    const { desk, path, see } = await aConcern();
    const { audit } = desk.doorOf("console").store;
    const { put } = audit;
    audit.put = () => Promise.reject(new Error("the database is away"));
    expect((await desk.post(`${path}/open`, { reason: "call" })).status).toBe(500);
    audit.put = put;
    expect(await see()).not.toContain(words);
  });

  it("has nothing to open where nothing was written, nor in any other task", async () => {
    const { desk, path, see } = await aConcern("");
    expect(await see()).not.toContain("/open");
    expect((await desk.post(`${path}/open`, { reason: "call" })).status).toBe(404);
  });
});
