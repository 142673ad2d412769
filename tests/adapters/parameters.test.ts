import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runtime, secrets } from "#adapters/runtime.ts";

const key = "k".repeat(32);
const kept: Record<string, string> = {
  "/waymark/test/link-key": `${"n".repeat(32)},${key}`,
  "/waymark/test/session-key": key,
  "/waymark/test/webhooks": JSON.stringify({ "cemewe/apply": ["one"] }),
};
const asked: { Names: string[]; WithDecryption: boolean }[] = [];

/** As AWS's parameter store answers; what is not there is named and no error. */
const store: Server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const question = JSON.parse(Buffer.concat(chunks).toString());
  asked.push(question);
  const there = question.Names.filter((name: string) => name in kept);
  const Parameters = there.map((Name: string) => ({ Name, Value: kept[Name], Type: "SecureString" }));
  const InvalidParameters = question.Names.filter((name: string) => !(name in kept));
  response.setHeader("content-type", "application/x-amz-json-1.1");
  response.end(JSON.stringify({ Parameters, InvalidParameters }));
});

beforeAll(() => new Promise<void>((resolve) => store.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => store.close(resolve)));

const env = () => ({
  WAYMARK_SECRETS: "ssm:/waymark/test/",
  AWS_REGION: "eu-north-1",
  AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${(store.address() as AddressInfo).port}`,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
});

describe("secrets in AWS's parameter store", () => {
  it("are read by the names that the door was granted, decrypted, and no others", async () => {
    const made = await runtime(env(), { secrets: secrets("linkKey", "webhooks") });
    expect(made.secrets.linkKeys).toEqual(["n".repeat(32), key]);
    expect(made.secrets.webhook("cemewe", "apply")).toEqual(["one"]);
    expect(asked.at(-1)).toEqual({
      Names: ["/waymark/test/link-key", "/waymark/test/webhooks"],
      WithDecryption: true,
    });
  });

  it("that are missing or no JSON are named, and never shown", async () => {
    kept["/waymark/test/webhooks"] = "not-json-but-secret";
    const made = runtime(env(), { secrets: secrets("emailHash", "webhooks") });
    await expect(made).rejects.toThrow(/emailHash.*webhooks/);
    await expect(made).rejects.not.toThrow(/not-json-but-secret/);
  });
});
