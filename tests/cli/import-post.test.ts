import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { verifyOwn } from "#adapters/webhooks/own-signature.ts";
import { type Posted, postRows } from "#cli/import-post.ts";

/** A door that answers with these one after the other, and then with 202. */
async function aDoor(...answers: number[]) {
  const heard: { at: number; signed: boolean }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = request.headers as Record<string, string>;
    heard.push({ at: Date.now(), signed: verifyOwn(headers, Buffer.concat(chunks), ["s"]) });
    response.statusCode = answers.shift() ?? 202;
    response.end("{}");
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, heard };
}

const bodies = (count: number) => Array.from({ length: count }, (_, n) => `{"n":${n}}`);

async function post(address: string, count: number, rate: number): Promise<Posted[]> {
  const said: Posted[] = [];
  await postRows({ address, secret: "s", rate }, bodies(count), (posted, at) => {
    said[at] = posted;
  });
  return said;
}

describe("posting rows", () => {
  it("signs each, and is no faster than it may be", async () => {
    const { address, heard } = await aDoor();
    expect(await post(address, 21, 50)).toEqual(Array(21).fill("taken in"));
    expect(heard.every(({ signed }) => signed)).toBe(true);
    expect(heard.at(-1)!.at - heard[0]!.at).toBeGreaterThanOrEqual(350);
  });

  it("tries again after what passes, and tells what was there already", async () => {
    const { address, heard } = await aDoor(429, 503, 200);
    expect(await post(address, 1, 50)).toEqual(["known"]);
    expect(heard).toHaveLength(3);
  });

  it("stops at what every row would meet", async () => {
    const { address } = await aDoor(401);
    await expect(post(address, 1, 50)).rejects.toMatchObject({ exitCode: 3 });
    const other = await aDoor(400);
    await expect(post(other.address, 1, 50)).rejects.toMatchObject({ exitCode: 1 });
  });
});
