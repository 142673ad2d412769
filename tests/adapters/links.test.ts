import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkId, linkToken, readLinkToken } from "#adapters/links.ts";

const secret = "s".repeat(32);

describe("a link", () => {
  it("opens with its own token and no other", () => {
    const id = linkId(secret, "jrn_1/2");
    const token = linkToken(secret, id);
    expect(readLinkToken(secret, token)).toBe(id);
    expect(readLinkToken("t".repeat(32), token)).toBeUndefined();
    for (const wrong of [
      "",
      ".",
      "v1",
      `${token}x`,
      token.slice(0, -1),
      token.replace("v1", "v2"),
      token.replace("k1", "k2"),
    ]) {
      expect(readLinkToken(secret, wrong)).toBeUndefined();
    }
  });

  it("has 128 bits, the same for the same effect", () => {
    expect(linkId(secret, "a")).toBe(linkId(secret, "a"));
    expect(linkId(secret, "a")).not.toBe(linkId(secret, "b"));
    expect(Buffer.from(linkId(secret, "a"), "base64url")).toHaveLength(16);
  });

  it("never opens after one character was changed", () => {
    const token = linkToken(secret, linkId(secret, "a"));
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(..."abcXYZ019-_."), (at, char) => {
        const changed = token.slice(0, at) + char + token.slice(at + 1);
        return changed === token || readLinkToken(secret, changed) === undefined;
      }),
    );
  });
});
