import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parameterOf } from "#adapters/parameters.ts";
import { isPlaceholder } from "#adapters/placeholder.ts";
import { secretNames } from "#adapters/secret-names.ts";
import { SecretsFile } from "#adapters/secrets.ts";

/** Always the same, and as good as random. */
const random = (number: number): string => createHash("sha384").update(String(number)).digest("base64");

describe("a placeholder", () => {
  it.each([
    "change-me-change-me-change-me-change-me",
    "your-key-here-please-replace-this-now",
    "please put a long random secret here before you go live",
    "ChangeMe-2026-With-A-Long-Random-Password-Please",
    "x".repeat(40),
    "0101010101010101010101010101010101010101",
    "re_xxxxxxxxxxxxxxxxxxxx",
    "re_...",
  ])("is seen in %s", (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  it("is not seen in what is random, whatever word stands in it by chance", () => {
    for (let number = 0; number < 2_000; number++) {
      const value = random(number);
      expect(isPlaceholder(value), value).toBe(false);
      expect(isPlaceholder(`${value.slice(0, 30)}ToDo${value.slice(34)}`), value).toBe(false);
      expect(isPlaceholder(`fake${value.slice(4, 44)}`), value).toBe(false);
    }
    expect(isPlaceholder(createHash("sha256").update("hex").digest("hex"))).toBe(false);
    expect(isPlaceholder("re_2yqLkCzB_8oQwLxY1nVbTzKdR3sGhJpAm")).toBe(false);
  });
});

describe("the names of secrets", () => {
  it("are given for each secret, and are read in the parameter store as they were put there", () => {
    expect(Object.keys(secretNames).toSorted()).toEqual(Object.keys(SecretsFile.shape).toSorted());
    expect(parameterOf("linkKey")).toBe("link-key");
  });
});
