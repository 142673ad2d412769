import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Candidate, matchRound, Round } from "#core/matching/round.ts";
import type { Aim } from "#core/program/aim.ts";
import type { Facts } from "#core/program/fact.ts";
import { decide } from "#core/rules/decide.ts";
import { aDictionary, aRule } from "../rules/a-pack.ts";
import { aMatchPack, mentee, mentor } from "./a-match-pack.ts";

const on = "2026-03-02";
const pack = aMatchPack();
const round = (mentees: Candidate[], mentors: Candidate[]) => matchRound(pack, mentees, mentors, on);
const couples = ({ pairs }: Round) => pairs.map(({ mentor, mentees }) => [mentor, ...mentees]);

describe("a round of many of whom too little is known", () => {
  const many = (id: string, count: number, facts: Facts) =>
    Array.from({ length: count }, (_, place) => mentee(`${id}${place}`, facts));

  test("is looked at one by one up to a bound, and says how many pairs are left", () => {
    const unknown = { languages: undefined } as unknown as Facts;
    const { review, notes, optimal, certificate } = round(
      many("ann", 200, unknown),
      many("mia", 150, { bornOn: "1980-01-01" }),
    );

    expect(review).toHaveLength(200 * 100);
    expect(optimal).toBe(false);
    expect(certificate).toMatchObject({ complete: false });
    expect(notes).toMatchObject([{ code: "open", sentence: expect.stringContaining("Of 10000 more pairs") }]);
  });

  test("looks at all of them while they are few", () => {
    const unknown = { languages: undefined } as unknown as Facts;
    const { review, notes } = round(many("ann", 20, unknown), many("mia", 15, { bornOn: "1980-01-01" }));

    expect(review).toHaveLength(20 * 15);
    expect(notes).toEqual([]);
  });
});

describe("the best pairs", () => {
  test("each criterion is listed with its points and what both sides said", () => {
    const { pairs, total } = round([mentee("ann")], [mentor("mia", { town: "tartu" })]);

    expect(total).toBe(3);
    expect(pairs).toEqual([
      {
        mentor: "mia",
        mentees: ["ann"],
        score: 3,
        because: [
          {
            mentee: "ann",
            rule: "shared-interests",
            sentence: 'rule "shared-interests"',
            points: 3,
            result: "passed",
            saw: { "mentor.interests": ["music"], "mentee.interests": ["music"] },
          },
          {
            mentee: "ann",
            rule: "same-town",
            sentence: "both live in the same town",
            points: 0,
            result: "failed",
            saw: { "mentor.town": "tartu", "mentee.town": "riga" },
          },
        ],
      },
    ]);
  });

  test("a better pair is taken before a worse one", () => {
    const mentees = [mentee("ann", { interests: ["books"] }), mentee("bea")];

    expect(couples(round(mentees, [mentor("mia")]))).toEqual([["mia", "bea"]]);
  });

  test("between equals the one who waits longest goes first, then the smaller id", () => {
    const late = mentee("ann", {}, { waitingSince: "2026-02-01" });
    const early = mentee("bea", {}, { waitingSince: "2026-01-01" });

    expect(couples(round([late, early, mentee("abe")], [mentor("mia")]))).toEqual([["mia", "bea"]]);
    expect(couples(round([mentee("bo"), mentee("al")], [mentor("mia"), mentor("lea")]))).toEqual([
      ["lea", "al"],
      ["mia", "bo"],
    ]);
  });

  test("a mentor has as many mentees as there is room for", () => {
    const mentees = [mentee("ann"), mentee("bea"), mentee("cia")];
    const { pairs, unmatched } = round(mentees, [mentor("mia", {}, { capacity: 2 })]);

    expect(pairs).toMatchObject([{ mentor: "mia", mentees: ["ann", "bea"], score: 10 }]);
    expect(unmatched).toMatchObject([
      {
        id: "cia",
        role: "mentee",
        why: [{ candidate: "mia", stop: "taken", sentence: "Possible, but already with ann, bea." }],
      },
    ]);
  });

  test("a criterion that is not known yet gives no points and says so", () => {
    const { town: _, ...facts } = mentee("ann").facts;
    const { pairs } = round([{ id: "ann", facts }], [mentor("mia")]);

    expect(pairs).toMatchObject([
      { score: 3, because: [{ result: "passed" }, { result: "unknown", saw: { "mentor.town": "riga" } }] },
    ]);
  });
});

