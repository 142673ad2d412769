import { describe, expect, it } from "vitest";
import { suggest } from "#console/matches.ts";
import type { Candidate } from "#core/matching/round.ts";
import { readerOf } from "#core/rules/visible.ts";
import { aMatchPack } from "../matching/a-match-pack.ts";

const pack = aMatchPack();
const mentee = (id: string, town = "riga"): Candidate => ({
  id,
  facts: { languages: ["en"], interests: ["music"], town, bornOn: "2000-01-01" },
});
const mentor = (id: string, town = "riga"): Candidate => ({
  ...mentee(id, town),
  facts: { ...mentee(id, town).facts, bornOn: "1980-01-01" },
});
const suggested = (mentees: Candidate[], mentors: Candidate[], ...tried: string[]) =>
  suggest(pack, mentees, mentors, "2026-03-02", new Set(tried), readerOf(pack, "coordinator"));
const couples = ({ pairs }: ReturnType<typeof suggested>) =>
  pairs.map((pair) => `${pair.mentor} ${pair.mentee}`);

describe("suggestions", () => {
  it("are the best pairs, each with its own points and reasons", () => {
    const round = suggested([mentee("ann"), mentee("bea", "tartu")], [mentor("mia"), mentor("nel", "tartu")]);
    expect(couples(round).sort()).toEqual(["mia ann", "nel bea"]);
    expect(round.pairs.every(({ score }) => score === 5)).toBe(true);
    expect(round.unmatched).toEqual([]);
  });

  it("are none where the rules would look at what never.json forbids, and the line is named", () => {
    const never = {
      ...pack.never,
      rules: [{ ruleSet: pack.program.matching!.scores, fact: "town", why: "No." }],
    };
    const round = suggest(
      { ...pack, never },
      [mentee("ann")],
      [mentor("mia")],
      "2026-03-02",
      new Set(),
      readerOf(pack, "coordinator"),
    );
    expect(round).toEqual({ pairs: [], unmatched: [], stopped: expect.stringMatching(/: town$/) });
  });

  it("never bring back a pair that came to nothing, while both still get the best of the rest", () => {
    const round = suggested(
      [mentee("ann"), mentee("bea", "tartu")],
      [mentor("mia"), mentor("nel", "tartu")],
      "mia ann",
      "nel bea",
    );
    expect(couples(round).sort()).toEqual(["mia bea", "nel ann"]);
  });

  it("say why the two of a tried pair are left over when there is nobody else", () => {
    const round = suggested([mentee("ann")], [mentor("mia")], "mia ann");
    expect(round.pairs).toEqual([]);
    expect(round.unmatched.map(({ id, why }) => [id, why[0]!.sentence])).toEqual([
      ["ann", "Was proposed before and came to nothing."],
      ["mia", "Was proposed before and came to nothing."],
    ]);
  });

  it("give a mentor freed from a tried pair to whoever else waits", () => {
    const round = suggested([mentee("ann"), mentee("bea", "tartu")], [mentor("mia")], "mia ann");
    expect(couples(round)).toEqual(["mia bea"]);
    expect(round.unmatched.map(({ id }) => id)).toEqual(["ann"]);
  });
});
