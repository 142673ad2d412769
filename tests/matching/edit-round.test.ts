import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decidePairs,
  doneSince,
  type Hand,
  lockPair,
  putAway,
  reworkRound,
  swapPairs,
} from "#core/matching/edit-round.ts";
import { type Couple, openIn, type StagedPair, StagedRound } from "#core/matching/staged-round.ts";

const at = "2026-03-02T07:00:00.000Z";
const hand: Hand = { by: { id: "stf_1", name: "Testa" }, at };
const couple = (mentor: string, mentee: string): Couple => ({ mentor, mentee });
const pair = (mentor: string, mentee: string, score = 1): StagedPair => ({
  ...{ mentor, mentee, score, because: [], state: "open", locked: false },
});
const [miaAnn, nelBea, oonaCleo] = [couple("mia", "ann"), couple("nel", "bea"), couple("oona", "cleo")];

/** Three pairs that nobody has looked at. */
const aRound = (): StagedRound =>
  StagedRound.parse({
    ...{ schema: 1, program: "test", number: 1, version: 1, stagedAt: at, by: hand.by },
    ...{ pack: "0123456789ab", on: "2026-03-02" },
    candidates: { mentors: ["mia", "nel", "oona"], mentees: ["ann", "bea", "cleo"] },
    pairs: [pair("mia", "ann", 3), pair("nel", "bea", 2), pair("oona", "cleo")],
    ...{ unmatched: [], notes: [] },
    certificate: { pairs: 3, total: 6, optimal: true },
    done: [{ version: 1, at, by: hand.by, did: "staged", pairs: [] }],
  });
const statesOf = ({ pairs }: StagedRound) =>
  pairs.map(({ mentor, mentee, state }) => `${mentor} ${mentee} ${state}`);

describe("a round", () => {
  it("has one more version with each edit, and says who did what", () => {
    const round = decidePairs(aRound(), [miaAnn, nelBea], "approved", hand)!;
    expect(round.version).toBe(2);
    expect(statesOf(round)).toEqual(["mia ann approved", "nel bea approved", "oona cleo open"]);
    expect(doneSince(round, 1)).toEqual([
      { version: 2, at, by: hand.by, did: "approved", pairs: [miaAnn, nelBea] },
    ]);
  });

  it("takes one word about a pair and no second", () => {
    const round = decidePairs(aRound(), [miaAnn], "rejected", hand)!;
    for (const did of ["approved", "rejected", "apart"] as const)
      expect(decidePairs(round, [miaAnn], did, hand)).toBeUndefined();
  });

  it("changes nothing when one of several pairs is not open any more", () => {
    const round = decidePairs(aRound(), [nelBea], "rejected", hand)!;
    expect(decidePairs(round, [miaAnn, nelBea], "approved", hand)).toBeUndefined();
    expect(decidePairs(round, [], "approved", hand)).toBeUndefined();
    expect(decidePairs(round, [couple("mia", "bea")], "approved", hand)).toBeUndefined();
  });

  it("opens an approved pair again that could not be proposed, and no other", () => {
    const round = decidePairs(aRound(), [miaAnn], "approved", hand)!;
    expect(statesOf(decidePairs(round, [miaAnn], "not-approved", hand)!)).toContain("mia ann open");
    expect(decidePairs(round, [nelBea], "not-approved", hand)).toBeUndefined();
  });

  it("swaps the mentees of two pairs, in their places", () => {
    const round = swapPairs(aRound(), [miaAnn, oonaCleo], [pair("mia", "cleo"), pair("oona", "ann")], hand)!;
    expect(statesOf(round)).toEqual(["mia cleo open", "nel bea open", "oona ann open"]);
  });

  it("swaps nothing that is locked or decided, and no pair with itself", () => {
    const put = [pair("mia", "bea"), pair("nel", "ann")] as const;
    const locked = lockPair(aRound(), miaAnn, "locked", hand)!;
    const decided = decidePairs(aRound(), [nelBea], "approved", hand)!;
    for (const round of [locked, decided])
      expect(swapPairs(round, [miaAnn, nelBea], put, hand)).toBeUndefined();
    expect(swapPairs(aRound(), [miaAnn, miaAnn], put, hand)).toBeUndefined();
  });

  it("keeps what is locked or decided when the rest is worked out anew", () => {
    const locked = lockPair(aRound(), miaAnn, "locked", hand)!;
    const round = decidePairs(locked, [nelBea], "rejected", hand)!;
    const found = { pairs: [pair("nel", "cleo")], unmatched: [], notes: [], certificate: round.certificate };
    const next = reworkRound(round, found, hand)!;
    expect(statesOf(next)).toEqual(["mia ann open", "nel bea rejected", "nel cleo open"]);
  });

  it("is closed for every edit once it is put away", () => {
    const round = putAway(aRound(), hand)!;
    expect(openIn(round)).toEqual([]);
    expect(putAway(round, hand)).toBeUndefined();
    expect(decidePairs(round, [miaAnn], "approved", hand)).toBeUndefined();
    expect(lockPair(round, miaAnn, "locked", hand)).toBeUndefined();
    expect(reworkRound(round, { ...round }, hand)).toBeUndefined();
  });

  it("never has a person in more open pairs than before, however it is edited", () => {
    const act = fc.record({
      what: fc.constantFrom("approved", "rejected", "apart", "locked", "unlocked", "swap"),
      one: fc.nat(2),
      other: fc.nat(2),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 15 }), (acts) => {
        let round = aRound();
        for (const { what, one, other } of acts) {
          const [first, second] = [round.pairs[one]!, round.pairs[other]!];
          const put = [pair(first.mentor, second.mentee), pair(second.mentor, first.mentee)] as const;
          const next =
            what === "swap"
              ? swapPairs(round, [first, second], put, hand)
              : what === "locked" || what === "unlocked"
                ? lockPair(round, first, what, hand)
                : decidePairs(round, [first], what as "approved", hand);
          expect(next?.version ?? round.version + 1).toBe(round.version + 1);
          round = next ?? round;
          for (const side of ["mentor", "mentee"] as const)
            expect(new Set(round.pairs.map((each) => each[side])).size).toBe(3);
        }
      }),
      { numRuns: 200 },
    );
  });
});