describe("who may be matched", () => {
  test("a constraint forbids a pair, and the one left over learns which", () => {
    const { pairs, unmatched } = round([mentee("ann", { languages: ["uk"] })], [mentor("mia")]);

    expect(pairs).toEqual([]);
    expect(unmatched.map(({ id, role }) => [id, role])).toEqual([
      ["ann", "mentee"],
      ["mia", "mentor"],
    ]);
    expect(unmatched[0]!.why).toEqual([
      {
        stop: "forbidden",
        candidate: "mia",
        rules: ["no-shared-language"],
        needs: [],
        differs: [{ fact: "mentor.languages", saw: ["en"], wanted: ["en", "uk"] }],
        sentence:
          "Not possible: they share no language. It would be possible if Mentor: languages were en, uk (we know: en).",
      },
    ]);
  });

  test("what would have had to differ is said of the nearest one, also where it is Mandatory that forbids", () => {
    const { fit } = pack.ruleSets;
    const [interests, town] = fit!.rules;
    const must = {
      ...fit!,
      mandatory: { type: "points" },
      rules: [interests!, { ...town!, weight: "Mandatory" as const }],
    };
    const strict = { ...pack, ruleSets: { ...pack.ruleSets, fit: must } };
    const { unmatched } = matchRound(strict, [mentee("ann")], [mentor("mia", { town: "tartu" })], on);

    expect(unmatched[0]!.why).toMatchObject([
      { stop: "forbidden", rules: ["same-town"], differs: [{ fact: expect.stringContaining("town") }] },
    ]);
    expect(unmatched[0]!.why[0]!.sentence).toContain("It would be possible if");
  });

  test.each(["possible", "not-possible", "points"])(
    "what is Mandatory forbids also by a rule named %s",
    (name) => {
      const { fit } = pack.ruleSets;
      const rules = [{ ...fit!.rules[1]!, name, weight: "Mandatory" as const }];
      const strict = {
        ...pack,
        ruleSets: { ...pack.ruleSets, fit: { ...fit!, mandatory: { type: "no" }, rules } },
      };
      const { pairs, unmatched } = matchRound(
        strict,
        [mentee("ann")],
        [mentor("mia", { town: "tartu" })],
        on,
      );

      expect(pairs).toEqual([]);
      expect(unmatched[0]!.why).toMatchObject([{ stop: "forbidden", rules: [name] }]);
      expect(matchRound(strict, [mentee("ann")], [mentor("mia")], on).pairs).toHaveLength(1);
    },
  );

  test("a fact that is worked out counts for each side", () => {
    expect(round([mentee("ann")], [mentor("mia", { bornOn: "2005-01-01" })]).pairs).toEqual([]);
    expect(round([mentee("ann")], [mentor("mia", { bornOn: "1999-01-01" })]).pairs).toHaveLength(1);
  });

  test("a pair that cannot be judged goes to review with the facts that are missing", () => {
    const { bornOn: _, ...facts } = mentee("ann").facts;
    const { pairs, review, unmatched, optimal } = round([{ id: "ann", facts }], [mentor("mia")]);

    expect(pairs).toEqual([]);
    expect(review).toEqual([
      {
        mentor: "mia",
        mentee: "ann",
        needs: ["mentee.bornOn"],
        sentence: "We do not know yet: mentee: date of birth.",
      },
    ]);
    expect(unmatched[0]!.why).toMatchObject([
      { stop: "unknown", candidate: "mia", needs: ["mentee.bornOn"] },
    ]);
    expect(optimal).toBe(false);
  });

  test("a pair that is forbidden whatever is missing is not asked about", () => {
    const { bornOn: _, ...facts } = mentee("ann", { languages: ["uk"] }).facts;

    expect(round([{ id: "ann", facts }], [mentor("mia")]).review).toEqual([]);
  });

  test("the nearest candidates come first, three at most", () => {
    const far = mentor("far", { languages: ["uk"], bornOn: "2005-01-01" });
    const near = mentor("near", { languages: ["uk"], interests: [] });
    const nearer = mentor("nearer", { bornOn: "2005-01-01" });
    const { unmatched } = round([mentee("ann")], [far, near, nearer, mentor("off", { languages: ["ar"] })]);

    expect(unmatched[0]!.why.map(({ candidate }) => candidate)).toEqual(["nearer", "off", "near"]);
  });

  test("an empty other side, and no room, are said plainly", () => {
    expect(round([mentee("ann")], []).unmatched[0]!.why).toMatchObject([
      { stop: "nobody", sentence: "There is no mentor in this round." },
    ]);
    expect(round([mentee("ann", {}, { capacity: 0 })], [mentor("mia")]).unmatched[0]!.why).toMatchObject([
      { stop: "no room" },
    ]);
  });
});

