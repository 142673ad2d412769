import { describe, expect, it } from "vitest";
import { guardedJson } from "#adapters/guarded-json.ts";

const read = (text: string) => guardedJson(Buffer.from(text));

/** The best of a few, so that a busy machine does not count. */
function timeOf(text: string): number {
  const bytes = Buffer.from(text);
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    guardedJson(bytes);
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe("JSON of a stranger", () => {
  it.each([
    ["brackets in a string", `"${"[".repeat(100)}"`],
    ["a quote in a string", `"\\"${"[".repeat(100)}"`],
    ["a backslash that is the end of a string", `["\\\\",${"[],".repeat(100)}0]`],
    ["32 levels", `${"[".repeat(32)}${"]".repeat(32)}`],
  ])("may have %s", (_, text) => {
    expect(read(text)).toEqual({ value: JSON.parse(text) });
  });

  it.each([
    ["33 levels", `${"[".repeat(33)}${"]".repeat(33)}`],
    ["33 levels after a string that ends in a backslash", `["\\\\",${"[".repeat(32)}${"]".repeat(33)}`],
  ])("is refused with %s", (_, text) => {
    expect(read(text)).toMatchObject({ code: "body.too-deep" });
  });

  it("costs no more with quotes that never end than any other text of its length", () => {
    const plain = timeOf(`"${"x".repeat(40_000)}"`);
    expect(timeOf('\\"'.repeat(20_000))).toBeLessThan(50 * plain + 50);
  });

  it("is read in one pass, a megabyte of escaped quotes too", () => {
    const quotes = '\\"'.repeat(500_000);
    expect(read(quotes)).toMatchObject({ code: "body.not-json" });
    expect(read(`"${quotes}"`)).toEqual({ value: '"'.repeat(500_000) });
  });
});
