import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  addresses,
  bind,
  type Has,
  machine,
  mailer,
  mailFrom,
  runtime,
  secrets,
  store,
} from "#adapters/runtime.ts";

const key = "k".repeat(32);
const kept = {
  linkKey: key,
  sessionKey: key,
  emailHash: key,
  resendKey: "re_test",
  webhooks: { "cemewe/apply": ["one", "two"] },
};
const env = {
  WAYMARK_TABLE: "waymark",
  WAYMARK_MACHINE: "arn:aws:states:eu-north-1:123456789012:stateMachine:journey",
  WAYMARK_ORIGIN: "https://waymark.example.org/",
  WAYMARK_SECRETS: JSON.stringify(kept),
  WAYMARK_MAIL_FROM: "hello@example.org",
  AWS_REGION: "eu-north-1",
};

const parts = {
  store,
  machine,
  mailer,
  mailFrom,
  addresses,
  secrets: secrets("linkKey", "sessionKey", "emailHash", "resendKey", "webhooks"),
};

describe("the runtime", () => {
  it("is made of a whole environment", async () => {
    const made = await runtime(env, parts);
    const pages = "https://waymark.example.org";
    expect(made.addresses).toEqual({ pages, console: pages, hooks: pages });
    expect(made.secrets.webhook("cemewe", "apply")).toEqual(["one", "two"]);
    expect(made.secrets.webhook("cemewe", "other")).toEqual([]);
  });

  it("knows the other addresses where there are some", async () => {
    const more = {
      WAYMARK_CONSOLE_ORIGIN: "https://c.example.org",
      WAYMARK_HOOKS_ORIGIN: "https://h.example.org/",
    };
    const made = await runtime({ ...env, ...more }, { addresses });
    expect(made.addresses).toMatchObject({
      console: "https://c.example.org",
      hooks: "https://h.example.org",
    });
  });

  it("reads secrets from a file as well", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "waymark-")), "secrets.json");
    writeFileSync(file, env.WAYMARK_SECRETS);
    expect((await runtime({ ...env, WAYMARK_SECRETS: file }, parts)).secrets.linkKeys).toEqual([key]);
  });

  it("takes a newer and an older link key", async () => {
    const both = JSON.stringify({ ...kept, linkKey: `${"n".repeat(32)}, ${key}` });
    const made = await runtime({ ...env, WAYMARK_SECRETS: both }, parts);
    expect(made.secrets.linkKeys).toEqual(["n".repeat(32), key]);
  });

  it("names everything that is missing at once", async () => {
    const made = runtime({ ...env, WAYMARK_TABLE: undefined, WAYMARK_MAIL_FROM: "" }, parts);
    await expect(made).rejects.toThrow(/WAYMARK_TABLE.*WAYMARK_MAIL_FROM/);
  });

  it("asks only for what its door needs", async () => {
    const made = await runtime({ WAYMARK_TABLE: "waymark", AWS_REGION: "eu-north-1" }, { store });
    expect(Object.keys(made).sort()).toEqual(["clock", "log", "meter", "store"]);
  });

  it("gives a door the secrets that it named and no others", async () => {
    const made = await runtime(env, { secrets: secrets("linkKey") });
    expect(made.secrets.linkKeys).toEqual([key]);
    expect(() => made.secrets.sessionKey).toThrow(/^secrets\.not-granted.*sessionKey/);
    expect(() => made.secrets.webhook("cemewe", "apply")).toThrow(/webhooks/);
  });

  it("refuses a Standard Webhooks secret that is not base64, and names its form", async () => {
    const wrong = { "cemewe/apply": ["whsec_not base64!"] };
    const made = (webhooks: unknown) =>
      runtime({ ...env, WAYMARK_SECRETS: JSON.stringify({ ...kept, webhooks }) }, parts);
    await expect(made(wrong)).rejects.toThrow(/webhooks\.cemewe\/apply\.0 \(after whsec_ it is not base64/);
    await expect(made(wrong)).rejects.not.toThrow(/not base64!/);
    const right = { "cemewe/apply": [`whsec_${Buffer.from(key).toString("base64")}`] };
    expect(await made(right)).toBeDefined();
  });

  it("never shows a secret that is wrong", async () => {
    const made = () =>
      runtime({ ...env, WAYMARK_SECRETS: JSON.stringify({ ...kept, linkKey: "short-but-secret" }) }, parts);
    await expect(made()).rejects.toThrow(/linkKey/);
    await expect(made()).rejects.not.toThrow(/short-but-secret/);
  });
});

describe("a bound door", () => {
  it("is made at its first call, once, and tried again after a start that failed", async () => {
    let made = 0;
    const create = (_: Has<"addresses">) => {
      made += 1;
      return async (words: string) => words;
    };
    const door = bind(create, { addresses });
    const before = process.env.WAYMARK_ORIGIN;
    try {
      process.env.WAYMARK_ORIGIN = "";
      await expect(door("one")).rejects.toThrow(/WAYMARK_ORIGIN/);
      process.env.WAYMARK_ORIGIN = env.WAYMARK_ORIGIN;
      expect([await door("two"), await door("three"), made]).toEqual(["two", "three", 1]);
    } finally {
      if (before === undefined) delete process.env.WAYMARK_ORIGIN;
      else process.env.WAYMARK_ORIGIN = before;
    }
  });
});