describe("what people have said", () => {
  const mentees = [mentee("ann"), mentee("bea", { interests: [] })];
  const mentors = [mentor("mia"), mentor("lea", { town: "tartu" })];

  test("two who are not to be suggested together are not, and whoever is left over learns it", () => {
    const never = [{ mentor: "mia", mentee: "ann" }];
    expect(couples(matchRound(pack, mentees, mentors, on, { never }))).toEqual([
      ["lea", "ann"],
      ["mia", "bea"],
    ]);

    const { pairs, unmatched } = matchRound(pack, [mentee("ann")], [mentor("mia")], on, { never });
    expect(pairs).toEqual([]);
    expect(unmatched[0]!.why).toMatchObject([{ stop: "apart", candidate: "mia" }]);
  });

  test("a pair that is kept stays, and the others are the best around it", () => {
    const keep = [{ mentor: "lea", mentee: "bea" }];
    const made = matchRound(pack, mentees, mentors, on, { keep });

    expect(couples(made)).toEqual([
      ["mia", "ann"],
      ["lea", "bea"],
    ]);
    expect(made.optimal).toBe(true);
  });

  test("of a pair that was to stay, and cannot, a note says so and the round goes on", () => {
    const keep = [{ mentor: "gone", mentee: "bea" }];
    const made = matchRound(pack, mentees, mentors, on, { keep });

    expect(made.pairs).toHaveLength(2);
    expect(made.notes).toMatchObject([{ code: "gone", people: [{ id: "gone" }, { id: "bea" }] }]);
  });
});

describe("optimal", () => {
  test("is claimed when everyone got the best there is, with how well any round could do by each aim", () => {
    const { certificate } = round([mentee("ann")], [mentor("mia")]);
    expect(certificate).toMatchObject({ candidates: 1, complete: true, proven: true });
    expect(certificate!.aims).toMatchObject([
      { aim: "as many as possible", reached: 1, bound: 1, proven: true },
      { aim: "best total", reached: 5, bound: 5, proven: true },
    ]);
    expect(round([mentee("ann"), mentee("bea")], [mentor("mia"), mentor("lea")]).optimal).toBe(true);
  });

  test("is claimed where taking the best pair first would have cost another", () => {
    const mentees = [mentee("ann"), mentee("bea", { languages: ["uk"] })];
    const mentors = [mentor("mia", { languages: ["en", "uk"] }), mentor("lea", { interests: [] })];
    const { pairs, optimal } = round(mentees, mentors);

    expect(pairs).toMatchObject([
      { mentor: "mia", mentees: ["bea"], score: 5 },
      { mentor: "lea", mentees: ["ann"], score: 2 },
    ]);
    expect(optimal).toBe(true);
  });
});

test("mentors of one company are together only when all of them have somebody, also one for whom nobody is possible", () => {
  const aims: Aim[] = [{ aim: "as many as possible" }, { aim: "keep mentors together", by: "town" }];
  const { matching } = pack.program;
  const together = { ...pack, program: { ...pack.program, matching: { ...matching!, aims } } };
  const mentors = [
    mentor("abe", { town: "riga" }),
    mentor("lea", { town: "riga", languages: ["ar"] }),
    mentor("kim", { town: "tartu" }),
  ];

  const { pairs, certificate } = matchRound(together, [mentee("ann")], mentors, on);
  expect(pairs).toMatchObject([{ mentor: "kim" }]);
  expect(certificate!.aims[1]).toMatchObject({ reached: 0 });
});

test("a program that matches nobody is refused", () => {
  const lonely = { ...pack, program: { ...pack.program, matching: undefined } };
  expect(() => matchRound(lonely, [], [], on)).toThrow("matches nobody");
});

