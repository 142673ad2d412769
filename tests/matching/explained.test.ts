import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fairness } from "#core/matching/fairness.ts";
import { type Candidate, matchRound } from "#core/matching/round.ts";
import { roundChange } from "#core/matching/round-change.ts";
import { wishesThatLeaveNobody } from "#core/matching/search.ts";
import { visibleFairness } from "#core/matching/visible-fairness.ts";
import { visibleWhy } from "#core/matching/visible-why.ts";
import { type WhyPair, whyPair } from "#core/matching/why-pair.ts";
import type { Facts } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import { readerOf } from "#core/rules/visible.ts";
import { aMatchPack, mentee, mentor } from "./a-match-pack.ts";

const on = "2026-03-02";
const pack = aMatchPack();

describe("why not these two", () => {
  const why = (one: string, other: string, mentees: Candidate[], mentors: Candidate[]): WhyPair =>
    whyPair(pack, { mentor: one, mentee: other }, { mentees, mentors }, on)!;

  test("a pair of the round says so, with every criterion", () => {
    expect(why("mia", "ann", [mentee("ann")], [mentor("mia")])).toMatchObject({
      may: "yes",
      points: 5,
      because: [
        { rule: "shared-interests", points: 3 },
        { rule: "same-town", points: 2 },
      ],
      instead: { mentor: ["ann"], mentee: ["mia"] },
      sentence: "The round puts them together, for 5 points.",
    });
  });

  test("every rule that forbids two is named, and what would have had to differ", () => {
    const found = why(
      "mia",
      "ann",
      [mentee("ann", { languages: ["uk"] })],
      [mentor("mia", { bornOn: "2010-01-01" })],
    );

    expect(found.stops.map(({ rule }) => rule)).toEqual(["no-shared-language", "mentor-younger"]);
    expect(found.differs).toHaveLength(2);
    expect(found.sentence).toMatch(
      /^Not possible: they share no language; rule "mentor-younger"\. It would be possible if .*, and /,
    );
  });

  test("of two who could be together, with whom they are and what it would cost everybody", () => {
    const mentees = [mentee("ann"), mentee("bea", { town: "tartu" })];
    const mentors = [mentor("mia"), mentor("lea", { town: "tartu" })];

    expect(why("lea", "ann", mentees, mentors)).toMatchObject({
      may: "yes",
      points: 3,
      instead: { mentor: ["bea"], mentee: ["mia"] },
      cost: { pairs: 0, points: 4 },
      sentence:
        "Possible, for 3 points; the mentee is with mia, and the mentor is with bea. With these two together the whole round would have 4 points less.",
    });
  });

  test("what we do not know is named, and nobody who is not in the round is explained", () => {
    const { bornOn: _, ...facts } = mentee("ann").facts;

    expect(why("mia", "ann", [{ id: "ann", facts }], [mentor("mia")])).toMatchObject({
      may: "unknown",
      needs: ["mentee.bornOn"],
    });
    expect(
      whyPair(pack, { mentor: "zoe", mentee: "ann" }, { mentees: [mentee("ann")], mentors: [] }, on),
    ).toBeUndefined();
  });

  test("is hidden from who may not see it: two who differ in that alone look the same", () => {
    const shown = (languages: string[]) =>
      visibleWhy(
        why(
          "mia",
          "ann",
          [mentee("ann", { languages })],
          [mentor("mia", { languages: ["en"] }, { capacity: 0 })],
        ),
        pack,
        readerOf(pack, "mentee"),
      );

    expect(shown(["uk"])).toEqual(shown(["en"]));
    expect(shown(["uk"])).toMatchObject({ may: "hidden", stops: [], because: [] });
  });
});

describe("a draft of the weights", () => {
  const weighing = (interests: number, town: number): Pack => {
    const { fit } = pack.ruleSets;
    const rules = fit!.rules.map((rule, place) => ({
      ...rule,
      event: { type: "points", params: { points: place === 0 ? interests : town } },
    }));
    return { ...pack, ruleSets: { ...pack.ruleSets, fit: { ...fit!, rules } } };
  };
  const mentees = [mentee("ann"), mentee("bea", { interests: ["books"] })];
  const mentors = [mentor("mia", { town: "tartu" }), mentor("lea", { interests: ["sport"] })];

  test("says who would be with whom instead, who gains and who loses in points of the draft, and the whole", () => {
    const changed = roundChange(weighing(3, 0), weighing(0, 3), mentees, mentors, on);

    expect(changed.totals).toEqual({ live: { pairs: 2, points: 3 }, draft: { pairs: 2, points: 3 } });
    expect(changed.pairs).toMatchObject({
      kept: 0,
      new: [
        { mentor: "lea", mentee: "ann" },
        { mentor: "mia", mentee: "bea" },
      ],
    });
    expect(changed.people.map(({ id, gain }) => [id, gain])).toEqual(
      [
        ["ann", 3],
        ["lea", 0],
        ["bea", -3],
        ["mia", 0],
      ].sort((a, b) => Number(b[1]) - Number(a[1]) || (a[0]! < b[0]! ? -1 : 1)),
    );
    expect(changed).toMatchObject({ gains: 1, loses: 1 });
    expect(changed.people[0]!.sentence).toBe("ann: mia → lea (gains 3).");
  });

  test("the same rules change nothing", () => {
    expect(roundChange(pack, pack, mentees, mentors, on)).toMatchObject({ people: [], gains: 0, loses: 0 });
  });
});

