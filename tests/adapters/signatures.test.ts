import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { verifiers } from "#adapters/webhooks.ts";
import { bodyOf, type Post, prove, type Sender, secretOf, senders } from "../functions/partners.ts";

/** Mutations and vectors of each scheme; their seed makes the same ones each time. */
const rounds = 1000;
const noon = new Date("2026-03-02T10:00:00.000Z");

/** The package of Standard Webhooks reckons in JavaScript: 250 times each of its twelve ways. */
const mutationsOf = (sender: Sender) => (sender === "standard-webhooks" ? 250 : rounds);

const signing = senders.filter((sender) => sender !== "jotform" && sender !== "microsoft-forms");
const timed: Sender[] = ["google-forms", "csv", "standard-webhooks"];
const secretsOf = (sender: Sender) => [secretOf(sender, "b"), secretOf(sender)];

const accepts = (sender: Sender, { headers, rawBody, key }: Post, secrets = secretsOf(sender)) =>
  verifiers[sender](headers, rawBody, secrets, key);

/** A number below `below` that depends on the seed and its name alone. */
const pick = (seed: number, what: string, below: number): number =>
  createHash("sha256").update(`${what}/${seed}`).digest().readUInt32BE() % below;

/** Another body each time: letters of several scripts, as text or as the bytes that base64 would bring. */
function body(sender: Sender, seed: number): Buffer {
  const word = ["Samira", "Фатіма", "سميرة", "ሳራ", "😀"][pick(seed, "word", 5)]!;
  return Buffer.from(bodyOf(sender, String(seed)).replaceAll("Samira", word));
}

const changed = (bytes: Uint8Array, seed: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[pick(seed, "byte", copy.length)]! ^= 1 << pick(seed, "bit", 8);
  return copy;
};
const header: Record<string, string> = {
  typeform: "typeform-signature",
  tally: "tally-signature",
  "google-forms": "waymark-signature",
  csv: "waymark-signature",
  "standard-webhooks": "webhook-signature",
};
const withHeader = (post: Post, name: string, value: string | undefined): Post => ({
  ...post,
  headers: { ...post.headers, [name]: value },
});

type Mutation = (sender: Sender, post: Post, seed: number) => Post | undefined;

/** What a stranger, a proxy or a clock could have made of a right post. `undefined` where the scheme has no such thing. */
const mutations: Record<string, Mutation> = {
  "a bit of the body": (_, post, seed) => ({ ...post, rawBody: changed(post.rawBody, seed) }),
  "the end cut off": (_, post, seed) => ({
    ...post,
    rawBody: post.rawBody.subarray(0, pick(seed, "cut", post.rawBody.length)),
  }),
  "written anew": (_, post) => ({
    ...post,
    rawBody: Buffer.from(JSON.stringify(JSON.parse(Buffer.from(post.rawBody).toString()), undefined, 1)),
  }),
  "a bit of the signature": (sender, post, seed) => {
    const [, prefix, base64] = /^(sha256=|v1,)?(.*)$/.exec(post.headers[header[sender]!]!)!;
    const mac = changed(Buffer.from(base64!, "base64"), seed).toString("base64");
    return withHeader(post, header[sender]!, `${prefix ?? ""}${mac}`);
  },
  "the signature cut off": (sender, post, seed) => {
    const signature = post.headers[header[sender]!]!;
    return withHeader(post, header[sender]!, signature.slice(0, pick(seed, "cut", signature.length)));
  },
  "no signature": (sender, post) => withHeader(post, header[sender]!, undefined),
  "another secret": (sender, post) => prove(sender, post.rawBody, secretOf(sender, "c"), noon),
  "one of another scheme": (sender, post, seed) => {
    const others = signing.filter((other) => other !== sender);
    const other = others[pick(seed, "other", others.length)]!;
    const theirs = prove(other, post.rawBody, secretOf(other), noon).headers[header[other]!];
    return withHeader(post, header[sender]!, theirs?.replace(/^(sha256=|v1,)?/, "v2,"));
  },
  "the second version alone": (sender, post) =>
    timed.includes(sender)
      ? withHeader(post, header[sender]!, post.headers[header[sender]!]!.replace("v1,", "v2,"))
      : undefined,
  "301 seconds old": (sender, post) =>
    timed.includes(sender)
      ? prove(sender, post.rawBody, undefined, new Date(noon.getTime() - 301_000))
      : undefined,
  "301 seconds early": (sender, post) =>
    timed.includes(sender)
      ? prove(sender, post.rawBody, undefined, new Date(noon.getTime() + 301_000))
      : undefined,
  "a time that was not signed": (sender, post) => {
    const name = sender === "standard-webhooks" ? "webhook-timestamp" : "waymark-timestamp";
    return timed.includes(sender) ? withHeader(post, name, String(noon.getTime() / 1000 + 1)) : undefined;
  },
};