describe("whatever is wrong with what came in, the round goes on and says so", () => {
  const said = (mentees: Candidate[], mentors: Candidate[], of = pack) =>
    matchRound(of, mentees, mentors, on).notes.map(({ code, sentence }) => `${code}: ${sentence}`);

  test("nobody on one side", () => {
    expect(said([mentee("ann")], [])).toEqual([
      "nobody: There is no mentor in this round, so nobody can be matched.",
    ]);
  });

  test("the same person twice: the first is taken", () => {
    const twice = [mentee("ann"), mentee("ann", { languages: ["uk"] })];

    expect(said(twice, [mentor("mia")])).toEqual(["twice: ann is in the list 2 times: the first was taken."]);
    expect(couples(round(twice, [mentor("mia")]))).toEqual([["mia", "ann"]]);
  });

  test("the same person on both sides is not matched with themselves", () => {
    const { pairs, notes } = round([mentee("ann")], [mentor("ann")]);

    expect(pairs).toEqual([]);
    expect(notes).toContainEqual(expect.objectContaining({ code: "both sides" }));
  });

  test.each([0, -1, Number.NaN, 0.5])("a capacity of %s is no place", (capacity) => {
    const { pairs, notes } = round([mentee("ann")], [mentor("mia", {}, { capacity }), mentor("lea")]);

    expect(pairs).toMatchObject([{ mentor: "lea" }]);
    expect(notes).toMatchObject([{ code: "no room", people: [{ id: "mia", role: "mentor" }] }]);
  });

  test("all incompatible: for each person what alone leaves nobody, or what does so together", () => {
    const mentors = [mentor("mia"), mentor("lea", { languages: ["uk"], bornOn: "2010-01-01" })];

    expect(said([mentee("ann", { languages: ["ar"] })], mentors)[0]).toBe(
      "leaves nobody: Already this leaves nobody for ann: they share no language.",
    );
    expect(said([mentee("ann", { languages: ["uk"] })], mentors)[0]).toBe(
      'leaves nobody: Together these leave nobody for ann: they share no language (1 of 2); rule "mentor-younger" (1 of 2).',
    );
  });

  test("a rule whose points are no number counts nothing", () => {
    const { fit } = pack.ruleSets;
    const [interests, town] = fit!.rules;
    const broken = { ...interests!, event: { type: "points", params: { points: "many" } } };
    const strange = { ...pack, ruleSets: { ...pack.ruleSets, fit: { ...fit!, rules: [broken, town!] } } };

    expect(said([mentee("ann")], [mentor("mia")], strange)).toEqual([
      'no points: The rule "shared-interests" gives no number: it counts nothing in this round.',
    ]);
    expect(matchRound(strange, [mentee("ann")], [mentor("mia")], on).total).toBe(2);
  });
});

describe("what two had to do with each other before", () => {
  const forbids = (fact: string) =>
    aRule(`no-${fact}`, "was-before", [{ fact, operator: "equal", value: true }]);
  const waits = aRule(
    "waits-long",
    "points",
    [{ fact: "today", operator: "exceedsBy", value: { fact: "mentee.since" }, by: 28 }],
    { points: 7 },
  );
  const known = {
    ...pack,
    facts: {
      ...pack.facts,
      facts: {
        ...pack.facts.facts,
        ...aDictionary({
          refused: { type: "boolean", about: "pair" },
          matched: { type: "boolean", about: "pair" },
          since: { type: "date" },
        }).facts,
      },
    },
    program: {
      ...pack.program,
      matching: {
        ...pack.program.matching!,
        says: { refusedBefore: "refused", matchedBefore: "matched", waitingSince: "since" },
      },
    },
    ruleSets: {
      "may-match": { ...pack.ruleSets["may-match"]!, rules: [forbids("refused")] },
      fit: { ...pack.ruleSets.fit!, rules: [...pack.ruleSets.fit!.rules, waits] },
    },
  };

  test("is a fact of the pair that rules may look at", () => {
    const before = [{ mentor: "mia", mentee: "ann", was: "refused" as const }];
    const made = (more = {}) => matchRound(known, [mentee("ann")], [mentor("mia")], on, more);

    expect(made().pairs).toMatchObject([{ mentor: "mia" }]);
    expect(made({ before }).pairs).toEqual([]);
    expect(made({ before }).unmatched[0]!.why).toMatchObject([{ stop: "forbidden", rules: ["no-refused"] }]);
    expect(made({ before }).notes).toMatchObject([{ rules: ["no-refused"] }, { rules: ["no-refused"] }]);
    expect(made({ before: [{ ...before[0]!, was: "matched" as const }] }).pairs).toHaveLength(1);
  });

  test("and since when somebody waits is one of the person, held against the day", () => {
    const [long, recent] = ["2026-01-01", "2026-02-27T10:00:00Z"].map((waitingSince) =>
      matchRound(known, [mentee("ann", {}, { waitingSince })], [mentor("mia")], on),
    );

    expect([long!.total, recent!.total]).toEqual([12, 5]);
  });
});

