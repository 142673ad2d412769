import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHttp, toHttp } from "#functions/hook-event.ts";
import { typeformBody } from "./a-program.ts";
import { aWorld, type World } from "./a-world.ts";

const post = (world: World, rawBody: Uint8Array, more: Partial<Parameters<World["hook"]>[0]> = {}) => {
  const signature = `sha256=${createHmac("sha256", "123456").update(rawBody).digest("base64")}`;
  return world.hook({
    program: "test",
    form: "typeform",
    rawBody,
    headers: { "typeform-signature": signature },
    ...more,
  });
};
const bytes = (text: string) => Buffer.from(text);
const code = (reply: Awaited<ReturnType<typeof post>>) =>
  "error" in reply.body ? reply.body.error.code : reply.body.state;
const nothingStored = async ({ runtime: { store }, streamed }: World) => {
  expect(await store.submissions.list("test", "received")).toEqual([]);
  expect(await store.overdue("2030-01-01T00:00:00.000Z", 10)).toEqual([]);
  expect(streamed).toEqual([]);
};

describe("the hook", () => {
  it("keeps a form as it came, and once", async () => {
    const world = await aWorld();
    const body = typeformBody("abc");
    const first = await world.typeform(body);
    expect(first).toMatchObject({ status: 202, body: { state: "stored" } });
    expect(await world.typeform(body)).toMatchObject({ status: 200, body: { state: "known" } });
    const [kept] = await world.runtime.store.submissions.list("test", "received");
    expect(kept).toMatchObject({
      key: "abc",
      sender: "typeform",
      body: JSON.stringify(body),
      receivedAt: world.runtime.clock.now(),
    });
    expect(world.streamed).toEqual([kept!.id]);
  });

  it("answers 401 to a wrong signature and keeps nothing", async () => {
    const world = await aWorld();
    const rawBody = bytes(JSON.stringify(typeformBody("abc")));
    for (const signature of ["", "sha256=", "sha256=AAAA", undefined]) {
      const reply = await post(world, rawBody, { headers: { "typeform-signature": signature } });
      expect([reply.status, code(reply)]).toEqual([401, "signature.wrong"]);
    }
    await nothingStored(world);
  });

  it.each([
    ["an unknown program", { program: "nobody" }],
    ["an unknown form", { form: "nothing" }],
    ["a form named like a part of every object", { form: "constructor" }],
    ["a program whose name is none", { program: "../test" }],
    ["an empty name", { program: "" }],
  ])("answers 400 to %s, never 404", async (_, where) => {
    const world = await aWorld();
    const reply = await post(world, bytes(JSON.stringify(typeformBody("abc"))), where);
    expect([reply.status, code(reply)]).toEqual([400, "form.unknown"]);
    await nothingStored(world);
  });

  const deep = (levels: number) =>
    `{"form_response":{"token":"t","x":${"[".repeat(levels)}${"]".repeat(levels)}}}`;
  const many = (keys: number) =>
    JSON.stringify({
      form_response: {
        token: "t",
        ...Object.fromEntries(Array.from({ length: keys }, (_, n) => [`k${n}`, 1])),
      },
    });
  it.each<[string, Uint8Array, number, string]>([
    ["no JSON", bytes("given_name=Samira"), 400, "body.not-json"],
    ["nothing", bytes(""), 400, "body.not-json"],
    ["no UTF-8", Uint8Array.from([0x22, 0xff, 0x22]), 400, "body.not-utf8"],
    ["JSON that is too deep", bytes(deep(31)), 413, "body.too-deep"],
    ["JSON far too deep", bytes("[".repeat(500_000)), 413, "body.too-deep"],
    ["too many keys", bytes(many(2001)), 413, "body.too-many-keys"],
    ["too many bytes", bytes(`"${"x".repeat(1024 * 1024)}"`), 413, "body.too-large"],
    [
      "a key that changes prototypes",
      bytes('{"form_response":{"token":"t","__proto__":{}}}'),
      422,
      "body.forbidden-key",
    ],
    ["another sender's form", bytes('{"data":{"submissionId":"s"}}'), 422, "body.no-key"],
  ])("refuses %s and keeps nothing", async (_, rawBody, status, wanted) => {
    const world = await aWorld();
    const reply = await post(world, rawBody);
    expect([reply.status, code(reply)]).toEqual([status, wanted]);
    await nothingStored(world);
  });

  it("takes what is just within the limits", async () => {
    const world = await aWorld();
    expect((await post(world, bytes(deep(30)))).status).toBe(202);
    expect((await post(world, bytes(many(1998).replace('"t"', '"u"')))).status).toBe(202);
    const brackets = '{"form_response":{"token":"v","x":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}}';
    expect((await post(world, bytes(brackets))).status).toBe(202);
  });

  it.each<[string, Partial<Parameters<World["hook"]>[0]>, string, object]>([
    [
      "a form of ours with a wrong signature",
      { headers: {} },
      "FormsRefused",
      { refusal: "signature.wrong", program: "test", form: "typeform" },
    ],
    [
      "a packed form of ours",
      { headers: { "content-encoding": "gzip" } },
      "FormsRefused",
      { refusal: "body.encoded", program: "test", form: "typeform" },
    ],
    ["an unknown form", { form: "samira-lindstrom" }, "HooksRefused", { refusal: "form.unknown" }],
    ["an unknown program", { program: "samira" }, "HooksRefused", { refusal: "form.unknown" }],
    [
      "a packed body for nobody",
      { program: "samira", headers: { "content-encoding": "gzip" } },
      "HooksRefused",
      { refusal: "body.encoded" },
    ],
  ])("counts %s as what it is, and writes down no name but ours", async (_, request, measure, ids) => {
    const world = await aWorld();
    const said: unknown[] = [];
    const { log } = world.doorOf("hook");
    for (const level of ["info", "error"] as const)
      log[level] = (code, more) => void said.push([level, code, more]);
    await post(world, bytes(JSON.stringify(typeformBody("abc"))), request);
    const level = measure === "FormsRefused" ? "error" : "info";
    expect(said).toEqual([[level, "hook.refused", ids]]);
    expect(world.measured).toEqual([{ [measure]: 1 }]);
  });

  it("counts nothing when it takes a form in or leaves one alone", async () => {
    const world = await aWorld();
    await world.typeform(typeformBody("abc"));
    await world.typeform({ ...typeformBody("abc"), event_type: "form_response_partial" });
    expect(world.measured).toEqual([]);
  });

  it("leaves half-filled forms alone", async () => {
    const world = await aWorld();
    const partial = { ...typeformBody("abc"), event_type: "form_response_partial" };
    expect(await world.typeform(partial)).toEqual({
      status: 200,
      body: { state: "ignored", why: "other-event" },
    });
    await nothingStored(world);
  });

  it("refuses packed bodies", async () => {
    const world = await aWorld();
    expect((await post(world, bytes("{}"), { headers: { "content-encoding": "gzip" } })).status).toBe(415);
  });

  it("answers anything with a clear number, whatever comes with a right signature", async () => {
    const world = await aWorld();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (text) => {
        const reply = await post(world, bytes(text));
        return [400, 413, 422].includes(reply.status);
      }),
      { numRuns: 200 },
    );
    await nothingStored(world);
  });
});

describe("an event of the HTTP edge", () => {
  it("gives the very bytes that were signed", async () => {
    const raw = Buffer.from('{"name":"Фатіма"}');
    const event = { headers: { "Typeform-Signature": "s" }, pathParameters: { program: "test", form: "f" } };
    const wanted = { program: "test", form: "f", headers: { "typeform-signature": "s" }, rawBody: raw };
    expect(fromHttp({ ...event, body: raw.toString("base64"), isBase64Encoded: true })).toEqual(wanted);
    expect(fromHttp({ ...event, body: raw.toString("utf8") })).toEqual(wanted);
    expect(toHttp({ status: 202, body: { state: "stored" } })).toMatchObject({
      statusCode: 202,
      body: '{"state":"stored"}',
    });
  });
});
