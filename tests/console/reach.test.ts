import { describe, expect, it } from "vitest";
import { createStore } from "#adapters/store/store.ts";
import { mendPerson } from "#console/mending.ts";
import { killedAt } from "../functions/a-fault.ts";
import { applied } from "../functions/applied.ts";
import { anEvent, hard, says } from "../functions/provider-says.ts";
import { aDesk, type TestDesk } from "./a-desk.ts";

const page = "/console/test/people/jrn_1";
const id = "prs_jrn_1";
const old = "jrn_1@example.org";

/** Somebody who gets no more letters, for one reason or another. */
async function silenced(why = "bounced") {
  const desk = await aDesk();
  await desk.join("jrn_1");
  await desk.runtime.store.people.suppress(id, why);
  return desk;
}

const known = async (desk: TestDesk) => (await desk.runtime.store.people.get(id))!;
const found = (desk: TestDesk, email: string) => desk.runtime.store.people.sameEmail("test", email);
const moved = { person: id, email: " New@example.org ", why: "She said it on the phone", nonce: "n" };
const again = { person: id, why: "Her mailbox was full", nonce: "n" };

describe("a new address", () => {
  it("takes the letters from now on, and says who wrote it down and why, not what the old one was", async () => {
    const desk = await silenced();
    const reply = await desk.post(`${page}/address`, moved);
    expect(reply.headers.get("location")).toBe(`${page}?done=address`);
    const person = await known(desk);
    expect(person).toMatchObject({ schema: 3, email: "New@example.org" });
    expect(person.suppressed).toBeUndefined();
    expect(person.mended).toEqual([
      expect.objectContaining({ what: "address", by: "Testa Sample", why: "She said it on the phone" }),
    ]);
    expect(JSON.stringify(person)).not.toContain(old);
    expect([await found(desk, old), await found(desk, "new@example.org")]).toEqual([[], [id]]);
    const html = await (await desk.get(page)).text();
    expect(html).toContain("She said it on the phone");
    expect(html).not.toContain("no letters (");
  });

  it("gets the next letter, and none of those that failed", async () => {
    const desk = await aDesk();
    const { store, journey, person, states } = await applied(desk);
    await desk.postman();
    const [told] = (await store.mails.ofJourney(journey)).filter(({ effect }) => !effect.asks);
    await says(desk, anEvent(told!.effect.id, "bounced", hard));
    await desk.run();
    await desk.post(`/console/test/people/${journey}/address`, { ...moved, person });
    await desk.run();
    await desk.postman();
    expect(desk.mailbox.map(({ letter }) => letter.to)).toEqual(["abc@example.org", "abc@example.org"]);
    desk.wait(8 * 86_400);
    await desk.run();
    await desk.postman();
    expect(desk.mailbox.slice(2).map(({ letter }) => letter.to)).toEqual(["New@example.org"]);
    expect(await states()).toEqual(["sent", "sent", "sent"]);
    expect((await desk.tasks(journey)).map(({ effect, state }) => [effect.text, state])).toEqual([
      ["tasks.mail-failed", "open"],
    ]);
  });

  it("that somebody else gave as well is shown to staff, once", async () => {
    const desk = await silenced();
    await desk.join("jrn_2");
    for (const nonce of ["n", "n"])
      await desk.post(`${page}/address`, { ...moved, email: "jrn_2@example.org", nonce });
    await desk.run();
    const twins = (await desk.tasks("jrn_1")).filter(({ effect }) => effect.text === "tasks.duplicate");
    expect(twins.map(({ effect }) => effect.params.other)).toEqual(["prs_jrn_2"]);
  });

  it.each([
    ["no address at all", { email: "no address" }, 422, "one whole email address"],
    ["two addresses", { email: "a@example.org, b@example.org" }, 422, "one whole email address"],
    ["no reason", { why: "  " }, 422, "write how you know"],
    ["the address that we have", { email: old }, 409, "the address that we have"],
  ])("is refused with %s, and nothing changes", async (_, change, status, words) => {
    const desk = await silenced();
    const before = await known(desk);
    const reply = await desk.post(`${page}/address`, { ...moved, ...change });
    expect(reply.status).toBe(status);
    expect(await reply.text()).toContain(words);
    expect(await known(desk)).toEqual(before);
    expect(await found(desk, old)).toEqual([id]);
  });

  it("is not lost when it is refused: what was written stands there, with what is wrong beside it", async () => {
    const desk = await silenced("complained");
    const typed = { person: id, email: "not <an> address", why: "", word: "yes" };
    const html = await (await desk.post(`${page}/address`, typed)).text();
    expect(html).toContain('value="not &lt;an&gt; address"');
    expect(html).toMatch(/<details open[^>]*>\s*<summary>New address/);
    for (const line of ["", "-why"])
      expect(html).toMatch(new RegExp(`id="address-${id}${line}-error">Nothing was changed: write`));
    expect(html).toMatch(/<input [^>]*name="word"[^>]*checked/);
    const unsaid = { person: id, email: "New@example.org", why: "She called" };
    const second = await (await desk.post(`${page}/address`, unsaid)).text();
    for (const kept of ["New@example.org", "She called"]) expect(second).toContain(`value="${kept}"`);
    expect(second).toMatch(new RegExp(`id="address-${id}-word-error">Nothing was changed: they stopped`));
    expect(second).not.toMatch(/<details open[^>]*>\s*<summary>Write to this address again/);
  });

  it("is nobody's who is not on the page, and nobody's who is being erased", async () => {
    const desk = await silenced("erased");
    await desk.join("jrn_2");
    const stranger = await desk.post(`${page}/address`, { ...moved, person: "prs_jrn_2" });
    expect(stranger.status).toBe(404);
    expect((await desk.post(`${page}/address`, moved)).status).toBe(409);
    expect((await known(desk)).suppressed).toBe("erased");
    expect(await (await desk.get(page)).text()).not.toContain(`${page}/address`);
  });

  it("comes to the same after a death at any write, once it is pressed again", async () => {
    const said = { id: "one", at: "2026-03-02T07:00:00.000Z", by: "Testa", why: "call", herWord: false };
    let writes = 1;
    for (let nth = 1; nth <= writes; nth += 1)
      for (const when of ["before", "after"] as const) {
        const desk = await silenced();
        await desk.join("jrn_2");
        const dying = killedAt(desk.table, nth, when);
        const store = createStore(dying.table, desk.runtime.secrets);
        const mend = () =>
          desk.journey("jrn_1").then((journey) =>
            mendPerson({ ...desk.doorOf("console"), store }, journey, id, {
              ...said,
              email: "jrn_2@example.org",
            }),
          );
        await expect(mend()).rejects.toThrow("killed");
        const half = await known(desk);
        expect([old, "jrn_2@example.org"]).toContain(half.email);
        expect(half.suppressed === undefined).toBe(half.email !== old);
        expect(half.mended?.length ?? 0).toBe(half.email === old ? 0 : 1);
        if (half.email !== old) expect(await found(desk, half.email!)).toContain(id);
        await mend();
        writes = Math.max(writes, dying.writes() - nth);
        expect((await known(desk)).mended).toHaveLength(1);
        expect(await found(desk, old)).toEqual([]);
        expect((await found(desk, "jrn_2@example.org")).sort()).toEqual([id, "prs_jrn_2"]);
        await desk.run();
        const tasks = await desk.tasks("jrn_1");
        expect(tasks.filter(({ effect }) => effect.text === "tasks.duplicate")).toHaveLength(1);
      }
    expect(writes).toBeGreaterThanOrEqual(4);
  });
});

