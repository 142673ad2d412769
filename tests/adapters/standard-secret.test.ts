import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { isStandardSecret } from "#adapters/webhooks/standard-secret.ts";

const prefix = fc.constantFrom("", "whsec_", "whsec_whsec_");
const base64 = (minLength: number) =>
  fc.uint8Array({ minLength, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("base64"));

/** The package itself is in the hook's bundle and the postman's alone; the other doors only look at their secrets. */
describe("a secret of Standard Webhooks", () => {
  it("is any base64", () => {
    fc.assert(
      fc.property(fc.constantFrom("", "whsec_"), base64(1), (before, secret) =>
        isStandardSecret(before + secret),
      ),
    );
  });

  it("is nothing that their package would refuse", () => {
    const nearly = fc
      .array(fc.constantFrom(..."aZ09+/=-_ ü"), { maxLength: 12 })
      .map((signs) => signs.join(""));
    const padded = fc.tuple(base64(0), fc.constantFrom("=", "==", "===")).map((parts) => parts.join(""));
    const secret = fc.tuple(prefix, fc.oneof(nearly, padded, fc.string())).map((parts) => parts.join(""));
    let taken = 0;
    fc.assert(
      fc.property(secret, (text) => {
        if (!isStandardSecret(text)) return;
        taken += 1;
        expect(() => new Webhook(text)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(20);
  });
});
