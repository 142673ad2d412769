import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Candidate, matchRound, Round } from "#core/matching/round.ts";
import type { RoundMore } from "#core/matching/search.ts";
import type { Method } from "#core/program/matching.ts";
import type { Pack } from "#core/program/pack.ts";
import { aDictionary, aPack, aProgram, aRule, aRuleSet } from "../rules/a-pack.ts";

const on = "2026-03-02";

/** A shared language is needed, and so is the gender that the mentee wishes, if any; the same town gives points. */
function packBy(method: Method): Pack {
  const side = { constraints: "may", scores: "fit", journey: "match", mentor: "mentor", mentee: "mentee" };
  return aPack({
    program: aProgram({ matching: { ...side, method } }),
    facts: aDictionary({
      languages: { type: "choices", values: ["en", "uk", "ar"] },
      goals: { type: "choices", values: ["work", "studies", "friends"] },
      town: { type: "choice", values: ["riga", "tartu"] },
      gender: { type: "choice", values: ["woman", "man"] },
      wishedGender: { type: "choice", values: ["woman", "man", "any"] },
      wish: { type: "choice", values: ["peer", "traditional", "either"] },
      kind: { type: "choice", values: ["peer", "traditional"] },
    }),
    ruleSets: {
      may: aRuleSet({
        rules: [
          aRule("no-shared-language", "no", [
            { fact: "mentor.languages", operator: "sharesNone", value: { fact: "mentee.languages" } },
          ]),
          aRule("other-gender", "no", [
            { fact: "mentee.wishedGender", operator: "notEqual", value: "any" },
            { fact: "mentee.wishedGender", operator: "notEqual", value: { fact: "mentor.gender" } },
          ]),
        ],
        otherwise: { type: "possible" },
      }),
      fit: aRuleSet({
        hitPolicy: "sum of points",
        rules: [
          aRule(
            "same-town",
            "points",
            [{ fact: "mentor.town", operator: "equal", value: { fact: "mentee.town" } }],
            {
              points: 2,
            },
          ),
        ],
        otherwise: { type: "points" },
      }),
    },
  });
}

const person = (id: string, facts: Candidate["facts"] = {}, more: Partial<Candidate> = {}): Candidate => ({
  id,
  facts: {
    ...{ languages: ["en"], goals: ["work"], town: "riga", gender: "woman", wishedGender: "any" },
    ...facts,
  },
  ...more,
});
const people = (count: number, prefix: string, facts: Candidate["facts"] = {}) =>
  Array.from({ length: count }, (_, place) => person(`${prefix}${place}`, facts));
const made = (method: Method, mentees: Candidate[], mentors: Candidate[], more: RoundMore = {}): Round => {
  const round = matchRound(packBy(method), mentees, mentors, on, more);
  expect(Round.parse(round)).toEqual(round);
  return round;
};
const couples = ({ pairs }: Round) => pairs.map(({ mentor, mentees }) => [mentor, ...mentees]);
const codes = ({ notes }: Round) => notes.map(({ code }) => code);