describe("letters to the same address again", () => {
  it.each(["bounced", "suppressed"])("go after one that was %s, with a reason", async (why) => {
    const desk = await silenced(why);
    expect((await desk.post(`${page}/letters`, again)).status).toBe(303);
    const person = await known(desk);
    expect([person.suppressed, person.email]).toEqual([undefined, old]);
    expect(person.mended).toMatchObject([{ what: "letters", why: "Her mailbox was full" }]);
    expect(await found(desk, old)).toEqual([id]);
  });

  it.each(["complained", "unsubscribed"])("go to who has %s only with their own word", async (why) => {
    const desk = await silenced(why);
    for (const [path, form] of [
      ["letters", again],
      ["address", moved],
    ] as const) {
      expect((await desk.post(`${page}/${path}`, form)).status).toBe(409);
      expect((await known(desk)).suppressed).toBe(why);
    }
    expect(await (await desk.get(page)).text()).toContain("told me: I want letters again");
    expect((await desk.post(`${page}/letters`, { ...again, word: "yes" })).status).toBe(303);
    expect((await known(desk)).suppressed).toBeUndefined();
  });

  it("are not let go a second time by the press that was made before they stopped again", async () => {
    const desk = await silenced();
    await desk.post(`${page}/letters`, again);
    await desk.runtime.store.people.suppress(id, "unsubscribed");
    await desk.post(`${page}/letters`, { ...again, word: "yes" });
    expect((await known(desk)).suppressed).toBe("unsubscribed");
  });

  it("are not offered where letters go already", async () => {
    const desk = await aDesk();
    await desk.join("jrn_1");
    expect(await (await desk.get(page)).text()).not.toContain(`${page}/letters`);
    expect((await desk.post(`${page}/letters`, again)).status).toBe(409);
  });
});

describe("who may", () => {
  it("is a coordinator: whoever is in charge of safety sees what was written down, and no form", async () => {
    const desk = await silenced();
    await desk.post(`${page}/address`, moved);
    const cookie = await desk.comeIn({ id: "stf_safe", roles: { test: "safeguarding" } });
    const html = await (await desk.get(page, { cookie })).text();
    expect(html).toContain("She said it on the phone");
    expect(html).not.toContain(`${page}/address`);
    const reply = await desk.post(`${page}/letters`, again, { cookie, "sec-fetch-site": "same-origin" });
    expect(reply.status).toBe(403);
  });

  it("presses on our own pages only", async () => {
    const desk = await silenced();
    const { cookie } = desk;
    const reply = await desk.post(`${page}/address`, moved, { cookie, "sec-fetch-site": "cross-site" });
    expect(reply.status).toBe(403);
    expect((await known(desk)).email).toBe(old);
  });

  it("leaves a line that says what was changed and of whom, and neither address nor reason", async () => {
    const desk = await silenced();
    await desk.post(`${page}/address`, { ...moved, email: old });
    await desk.post(`${page}/address`, moved);
    const traces = await desk.runtime.store.audit.of("test", new Date().toISOString().slice(0, 7), 50);
    expect(traces.filter(({ did }) => did === "changed")).toMatchObject([
      { by: "stf_testa", of: "jrn_1", what: ["address"], where: "POST /:program/people/:journey/address" },
    ]);
    expect(JSON.stringify(traces)).not.toMatch(/New@example|phone/);
    expect(await (await desk.get("/console/test/looked")).text()).toContain(
      "changed: the address that letters go to",
    );
  });
});
