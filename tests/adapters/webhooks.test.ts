import { createHmac } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { verifySvix } from "#adapters/webhooks/standard-webhooks.ts";
import { submissionKey } from "#adapters/webhooks/submission-key.ts";
import { verifiers } from "#adapters/webhooks.ts";

const body = Buffer.from('{"hello":"wörld"}');
const hmac = (secret: string, bytes: Uint8Array) =>
  createHmac("sha256", secret).update(bytes).digest("base64");

describe("a signature", () => {
  afterEach(() => vi.useRealTimers());

  it("is the same under the names of Svix, and under no mixture of names", () => {
    vi.useFakeTimers({ now: 1614265330_000 });
    const headers = {
      "svix-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "svix-timestamp": "1614265330",
      "svix-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    };
    const raw = Buffer.from('{"test": 2432232314}');
    const secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];
    expect(verifySvix(headers, raw, secrets)).toBe(true);
    expect(verifySvix(headers, Buffer.from('{"test":2432232314}'), secrets)).toBe(false);
    expect(
      verifySvix({ ...headers, "svix-id": undefined, "webhook-id": headers["svix-id"] }, raw, secrets),
    ).toBe(false);
    expect(verifiers["standard-webhooks"](headers, raw, secrets)).toBe(false);
    for (const seconds of [-301, 301]) {
      vi.setSystemTime(1614265330_000 + seconds * 1000);
      expect(verifySvix(headers, raw, secrets)).toBe(false);
    }
  });

  it("agrees with the published vector of Standard Webhooks", () => {
    vi.useFakeTimers({ now: 1614265330_000 });
    const headers = {
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    };
    const raw = Buffer.from('{"test": 2432232314}');
    const secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];
    const verify = verifiers["standard-webhooks"];
    expect(verify(headers, raw, secrets)).toBe(true);
    expect(verify(headers, Buffer.from('{"test":2432232314}'), secrets)).toBe(false);
    const listed = {
      ...headers,
      "webhook-signature": `v1a,abc v1,${"A".repeat(43)}= ${headers["webhook-signature"]}`,
    };
    expect(verify(listed, raw, secrets)).toBe(true);
    expect(
      verify(
        { ...headers, "webhook-signature": "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" },
        raw,
        secrets,
      ),
    ).toBe(false);
    for (const seconds of [301, -301]) {
      vi.setSystemTime(1614265330_000 + seconds * 1000);
      expect(verify(headers, raw, secrets)).toBe(false);
    }
  });

  it("of Standard Webhooks is wrong, and breaks nothing, with a secret that is not base64", () => {
    const headers = { "webhook-id": "m", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA" };
    expect(verifiers["standard-webhooks"](headers, body, ["not base64!", ""])).toBe(false);
  });

  it.each([
    ["typeform", [""]],
    ["tally", [""]],
    ["google-forms", [""]],
    ["csv", [""]],
    ["standard-webhooks", ["", "whsec_"]],
    ["jotform", [""]],
    ["microsoft-forms", [""]],
  ] as const)("of %s is wrong with an empty secret, which everybody has", (sender, secrets) => {
    const mac = hmac("", body);
    const seconds = String(Math.floor(Date.now() / 1000));
    const standard = hmac("", Buffer.concat([Buffer.from(`m.${seconds}.`), body]));
    const headers = {
      "typeform-signature": `sha256=${mac}`,
      "tally-signature": mac,
      "waymark-timestamp": seconds,
      "waymark-signature": `v1,${hmac("", Buffer.concat([Buffer.from(`${seconds}.`), body]))}`,
      "webhook-id": "m",
      "webhook-timestamp": seconds,
      "webhook-signature": `v1,${standard}`,
    };
    for (const key of ["", undefined])
      expect(verifiers[sender](headers, body, [...secrets], key)).toBe(false);
  });

  it("is an address where a sender has none, and one that nobody guesses", () => {
    const verify = verifiers.jotform;
    const [first, second] = ["0123456789abcdefABCDEF", "a".repeat(48)];
    expect(verify({}, body, [first!, second!], first)).toBe(true);
    expect(verify({}, body, [first!, second!], second)).toBe(true);
    for (const key of [undefined, "", first!.slice(1), `${first}x`, first!.toLowerCase()])
      expect(verify({}, body, [first!, second!], key)).toBe(false);
    const short = "0123456789abcdefABCDE";
    expect(verify({}, body, [short], short)).toBe(false);
  });

  it("of Typeform says its algorithm in front", () => {
    const verify = verifiers.typeform;
    const headers = { "typeform-signature": `sha256=${hmac("123456", body)}` };
    expect(verify(headers, body, ["123456"])).toBe(true);
    expect(verify({ "typeform-signature": hmac("123456", body) }, body, ["123456"])).toBe(false);
  });

  it.each(["typeform", "tally"] as const)(
    "of %s is right with any secret of the list and with no other",
    (sender) => {
      const prefix = sender === "typeform" ? "sha256=" : "";
      const headers = { [`${sender}-signature`]: prefix + hmac("new", body) };
      expect(verifiers[sender](headers, body, ["old", "new"])).toBe(true);
      expect(verifiers[sender](headers, body, ["old"])).toBe(false);
      expect(verifiers[sender](headers, body, [])).toBe(false);
      expect(verifiers[sender]({}, body, ["new"])).toBe(false);
    },
  );

  it.each(["typeform", "tally", "standard-webhooks"] as const)("of %s holds for no other bytes", (sender) => {
    const secret =
      sender === "standard-webhooks" ? `whsec_${Buffer.from("k".repeat(32)).toString("base64")}` : "secret";
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, flip) => {
          const raw = Buffer.from(Buffer.from(bytes).toString("utf8") || "x");
          const changed = Buffer.from(raw);
          changed[at % raw.length]! ^= flip;
          const now = new Date();
          const headers = {
            "typeform-signature": `sha256=${hmac(secret, raw)}`,
            "tally-signature": hmac(secret, raw),
            "webhook-id": "msg_1",
            "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
            "webhook-signature":
              sender === "standard-webhooks" ? new Webhook(secret).sign("msg_1", now, raw) : "",
          };
          const verify = verifiers[sender];
          return (
            verify(headers, raw, [secret]) &&
            (changed.toString() === raw.toString() || !verify(headers, changed, [secret]))
          );
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("the key of a submission", () => {
  it("is the sender's own", () => {
    expect(submissionKey.typeform({ form_response: { token: "t" } }, {})).toEqual({ key: "t" });
    expect(submissionKey.tally({ eventType: "FORM_RESPONSE", data: { submissionId: "s" } }, {})).toEqual({
      key: "s",
    });
    expect(submissionKey["standard-webhooks"]({}, { "webhook-id": "m" })).toEqual({ key: "m" });
    expect(submissionKey.jotform({ submissionID: "6109128773219905123" }, {})).toEqual({
      key: "6109128773219905123",
    });
    const google = { response: { id: "r" }, answers: [{ id: 1, type: "TEXT", value: "Samira" }] };
    expect(submissionKey["google-forms"](google, {})).toEqual({ key: "r" });
    expect(submissionKey["microsoft-forms"]({ formId: "f", responseId: "7" }, {})).toEqual({ key: "f/7" });
  });

  it("is missing where the sender's body is another's", () => {
    expect(submissionKey.typeform({ data: { submissionId: "s" } }, {})).toBeUndefined();
    expect(submissionKey.tally([], {})).toBeUndefined();
    expect(submissionKey["standard-webhooks"]({}, {})).toBeUndefined();
    for (const sender of ["jotform", "google-forms", "microsoft-forms"] as const)
      for (const other of [{}, null, [], "x"]) expect(submissionKey[sender](other, {})).toBeUndefined();
    // A number has already lost its last digits.
    expect(submissionKey.jotform({ submissionID: 6109128773219905000 }, {})).toBeUndefined();
  });

  it("leaves half-filled forms alone", () => {
    const partial = { event_type: "form_response_partial", form_response: { token: "t" } };
    expect(submissionKey.typeform(partial, {})).toEqual({ ignore: "other-event" });
  });
});