describe("groups", () => {
  const groups = {
    by: "groups",
    size: { from: 4, to: 5 },
    alike: ["goals"],
    inCommon: ["languages"],
  } as const;
  const method: Method = { ...groups, alike: ["goals"], inCommon: ["languages"] };

  test("those who want the same go together, and then get a mentor who may be with all of them", () => {
    const mentees = [
      ...people(4, "s", { goals: ["studies"], wishedGender: "woman" }),
      ...people(4, "w", { wishedGender: "man" }),
    ];
    const round = made(method, mentees, [person("mia"), person("max", { gender: "man" })]);

    expect(round.groups!.map((group) => group.mentees)).toEqual([
      ["s0", "s1", "s2", "s3"],
      ["w0", "w1", "w2", "w3"],
    ]);
    expect(couples(round)).toContainEqual(["max", "w0", "w1", "w2", "w3"]);
    expect(couples(round)).toContainEqual(["mia", "s0", "s1", "s2", "s3"]);
    expect(round.groups![0]).toMatchObject({ size: "right", alike: { goals: { studies: 4 } } });
    expect(round.pairs[0]!.score).toBe(8);
  });

  test("nine are five and four; three are shown to a coordinator as too few", () => {
    expect(made(method, people(9, "w"), []).groups!.map((group) => group.mentees.length)).toEqual([5, 4]);
    const round = made(method, people(3, "w"), [person("mia")]);

    expect(round.groups).toMatchObject([{ size: "small", mentees: ["w0", "w1", "w2"] }]);
    expect(codes(round)).toEqual(["small group"]);
  });

  test("nobody is put among people with other goals, or without a common language", () => {
    const mentees = [
      ...people(4, "w"),
      person("x", { goals: ["friends"] }),
      person("y", { languages: ["uk"] }),
    ];
    const round = made(method, mentees, []);

    expect(round.groups!.map((group) => group.mentees)).toEqual([["w0", "w1", "w2", "w3"], ["x"], ["y"]]);
    expect(codes(round).filter((code) => code === "alone")).toHaveLength(2);
  });

  test("a group that people formed stays, and the mentor is the one that it described", () => {
    const given = [{ id: "tuesday", mentees: ["w3", "w0"], wishes: { wishedGender: "man" } }];
    const described: Method = { ...method, described: ["wishedGender"] };
    const mentors = [person("mia"), person("max", { gender: "man" })];
    const round = made(described, people(6, "w", { wishedGender: "woman" }), mentors, { groups: given });

    expect(round.groups!.map(({ id, mentees }) => [id, ...mentees])).toEqual([
      ["tuesday", "w3", "w0"],
      ["group-1", "w1", "w2", "w4", "w5"],
    ]);
    expect(couples(round)).toContainEqual(["max", "w3", "w0"]);
    expect(codes(round)).toEqual(["small group", "not described"]);
  });

  test("for any people: everybody is in one group, none is too large, and each that is too small is told of", () => {
    const goals = fc.subarray(["work", "studies", "friends"]);
    const languages = fc.subarray(["en", "uk", "ar"], { minLength: 1 });
    const anyone = fc.record({ goals, languages });
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 25 }), (all) => {
        const mentees = all.map((facts, place) => person(`e${place}`, facts));
        const round = made(method, mentees, []);
        const members = round.groups!.flatMap((group) => group.mentees);
        const small = round.groups!.filter((group) => group.mentees.length < 4);

        expect(members.toSorted()).toEqual(mentees.map(({ id }) => id).toSorted());
        for (const group of round.groups!) expect(group.mentees.length).toBeLessThanOrEqual(5);
        expect(codes(round).filter((code) => code === "small group" || code === "alone")).toHaveLength(
          small.length,
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe("the mentee's choice", () => {
  const method: Method = { by: "choice", shortlist: 2 };
  const mentors = [person("lea", { town: "tartu" }), person("mia"), person("nia", {}, { capacity: 1 })];

  test("who has not chosen gets a list, the best first and no longer than the program says", () => {
    const round = made(method, [person("ann")], mentors);

    expect(round.pairs).toEqual([]);
    expect(round.shortlists).toMatchObject([
      { mentee: "ann", mentors: [{ mentor: "mia", score: 2 }, { mentor: "nia" }] },
    ]);
    expect(round.unmatched[0]!.why).toMatchObject([{ stop: "not chosen" }]);
    expect(codes(round)).toEqual(["not chosen"]);
  });

  test("the one who waits longest has her choice first, the next one her second", () => {
    const round = made(
      method,
      [
        person("bea", {}, { picks: ["mia", "lea"], waitingSince: "2026-02-01" }),
        person("ann", {}, { picks: ["mia"], waitingSince: "2026-01-01" }),
      ],
      mentors,
    );

    expect(couples(round)).toEqual([
      ["mia", "ann"],
      ["lea", "bea"],
    ]);
  });

  test("a choice that is not possible is said and not honored", () => {
    const round = made(method, [person("ann", { languages: ["uk"] }, { picks: ["mia", "zoe"] })], mentors);

    expect(round.pairs).toEqual([]);
    expect(round.notes.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^ann chose mia: Not possible: .*no-shared-language/),
        "ann chose zoe: Nobody of this name can be had in this round.",
      ]),
    );
  });

  test("for any choices: no mentor has more than there is room for, and nobody whom she did not choose", () => {
    const picks = fc.shuffledSubarray(["m0", "m1", "m2"]);
    fc.assert(
      fc.property(
        fc.array(picks, { maxLength: 8 }),
        fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }),
        (all, room) => {
          const mentees = all.map((own, place) => person(`e${place}`, {}, { picks: own }));
          const { pairs } = made(
            method,
            mentees,
            room.map((capacity, place) => person(`m${place}`, {}, { capacity })),
          );

          for (const { mentor, mentees: theirs } of pairs) {
            expect(theirs.length).toBeLessThanOrEqual(room[Number(mentor[1])]!);
            for (const one of theirs) expect(all[Number(one.slice(1))]).toContain(mentor);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("speed dating", () => {
  const method: Method = { by: "speed dating", picks: 3 };

  test("two who picked each other come first, then whom one side picked", () => {
    const round = made(
      method,
      [person("ann", {}, { picks: ["mia"] }), person("bea", {}, { picks: ["mia", "lea"] })],
      [person("mia", { town: "tartu" }, { picks: ["ann"] }), person("lea", {}, { picks: ["ann"] })],
    );

    expect(round.pairs).toMatchObject([{ mentor: "mia", mentees: ["ann"], picked: "both" }]);
    expect(round.unmatched.map(({ id }) => id)).toEqual(["bea", "lea"]);
    expect(round.notes).toMatchObject([{ code: "speak first", people: [{ id: "bea" }] }]);
  });

  test("whom one side picked is proposed when both were picked by somebody", () => {
    const round = made(
      method,
      [person("ann", {}, { picks: ["mia"] }), person("bea", {}, { picks: ["lea"] })],
      [person("mia", {}, { picks: ["ann", "bea"] }), person("lea")],
    );

    expect(round.pairs).toMatchObject([
      { mentor: "mia", mentees: ["ann"], picked: "both" },
      { mentor: "lea", mentees: ["bea"], picked: "mentee" },
    ]);
    expect(round.notes).toEqual([]);
  });

  test("who was picked by nobody is told of, to be spoken to before any mail", () => {
    const round = made(method, [person("ann", {}, { picks: ["mia"] })], [person("mia")]);

    expect(round.pairs).toEqual([]);
    expect(round.notes).toMatchObject([{ code: "speak first", people: [{ id: "ann", role: "mentee" }] }]);
    expect(round.notes[0]!.sentence).toBe("Nobody picked ann: speak to them before any mail does.");
  });

  test("two who picked each other and may not be matched are told of; so are picks that do not count", () => {
    const round = made(
      { by: "speed dating", picks: 1 },
      [person("ann", { languages: ["uk"] }, { picks: ["mia", "zoe"] })],
      [person("mia", {}, { picks: ["ann"] })],
    );

    expect(round.pairs).toEqual([]);
    expect(round.notes.map(({ sentence }) => sentence)).toEqual([
      "ann picked 2, and 1 count: the first ones did.",
      expect.stringMatching(/^ann and mia picked each other\. Not possible/),
    ]);
  });

  test("for any picks: as many who picked each other are matched as can be, and nobody whom nobody picked", () => {
    const picks = (prefix: string) =>
      fc.array(
        fc.shuffledSubarray(
          [0, 1, 2, 3].map((place) => prefix + place),
          { maxLength: 3 },
        ),
        {
          minLength: 4,
          maxLength: 4,
        },
      );
    fc.assert(
      fc.property(picks("m"), picks("e"), (theirs, mentors) => {
        const round = made(
          method,
          theirs.map((own, place) => person(`e${place}`, {}, { picks: own })),
          mentors.map((own, place) => person(`m${place}`, {}, { picks: own })),
        );
        const mutual = (mentee: string, mentor: string) =>
          theirs[Number(mentee[1])]!.includes(mentor) && mentors[Number(mentor[1])]!.includes(mentee);
        const free = (id: string) =>
          !round.pairs.some((pair) => pair.picked === "both" && [pair.mentor, ...pair.mentees].includes(id));

        for (const {
          mentor,
          mentees: [mentee],
          picked,
        } of round.pairs) {
          expect(picked === "both").toBe(mutual(mentee!, mentor));
          expect([...theirs, ...mentors].flat()).toEqual(expect.arrayContaining([mentor, mentee]));
        }
        for (let one = 0; one < 4; one++)
          for (let other = 0; other < 4; other++)
            if (mutual(`e${one}`, `m${other}`)) expect(free(`e${one}`) && free(`m${other}`)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe("peer or traditional", () => {
  const method: Method = { by: "peer or traditional", wish: "wish", kind: "kind", either: "either" };
  const mentors = [person("pia", { kind: "peer" }), person("tom", { kind: "traditional", town: "tartu" })];

  test("each is matched within the kind of mentor that she wishes", () => {
    const round = made(
      method,
      [person("ann", { wish: "traditional" }), person("bea", { wish: "either" })],
      mentors,
    );

    expect(couples(round)).toEqual([
      ["pia", "bea"],
      ["tom", "ann"],
    ]);
    expect(round.method).toBe("peer or traditional");
  });

  test("one who has not said is asked, and one whose kind is not there is told why", () => {
    const round = made(method, [person("ann")], mentors);
    const alone = made(method, [person("ann", { wish: "traditional" })], [mentors[0]!]);

    expect(round.pairs).toEqual([]);
    expect(round.review).toMatchObject([{ needs: ["mentee.wish"] }, { needs: ["mentee.wish"] }]);
    expect(alone.unmatched[0]!.why[0]!.sentence).toContain("another kind is wished");
  });
});

describe("a coordinator alone", () => {
  test("nobody is paired; who fits is shown", () => {
    const round = made({ by: "coordinator", shortlist: 1 }, people(2, "e"), people(2, "m"));

    expect(round.pairs).toEqual([]);
    expect(round.shortlists).toMatchObject([
      { mentee: "e0", mentors: [{ mentor: "m0", score: 2 }] },
      { mentee: "e1", mentors: [{ mentor: "m0" }] },
    ]);
    expect(round.unmatched.map(({ why }) => why[0]!.stop)).toEqual(Array(4).fill("by hand"));
  });
});

describe("pairs that people settled, and those that they do not want", () => {
  const two = { mentor: "m0", mentee: "e1" };
  const picking = (count: number, prefix: string, picks: string[]) =>
    people(count, prefix).map((one) => ({ ...one, picks }));

  test.each<Method>([
    { by: "choice", shortlist: 3 },
    { by: "speed dating", picks: 3 },
    { by: "coordinator", shortlist: 3 },
    { by: "groups", size: { from: 4, to: 5 }, alike: ["goals"] },
  ])("one that stays is a pair in any way of matching, and takes a place on both sides: $by", (method) => {
    const mentees = picking(2, "e", ["m0"]);
    const round = made(method, mentees, picking(1, "m", ["e0", "e1"]), { keep: [two] });

    expect(couples(round)).toEqual([["m0", "e1"]]);
    expect(round.total).toBe(2);
    expect(round.unmatched.map(({ id }) => id)).toEqual(["e0"]);
  });

  test.each<Method>([
    { by: "choice", shortlist: 3 },
    { by: "speed dating", picks: 3 },
  ])("one that nobody wants is not made, though they chose each other: $by", (method) => {
    const round = made(method, picking(2, "e", ["m0"]), picking(1, "m", ["e1"]), { never: [two] });

    expect(couples(round)).not.toContainEqual(["m0", "e1"]);
  });
});
