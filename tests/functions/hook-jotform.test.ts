import { describe, expect, it, vi } from "vitest";
import type { Ask } from "#adapters/jotform.ts";
import { create as createHook } from "#functions/hook.ts";
import { aProgram } from "./a-program.ts";
import { aWorld } from "./a-world.ts";
import { bodyOf, jotformFields, partners, prove, secretsOfAll } from "./partners.ts";

const number = "5012088400321322831";
const form = jotformFields(number).formID;

/** As Jotform's own interface has it: what somebody else posted to the address says another name. */
const theirs = (change: object = {}) => ({
  responseCode: 200,
  content: {
    ...{ id: number, form_id: form, created_at: "2026-03-02 07:00:00" },
    answers: {
      1: { name: "heading", text: "Apply", type: "control_head" },
      3: { name: "name", type: "control_fullname", answer: { first: "Aino", last: "Lindström" } },
      4: { name: "email", type: "control_email", answer: "aino@example.org" },
      5: { name: "consent", type: "control_checkbox", answer: ["I agree"] },
      6: { name: "languages", type: "control_checkbox", answer: ["Finnish"] },
      7: { name: "age", type: "control_number", answer: "30" },
      8: { name: "more", type: "control_textarea" },
    },
    ...change,
  },
});

async function posted(ask: Ask, keys: string[] = ["key"]) {
  const { intake } = partners();
  const asking = { ...intake.jotform!, jotform: { form, at: "eu-api.jotform.com" as const } };
  const world = await aWorld({
    pack: aProgram({ intake: { ...intake, jotform: asking } }),
    webhooks: { ...secretsOfAll(), ...(keys.length > 0 && { jotform: keys }) },
  });
  const hook = createHook(world.doorOf("hook"), ask);
  const reply = await hook({
    ...{ program: "test", form: "jotform", ...prove("jotform", Buffer.from(bodyOf("jotform", number))) },
  });
  expect(reply.status).toBe(202);
  const [received] = await world.runtime.store.submissions.list("test", "received");
  await world.map({ submission: received!.id });
  const [mapped] = await world.runtime.store.submissions.list("test", "mapped");
  const { parties } = (await world.runtime.store.journeys.get(mapped!.journey!))!;
  return { trust: mapped!.trust, name: parties.mentee!.givenName, logged: world.logged };
}

const answering = (status: number, body: unknown) => async () =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status });

describe("a Jotform form whose program has Jotform asked", () => {
  it("is what Jotform says it is, and verified, whatever came to the address", async () => {
    const asked: unknown[] = [];
    const { trust, name, logged } = await posted(async (address, { headers, redirect }) => {
      asked.push([address, headers, redirect]);
      return Response.json(theirs());
    });
    expect([trust, name]).toEqual(["verified", "Aino"]);
    expect(asked).toEqual([[`https://eu-api.jotform.com/submission/${number}`, { APIKEY: "key" }, "error"]]);
    expect(logged).not.toContain("hook.not-confirmed");
  });

  it("is asked for with each account's key until one knows it", async () => {
    const ask: Ask = async (_, { headers }) =>
      headers.APIKEY === "second" ? Response.json(theirs()) : new Response("{}", { status: 401 });
    expect((await posted(ask, ["first", "second"])).trust).toBe("verified");
  });

  it("is kept well before the door's ten seconds are over, however many accounts Jotform hangs for", async () => {
    const hanging: Ask = (_, { signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    let waited = 0;
    const patience = vi.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => {
      waited += milliseconds;
      const late = new AbortController();
      setTimeout(() => late.abort(new DOMException("too late", "TimeoutError")), 5);
      return late.signal;
    });
    try {
      expect((await posted(hanging, ["first", "second", "third"])).trust).toBe("unverified");
    } finally {
      patience.mockRestore();
    }
    expect(waited).toBeGreaterThan(0);
    expect(waited).toBeLessThanOrEqual(5_000);
  });

  it.each<[string, Ask, string[]?]>([
    ["has no such submission", answering(404, { responseCode: 404, message: "not found" })],
    ["has it in another form", answering(200, theirs({ form_id: "1" }))],
    ["has another one", answering(200, theirs({ id: "1" }))],
    ["answers something else", answering(200, "<html>")],
    ["answers without answers", answering(200, { responseCode: 200, content: [] })],
    ["does not answer", async () => Promise.reject(new DOMException("too late", "TimeoutError"))],
    ["may not be asked", answering(401, { responseCode: 401 })],
    ["has given us no key", answering(200, theirs()), []],
  ])("is kept as it came, and unverified, where Jotform %s", async (_, ask, keys) => {
    const { trust, name, logged } = await posted(ask, keys);
    expect([trust, name]).toEqual(["unverified", "Samira"]);
    expect(logged).toContain("hook.not-confirmed");
  });
});
