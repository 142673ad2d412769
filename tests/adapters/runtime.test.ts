import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runtime } from "#adapters/runtime.ts";

const key = "k".repeat(32);
const secrets = {
  linkKey: key,
  sessionKey: key,
  emailHash: key,
  webhooks: { "cemewe/apply": ["one", "two"] },
};
const env = {
  WAYMARK_TABLE: "waymark",
  WAYMARK_MACHINE: "arn:aws:states:eu-north-1:123456789012:stateMachine:journey",
  WAYMARK_ORIGIN: "https://waymark.example.org/",
  WAYMARK_SECRETS: JSON.stringify(secrets),
  WAYMARK_MAIL_FROM: "hello@example.org",
  RESEND_API_KEY: "re_test",
  AWS_REGION: "eu-north-1",
};

describe("the runtime", () => {
  it("is made of a whole environment", () => {
    const made = runtime(env);
    expect(made.origin).toBe("https://waymark.example.org");
    expect(made.secrets.webhook("cemewe", "apply")).toEqual(["one", "two"]);
    expect(made.secrets.webhook("cemewe", "other")).toEqual([]);
  });

  it("reads secrets from a file as well", () => {
    const file = join(mkdtempSync(join(tmpdir(), "waymark-")), "secrets.json");
    writeFileSync(file, env.WAYMARK_SECRETS);
    expect(runtime({ ...env, WAYMARK_SECRETS: file }).secrets.linkKey).toBe(key);
  });

  it("names what is missing", () => {
    expect(() => runtime({ ...env, WAYMARK_TABLE: undefined, RESEND_API_KEY: "" })).toThrow(
      /WAYMARK_TABLE.*RESEND_API_KEY/,
    );
  });

  it("refuses a Standard Webhooks secret that is not base64, and names its form", () => {
    const webhooks = { "cemewe/apply": ["whsec_not base64!"] };
    const wrong = () => runtime({ ...env, WAYMARK_SECRETS: JSON.stringify({ ...secrets, webhooks }) });
    expect(wrong).toThrow(/webhooks\.cemewe\/apply\.0 \(after whsec_ it is not base64/);
    expect(wrong).not.toThrow(/not base64!/);
    const right = { "cemewe/apply": [`whsec_${Buffer.from(key).toString("base64")}`] };
    expect(
      runtime({ ...env, WAYMARK_SECRETS: JSON.stringify({ ...secrets, webhooks: right }) }),
    ).toBeDefined();
  });

  it("never shows a secret that is wrong", () => {
    const wrong = JSON.stringify({ ...secrets, linkKey: "short-but-secret" });
    expect(() => runtime({ ...env, WAYMARK_SECRETS: wrong })).toThrow(/linkKey/);
    expect(() => runtime({ ...env, WAYMARK_SECRETS: wrong })).not.toThrow(/short-but-secret/);
  });
});
