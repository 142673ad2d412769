import { describe, expect, it } from "vitest";
import type { Candidate } from "#core/matching/round.ts";
import { suggest } from "#core/matching/suggest.ts";
import { NeverBroken } from "#core/program/never-broken.ts";
import { aMatchPack } from "./a-match-pack.ts";

const pack = aMatchPack();
const mentee = (id: string, town = "riga"): Candidate => ({
  id,
  facts: { languages: ["en"], interests: ["music"], town, bornOn: "2000-01-01" },
});
const mentor = (id: string, town = "riga"): Candidate => ({
  ...mentee(id, town),
  facts: { ...mentee(id, town).facts, bornOn: "1980-01-01" },
});
const suggested = (mentees: Candidate[], mentors: Candidate[], ...never: string[]) => {
  const couples = never.map((names) => names.split(" ") as [string, string]);
  const apart = couples.map(([mentor, mentee]) => ({ mentor, mentee }));
  return suggest(pack, mentees, mentors, "2026-03-02", { never: apart });
};
const couples = ({ pairs }: ReturnType<typeof suggested>) =>
  pairs.map((pair) => `${pair.mentor} ${pair.mentee}`);

describe("suggestions", () => {
  it("are the best pairs, each with its own points and reasons", () => {
    const round = suggested([mentee("ann"), mentee("bea", "tartu")], [mentor("mia"), mentor("nel", "tartu")]);
    expect(couples(round).sort()).toEqual(["mia ann", "nel bea"]);
    expect(round.pairs.every(({ score }) => score === 5)).toBe(true);
    expect(round).toMatchObject({ unmatched: [], total: 10 });
  });

  it("are none where the rules would look at what never.json forbids", () => {
    const rules = [{ ruleSet: pack.program.matching!.scores, fact: "town", why: "No." }];
    const promised = { ...pack, never: { ...pack.never, rules } };
    expect(() => suggest(promised, [mentee("ann")], [mentor("mia")], "2026-03-02")).toThrow(NeverBroken);
  });

  it("never bring a pair that nobody wants, while both still get the best of the rest", () => {
    const round = suggested(
      [mentee("ann"), mentee("bea", "tartu")],
      [mentor("mia"), mentor("nel", "tartu")],
      "mia ann",
      "nel bea",
    );
    expect(couples(round).sort()).toEqual(["mia bea", "nel ann"]);
  });

  it("say why the two of such a pair are left over when there is nobody else", () => {
    const round = suggested([mentee("ann")], [mentor("mia")], "mia ann");
    expect(round.pairs).toEqual([]);
    expect(round.unmatched.map(({ id }) => id)).toEqual(["ann", "mia"]);
  });

  it("give a mentor freed from such a pair to whoever else waits", () => {
    const round = suggested([mentee("ann"), mentee("bea", "tartu")], [mentor("mia")], "mia ann");
    expect(couples(round)).toEqual(["mia bea"]);
    expect(round.unmatched.map(({ id }) => id)).toEqual(["ann"]);
  });
});
