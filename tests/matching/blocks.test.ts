import fc from "fast-check";
import { expect, test } from "vitest";
import { blocksOf } from "#core/matching/blocks.ts";
import type { Candidate } from "#core/matching/candidate.ts";
import { linesOf, look } from "#core/matching/search.ts";
import { aMatchPack } from "./a-match-pack.ts";

const on = "2026-03-02";
const pack = aMatchPack();
const some = (prefix: string): fc.Arbitrary<Candidate[]> =>
  fc
    .array(
      fc.record(
        {
          languages: fc.subarray(["en", "uk", "ar"], { minLength: 1 }),
          interests: fc.subarray(["music", "sport"]),
          bornOn: fc.constantFrom("1980-01-01", "2000-01-01"),
        },
        { requiredKeys: ["interests"] },
      ),
      { minLength: 2, maxLength: 12 },
    )
    .map((all) => all.map((facts, place) => ({ id: `${prefix}${place}`, facts })));

test("a divided round finds the same pairs, and the same that are open, looking at fewer", () => {
  let fewer = 0;
  fc.assert(
    fc.property(some("e"), some("m"), (mentees, mentors) => {
      const lines = linesOf(pack, mentees, mentors, on, {});
      const blocks = blocksOf(pack, lines, 0);
      const looked = blocks.reduce((sum, block) => sum + block.mentees.length * block.mentors.length, 0);
      const divided = look(pack, lines, blocks);
      const whole = look(pack, lines);

      expect(blocks.flatMap((block) => block.mentees).sort((a, b) => a - b)).toEqual([...mentees.keys()]);
      expect(divided.review).toEqual(whole.review);
      expect(new Set(divided.possible.map(named))).toEqual(new Set(whole.possible.map(named)));
      if (looked < mentees.length * mentors.length) fewer++;
    }),
    { numRuns: 100, seed: 6 },
  );
  expect(fewer).toBeGreaterThan(30);
});

test("a small round is looked at as a whole", () => {
  const lines = linesOf(pack, [{ id: "ann", facts: {} }], [{ id: "mia", facts: {} }], on, {});

  expect(blocksOf(pack, lines)).toEqual([{ mentees: [0], mentors: [0] }]);
});

const named = ({ mentee, mentor, score }: ReturnType<typeof look>["possible"][number]) =>
  `${mentee.id} ${mentor.id} ${score}`;