describe("fairness", () => {
  const people = (count: number, prefix: string, facts: Facts = {}, more: Partial<Candidate> = {}) =>
    Array.from({ length: count }, (_, place) => mentee(`${prefix}${place}`, facts, more));
  const report = (mentees: Candidate[], mentors: Candidate[]) =>
    fairness(pack, matchRound(pack, mentees, mentors, on), { mentees, mentors }, on);
  const elders = (count: number, facts: Facts = {}) => people(count, "m", { bornOn: "1980-01-01", ...facts });

  test("gives rate, points and waiting for each group, and the rule behind a difference", () => {
    const mentees = [
      ...people(6, "a", {}, { waitingSince: "2026-02-20" }),
      ...people(5, "u", { languages: ["uk"], town: "tartu" }, { waitingSince: "2026-01-01" }),
    ];
    const { facts } = report(mentees, elders(8));
    const byTown = facts.find(({ role, fact }) => role === "mentee" && fact === "town")!;

    expect(byTown.groups).toEqual([
      { value: "riga", people: 6, matched: 6, rate: 1, score: 5, waitingDays: 10 },
      { value: "tartu", people: 5, matched: 0, rate: 0, score: null, waitingDays: 60 },
    ]);
    expect(byTown.lowest).toMatchObject({
      value: "tartu",
      behind: 1,
      because: { rule: "no-shared-language", here: 1, elsewhere: 0 },
    });
  });

  test("shows nobody: what fewer than five share is counted with others, and so is what would be left alone beside it", () => {
    const mentees = [...people(9, "a"), ...people(3, "t", { town: "tartu" })];
    const values = (all: Candidate[]) =>
      report(all, elders(2))
        .facts.filter(({ role, fact }) => role === "mentee" && fact === "town")
        .flatMap(({ groups }) => groups.map(({ value }) => value));

    expect(values(mentees)).toEqual([]);
    expect(values([...people(9, "a"), ...people(5, "t", { town: "tartu" })])).toEqual(["riga", "tartu"]);
    const unsaid = people(5, "n").map(({ id, facts: { town: _, ...facts } }) => ({ id, facts }));
    expect(values([...mentees, ...unsaid])).toEqual(["riga", "others"]);
  });

  test("for any people: no group is smaller than five, and nobody can be worked out by subtraction", () => {
    const anyone = fc.record({ town: fc.option(fc.constantFrom("riga", "tartu"), { nil: undefined }) });
    let shown = 0;
    fc.assert(
      fc.property(fc.array(anyone, { minLength: 8, maxLength: 30, size: "max" }), (all) => {
        const mentees = all.map(({ town }, place) => {
          const { town: _, ...facts } = mentee("x").facts;
          return { id: `e${place}`, facts: { ...facts, ...(town !== undefined && { town }) } };
        });
        const made = fairness(pack, matchRound(pack, [], [], on), { mentees, mentors: [] }, on);
        for (const { role, fact, groups } of made.facts.filter(({ role }) => role === "mentee")) {
          shown += 1;
          for (const { people } of groups) expect(people, `${role} ${fact}`).toBeGreaterThanOrEqual(5);
          if (fact === "town") expect(groups.reduce((sum, { people }) => sum + people, 0)).toBe(all.length);
        }
      }),
      { numRuns: 100 },
    );
    expect(shown).toBeGreaterThan(10);
  });

  test("whoever may not see a fact does not see what is counted by it, and participants see nothing", () => {
    const closed: Pack = {
      ...pack,
      program: { ...pack.program, roles: { ...pack.program.roles, helper: { staff: true } } },
    };
    const mentees = [...people(6, "a"), ...people(6, "t", { town: "tartu", languages: ["uk"] })];
    const made = report(mentees, elders(8));

    expect(visibleFairness(made, closed, readerOf(closed, "helper"))).toEqual(made);
    expect(visibleFairness(made, closed, readerOf(closed, "mentee")).facts).toEqual([]);
  });
});

test("a wish that leaves nobody is said before a round runs", () => {
  const mentees = [mentee("ann"), mentee("bea", { languages: ["uk"] })];

  expect(wishesThatLeaveNobody(pack, mentees, [mentor("mia")], on)).toMatchObject([
    { code: "leaves nobody", people: [{ id: "bea", role: "mentee" }], rules: ["no-shared-language"] },
  ]);
});