beforeEach(() => void vi.useFakeTimers({ now: noon }));
afterEach(() => void vi.useRealTimers());

describe.each(signing)("a signature of %s", (sender) => {
  it(`is right with either secret, ${rounds} times`, () => {
    for (let seed = 0; seed < rounds; seed += 1) {
      const post = prove(sender, body(sender, seed), secretsOf(sender)[seed % 2]);
      expect(accepts(sender, post)).toBe(true);
    }
  });

  it(`is wrong once anything has changed, ${mutationsOf(sender)} times in every way`, () => {
    const done = new Map<string, number>();
    for (let seed = 0; seed < mutationsOf(sender); seed += 1) {
      const post = prove(sender, body(sender, seed));
      for (const [name, mutate] of Object.entries(mutations)) {
        const mutated = mutate(sender, post, seed);
        if (!mutated) continue;
        if (accepts(sender, mutated)) expect.fail(`${name}, seed ${seed}, was accepted`);
        done.set(name, (done.get(name) ?? 0) + 1);
      }
    }
    expect(done.size).toBe(timed.includes(sender) ? 12 : 8);
    for (const count of done.values()) expect(count).toBe(mutationsOf(sender));
  });

  it("is wrong with no secret at all, and with an empty one", () => {
    const post = prove(sender, body(sender, 1));
    for (const secrets of [[], [""], ["whsec_"]]) expect(accepts(sender, post, secrets)).toBe(false);
  });
});

describe.each(timed)("the time of %s", (sender) => {
  it("may be five minutes off in either way", () => {
    for (const seconds of [-300, -1, 0, 1, 300]) {
      const at = new Date(noon.getTime() + seconds * 1000);
      expect(accepts(sender, prove(sender, body(sender, 1), undefined, at))).toBe(true);
    }
  });

  it.each(["", "soon", "1e9", "0x1", "-1", "9".repeat(40)])("is nothing where it reads %j", (timestamp) => {
    const name = sender === "standard-webhooks" ? "webhook-timestamp" : "waymark-timestamp";
    const post = prove(sender, body(sender, 1));
    expect(accepts(sender, withHeader(post, name, timestamp))).toBe(false);
  });
});

describe.each(["jotform", "microsoft-forms"] as const)("the address of a form of %s", (sender) => {
  const rawBody = Buffer.from("{}");
  it(`is right with either secret and wrong with any letter changed, left out or added, ${rounds} times`, () => {
    for (let seed = 0; seed < rounds; seed += 1) {
      const secret = secretsOf(sender)[seed % 2]!;
      const at = pick(seed, "at", secret.length);
      const letter = "ghijklmnopqrstuvwxyzGHIJ_-"[pick(seed, "letter", 26)]!;
      const wrong = [
        secret.slice(0, at) + letter + secret.slice(at + 1),
        secret.slice(0, at) + secret.slice(at + 1),
        secret.slice(0, at) + letter + secret.slice(at),
        secret.slice(0, at),
        secret.toUpperCase(),
      ];
      expect(accepts(sender, { headers: {}, rawBody, key: secret })).toBe(true);
      for (const key of wrong) expect(accepts(sender, { headers: {}, rawBody, key })).toBe(false);
    }
  });
});
