import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkHead, linkId, linkToken, readLinkToken, signHead } from "#adapters/links.ts";

const keys = ["s".repeat(32)];

describe("a link", () => {
  it("opens with its own token and no other", () => {
    const id = linkId("jrn_1/2");
    const token = linkToken(keys, id);
    expect(readLinkToken(keys, token)).toBe(id);
    expect(readLinkToken(["t".repeat(32)], token)).toBeUndefined();
    for (const wrong of ["", ".", "v1", `${token}x`, token.slice(0, -1), token.replace("v1", "v2")]) {
      expect(readLinkToken(keys, wrong)).toBeUndefined();
    }
  });

  it("has 128 bits, the same for the same effect", () => {
    expect(linkId("a")).toBe(linkId("a"));
    expect(linkId("a")).not.toBe(linkId("b"));
    expect(Buffer.from(linkId("a"), "base64url")).toHaveLength(16);
  });

  it("made with the key before still opens while that one is kept, and not after", () => {
    const [older, newer] = ["o".repeat(32), "n".repeat(32)];
    const token = linkToken([older], "id");
    expect(readLinkToken([newer, older], token)).toBe("id");
    expect(readLinkToken([newer], token)).toBeUndefined();
    expect(linkToken([newer, older], "id")).toBe(linkToken([newer], "id"));
  });

  it("is finished with the key that its head names, so that a letter keeps its bytes while keys change", () => {
    const [older, newer] = ["o".repeat(32), "n".repeat(32)];
    const head = linkHead([older], "id");
    expect(`${head}.${signHead([newer, older], head)}`).toBe(linkToken([older], "id"));
    expect(() => signHead([newer], head)).toThrow(/^link\.key-gone/);
  });

  it("never opens after one character was changed", () => {
    const token = linkToken(keys, linkId("a"));
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(..."abcXYZ019-_."), (at, char) => {
        const changed = token.slice(0, at) + char + token.slice(at + 1);
        return changed === token || readLinkToken(keys, changed) === undefined;
      }),
    );
  });
});
