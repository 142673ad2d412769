import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createPace } from "#adapters/pace.ts";
import { createMailer, failure } from "#adapters/resend.ts";
import { memoryTable } from "#adapters/table-memory.ts";

const letter = {
  from: '"Test" <hello@example.org>',
  replyTo: "staff@example.org",
  to: "samira@example.org",
  subject: "One question",
  html: "<p>Hello</p>",
  text: "Hello",
  headers: { "X-Waymark-Mail": "jrn_1/1" },
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function provider(
  answer: (request: IncomingMessage, body: string) => [number, string, Record<string, string>?],
) {
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const [status, body, headers = {}] = answer(request, Buffer.concat(parts).toString());
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((ready) => server!.listen(0, "127.0.0.1", ready));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createMailer({ key: "re_test", baseUrl, pace: createPace(memoryTable(), 1000) });
}

describe("the mailer", () => {
  it("sends a letter through the real SDK with its key", async () => {
    let seen: unknown;
    const mailer = await provider((request, body) => {
      seen = { path: request.url, key: request.headers["idempotency-key"], body: JSON.parse(body) };
      return [200, '{"id":"em_1"}'];
    });
    expect(await mailer.send(letter, "jrn_1/1")).toEqual({ ok: true, id: "em_1" });
    expect(seen).toMatchObject({
      path: "/emails",
      key: "jrn_1/1",
      body: {
        from: letter.from,
        to: letter.to,
        reply_to: letter.replyTo,
        subject: letter.subject,
        headers: letter.headers,
      },
    });
  });

  it("says when to come back", async () => {
    const limited = '{"name":"rate_limit_exceeded","statusCode":429,"message":"slow"}';
    const mailer = await provider(() => [429, limited, { "retry-after": "7" }]);
    expect(await mailer.send(letter, "a")).toEqual({
      ok: false,
      code: "rate_limit_exceeded",
      retryable: true,
      afterSeconds: 7,
    });
  });

  it.each<[string, number, string]>([
    ["an error of the provider", 500, '{"name":"internal_server_error","statusCode":500,"message":"oops"}'],
    ["a proxy's page", 502, "<html>bad gateway</html>"],
    ["an answer that is no JSON", 200, "<html>welcome</html>"],
  ])("tries again after %s", async (_, status, text) => {
    const mailer = await provider(() => [status, text]);
    expect(await mailer.send(letter, "a")).toMatchObject({ ok: false, retryable: true });
  });

  it("tries again when nobody answers", async () => {
    const mailer = createMailer({
      key: "re_test",
      baseUrl: "http://127.0.0.1:1",
      pace: createPace(memoryTable(), 1000),
    });
    expect(await mailer.send(letter, "a")).toMatchObject({
      ok: false,
      code: "application_error",
      retryable: true,
    });
  });

  it("keeps to its rate", async () => {
    await provider(() => [200, '{"id":"em_1"}']);
    const baseUrl = `http://127.0.0.1:${(server!.address() as AddressInfo).port}`;
    const slow = createMailer({ key: "re_test", baseUrl, pace: createPace(memoryTable(), 20) });
    const started = performance.now();
    await Promise.all(["a", "b", "c", "d"].map((key) => slow.send(letter, key)));
    expect(performance.now() - started).toBeGreaterThanOrEqual(140);
  });

  it("tells the letter's fault from ours", () => {
    const of = (name: string, statusCode: number) =>
      failure({ name, statusCode, message: "" } as Parameters<typeof failure>[0], null);
    expect(of("validation_error", 422)).toMatchObject({ retryable: false, refused: "letter" });
    expect(of("invalid_api_key", 403)).toMatchObject({ retryable: true, refused: "us" });
    expect(of("daily_quota_exceeded", 429)).toMatchObject({
      retryable: true,
      refused: "us",
      afterSeconds: 3600,
    });
    expect(of("concurrent_idempotent_requests", 409)).toMatchObject({ retryable: true });
    expect(of("invalid_idempotent_request", 409)).toMatchObject({ retryable: false });
  });
});