const candidates = (prefix: string): fc.Arbitrary<Candidate[]> =>
  fc
    .array(
      fc.record(
        {
          languages: fc.subarray(["en", "uk", "ar"]),
          interests: fc.subarray(["music", "sport", "books"]),
          town: fc.constantFrom("riga", "tartu"),
          bornOn: fc.constantFrom("1980-01-01", "1990-01-01", "2000-01-01"),
        },
        { requiredKeys: ["languages"] },
      ),
      { maxLength: 5 },
    )
    .chain((all) => fc.tuple(...all.map((facts, place) => aCandidate(`${prefix}${place}`, facts))));

const aCandidate = (id: string, facts: Facts): fc.Arbitrary<Candidate> =>
  fc.record({
    id: fc.constant(id),
    facts: fc.constant(facts),
    capacity: fc.integer({ min: 0, max: 2 }),
    waitingSince: fc.constantFrom("2026-01-01", "2026-02-01"),
  });

describe("for any people", () => {
  test("a round keeps to its schema, to room, to the constraints, and forgets nobody", () => {
    fc.assert(
      fc.property(candidates("e"), candidates("m"), (mentees, mentors) => {
        const made = round(mentees, mentors);
        const chosen = made.pairs.flatMap((pair) => pair.mentees.map((one) => [pair.mentor, one] as const));
        const factsOf = (id: string) => [...mentees, ...mentors].find((one) => one.id === id)!.facts;

        expect(Round.parse(made)).toEqual(made);
        expect(made.total).toBe(made.pairs.reduce((sum, { score }) => sum + score, 0));
        for (const [one, other] of chosen) {
          const facts = { ...prefixed("mentor", factsOf(one)), ...prefixed("mentee", factsOf(other)) };
          expect(decide(pack, "may-match", facts, on).outcome).toBe("possible");
        }
        for (const { id, capacity } of [...mentees, ...mentors]) {
          const times = chosen.filter((pair) => pair.includes(id)).length;
          expect(times).toBeLessThanOrEqual(capacity!);
          expect(made.unmatched.some((one) => one.id === id)).toBe(times === 0);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("the order in which people come in changes nothing", () => {
    fc.assert(
      fc.property(candidates("e"), candidates("m"), (mentees, mentors) => {
        expect(round(mentees.toReversed(), mentors.toReversed())).toEqual(round(mentees, mentors));
      }),
      { numRuns: 100 },
    );
  });

  test("a round that is called optimal is: no other has more pairs, or as many with more points", () => {
    let claimed = 0;
    fc.assert(
      fc.property(candidates("e"), candidates("m"), (all, others) => {
        // With more of them there are too many rounds to try.
        const [mentees, mentors] = [all.slice(0, 4), others.slice(0, 4)];
        const made = round(mentees, mentors);
        if (!made.optimal) return;
        claimed += 1;
        const count = made.pairs.reduce((sum, pair) => sum + pair.mentees.length, 0);

        expect([count, made.total]).toEqual(best(mentees, mentors));
      }),
      { numRuns: 60 },
    );
    expect(claimed).toBeGreaterThan(10);
  });
});

/** Every round there could be, by trying. */
function best(mentees: Candidate[], mentors: Candidate[]): [number, number] {
  const scores = mentees.flatMap((one) => mentors.map((other) => [one, other, alone(one, other)] as const));
  const open = scores.filter(([, , score]) => score !== undefined);
  const left = new Map([...mentees, ...mentors].map((one) => [one, one.capacity!]));
  const search = (place: number): [number, number] => {
    const [one, other, score] = open[place] ?? [];
    if (!one || !other) return [0, 0];
    const without = search(place + 1);
    if (left.get(one)! <= 0 || left.get(other)! <= 0) return without;
    for (const taken of [one, other]) left.set(taken, left.get(taken)! - 1);
    const [count, points] = search(place + 1);
    for (const taken of [one, other]) left.set(taken, left.get(taken)! + 1);
    const withIt: [number, number] = [count + 1, points + score!];
    return withIt[0] > without[0] || (withIt[0] === without[0] && withIt[1] > without[1]) ? withIt : without;
  };
  return search(0);
}

const alone = (one: Candidate, other: Candidate): number | undefined =>
  round([{ ...one, capacity: 1 }], [{ ...other, capacity: 1 }]).pairs[0]?.score;

const prefixed = (role: string, facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [`${role}.${name}`, value]));
