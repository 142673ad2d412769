import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { gateway } from "#local/gateway.ts";
import { typeformBody } from "../functions/a-program.ts";
import { aWorld } from "../functions/a-world.ts";
import { anEvent, signed } from "../functions/provider-says.ts";

async function door() {
  const { doorOf } = await aWorld();
  const pages = { login: new Hono(), clock: new Hono(), outbox: new Hono() };
  return gateway({ doorOf, console: {}, ...pages });
}

describe("the address of a form", () => {
  it.each([
    "/hooks",
    "/hooks/",
    "/hooks/test",
    "/hooks/test/",
    "/hooks/test/typeform/",
    "/hooks/test/typeform/more",
    "/hooks//typeform",
    "/hooks/test/nothing",
    "/hooks/nobody/typeform",
    "/hooks/%E0%A4%A/typeform",
  ])("that is not right (%s) gets 400 and a code, never 404", async (path) => {
    const reply = await (await door()).request(path, {
      method: "POST",
      body: JSON.stringify(typeformBody("a")),
    });
    expect([reply.status, await reply.json()]).toMatchObject([400, { error: { code: "form.unknown" } }]);
  });

  it("that is right is the hook's", async () => {
    const reply = await (await door()).request("/hooks/test/typeform", { method: "POST", body: "{}" });
    expect([reply.status, await reply.json()]).toMatchObject([401, { error: { code: "signature.wrong" } }]);
  });
});

describe("the address of the mail provider", () => {
  it("takes what the provider has signed, and nothing else", async () => {
    const app = await door();
    const body = JSON.stringify(anEvent("jrn_nobody/1", "delivered"));
    const send = (headers: Record<string, string>) =>
      app.request("/hooks/resend", { method: "POST", headers, body });
    expect((await send({})).status).toBe(401);
    const reply = await send(signed(body));
    expect([reply.status, await reply.json()]).toEqual([200, { state: "ignored", why: "not-ours" }]);
  });
});
