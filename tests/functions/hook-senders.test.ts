import { describe, expect, it } from "vitest";
import type { World } from "./a-world.ts";
import { aPartnersWorld, bodyOf, jotformFields, prove, type Sender, secretOf, senders } from "./partners.ts";

const bytes = (text: string) => Buffer.from(text);
const post = (world: World, sender: Sender, body: string | Uint8Array, more: object = {}) =>
  world.hook({
    ...{ program: "test", form: sender, ...prove(sender, typeof body === "string" ? bytes(body) : body) },
    ...more,
  });
const kept = (world: World) => world.runtime.store.submissions.list("test", "received");
const code = (reply: Awaited<ReturnType<World["hook"]>>) =>
  "error" in reply.body ? reply.body.error.code : reply.body.state;

/** Beyond 2^53, where a number would end in 000. */
const huge = "6109128773219905123";

describe.each(senders)("a form of %s", (sender) => {
  it("is taken in once, and becomes a person with all that was said", async () => {
    const world = await aPartnersWorld();
    const body = bodyOf(sender, huge);
    expect((await post(world, sender, body)).status).toBe(202);
    expect((await post(world, sender, body)).status).toBe(200);
    const [only, ...more] = await kept(world);
    expect(more).toEqual([]);
    if (sender !== "standard-webhooks") expect(only!.key).toContain(huge);
    await world.map({ submission: only!.id });
    const [mapped] = await world.runtime.store.submissions.list("test", "mapped");
    const journey = await world.runtime.store.journeys.get(mapped!.journey!);
    expect(journey!.facts).toMatchObject({
      languages: { value: ["finnish", "arabic"] },
      age: { value: 30 },
    });
    const person = await world.runtime.store.people.get(Object.values(journey!.parties)[0]!.person);
    expect(person).toMatchObject({ givenName: "Samira", email: "samira@example.org" });
    expect(person!.consent).toBeDefined();
  });

  it("is refused from whoever has another secret or none, and nothing is kept", async () => {
    const world = await aPartnersWorld();
    const body = bytes(bodyOf(sender, huge));
    const foreign = { program: "test", form: sender, ...prove(sender, body, secretOf(sender, "b")) };
    for (const request of [foreign, { ...foreign, headers: {}, key: undefined }]) {
      const reply = await world.hook(request);
      const unsigned = sender === "jotform" || sender === "microsoft-forms";
      expect([reply.status, code(reply)]).toEqual([401, unsigned ? "address.wrong" : "signature.wrong"]);
    }
    expect(await kept(world)).toEqual([]);
  });
});

describe("a form of Jotform", () => {
  const multipart = (fields: Record<string, string>, boundary = "------------------------a1b2c3") => {
    const parts = Object.entries(fields).map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
    return [`${parts.join("")}--${boundary}--\r\n`, { headers }] as const;
  };

  it("is the same whichever way its fields are packed", async () => {
    const world = await aPartnersWorld();
    await post(world, "jotform", bodyOf("jotform", huge));
    const reply = await post(world, "jotform", ...multipart(jotformFields(huge)));
    expect(reply).toMatchObject({ status: 200, body: { state: "known" } });
  });

  it("is kept with its answers, without the copy for eyes and without the person's address in the net", async () => {
    const world = await aPartnersWorld();
    await post(world, "jotform", ...multipart(jotformFields(huge)));
    const { body } = (await kept(world))[0]!;
    const { formID, submissionID, rawRequest } = jotformFields(huge);
    expect(JSON.parse(body)).toEqual({ formID, submissionID, rawRequest });
  });

  const { rawRequest, submissionID, ...rest } = jotformFields(huge);
  const urlencoded = { headers: { "content-type": "application/x-www-form-urlencoded" } };
  const encoded = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
  it.each<[string, string, object, number, string]>([
    [
      "JSON",
      '{"submissionID":"1"}',
      { headers: { "content-type": "application/json" } },
      400,
      "body.not-a-form",
    ],
    ["no type", "a=b", { headers: {} }, 400, "body.not-a-form"],
    [
      "parts without end",
      "--x\r\n",
      { headers: { "content-type": "multipart/form-data; boundary=x" } },
      400,
      "body.not-a-form",
    ],
    ["no answers", encoded({ ...rest, submissionID }), urlencoded, 422, "body.no-answers"],
    ["no id", encoded({ ...rest, rawRequest }), urlencoded, 422, "body.no-key"],
    ["a wrong id", encoded({ ...rest, rawRequest, submissionID: "6.1e18" }), urlencoded, 422, "body.no-key"],
    [
      "answers that are no JSON",
      encoded({ ...rest, submissionID, rawRequest: "{" }),
      urlencoded,
      400,
      "body.not-json",
    ],
    [
      "answers that change prototypes",
      encoded({ ...rest, submissionID, rawRequest: '{"__proto__":{}}' }),
      urlencoded,
      422,
      "body.forbidden-key",
    ],
    [
      "answers far too deep",
      encoded({ ...rest, submissionID, rawRequest: "[".repeat(5000) }),
      urlencoded,
      413,
      "body.too-deep",
    ],
  ])("with %s is refused, and nothing is kept", async (_, body, more, status, wanted) => {
    const world = await aPartnersWorld();
    const reply = await post(world, "jotform", body, more);
    expect([reply.status, code(reply)]).toEqual([status, wanted]);
    expect(await kept(world)).toEqual([]);
  });
});

describe("a blank form of Google's", () => {
  it("is left alone, and the log and the answer say so", async () => {
    const world = await aPartnersWorld();
    const blank = { response: { id: "r1", email: null }, answers: [{ id: 1, type: "TEXT", value: " " }] };
    expect(await post(world, "google-forms", JSON.stringify(blank))).toEqual({
      status: 200,
      body: { state: "ignored", why: "blank" },
    });
    expect(world.logged).toContain("hook.ignored");
    expect(await kept(world)).toEqual([]);
  });
});

describe("a form of Microsoft's", () => {
  it("is another one when the same number comes from another form", async () => {
    const world = await aPartnersWorld();
    const body = (formId: string, responseId: unknown) =>
      JSON.stringify({ formId, responseId, answers: { name: "Samira" } });
    expect((await post(world, "microsoft-forms", body("a", 7))).status).toBe(202);
    expect((await post(world, "microsoft-forms", body("a", "7"))).status).toBe(200);
    expect((await post(world, "microsoft-forms", body("b", 7))).status).toBe(202);
  });
});

describe("ids beyond 2^53 that come as numbers", () => {
  it("stay two when they differ in the last digit alone", async () => {
    const world = await aPartnersWorld();
    const body = (id: string) => `{"formId":"a","responseId":${id},"answers":{"name":"Samira"}}`;
    expect((await post(world, "microsoft-forms", body(huge))).status).toBe(202);
    expect((await post(world, "microsoft-forms", body(huge.replace(/3$/, "4")))).status).toBe(202);
    expect((await post(world, "microsoft-forms", body(`"${huge}"`))).status).toBe(200);
  });
});
