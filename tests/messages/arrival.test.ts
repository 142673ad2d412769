import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arrivals, keepsBouncing, lastWord } from "#core/messages/arrival.ts";

const day = 24 * 3600 * 1000;
const onDays = (...days: number[]) =>
  days.map((at) => new Date(Date.parse("2026-03-02T07:00:00.000Z") + at * day).toISOString());

describe("what the provider has said of a letter", () => {
  it("is the same in whatever order and however often it was said", () => {
    const said = fc.array(fc.constantFrom(...arrivals), { minLength: 1 });
    fc.assert(
      fc.property(said, fc.nat(), (words, turn) => {
        const turned = [...words.slice(turn % words.length), ...words.slice(0, turn % words.length)];
        expect(lastWord([...turned, ...words].reverse())).toBe(lastWord(words));
      }),
    );
  });

  it("is that it came back, also where it seemed to have arrived", () => {
    expect(lastWord(["bounced", "delivered", "sent"])).toBe("bounced");
    expect(lastWord(["delivered", "sent", "delayed"])).toBe("delivered");
    expect(lastWord([])).toBeUndefined();
  });
});

describe("an address that keeps sending letters back", () => {
  it.each<[string, number[], boolean]>([
    ["two in a week", [0, 1], false],
    ["three in a week", [0, 3, 6.9], true],
    ["three in exactly a week", [0, 3, 7], true],
    ["three in more than a week", [0, 3, 7.1], false],
    ["the last three of many", [0, 20, 40, 42, 43], true],
    ["three in a week, told in no order", [6, 0, 3], true],
  ])("%s: %s", (_, days, expected) => {
    expect(keepsBouncing(onDays(...days))).toBe(expected);
  });
});
