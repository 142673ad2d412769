import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Candidate, matchRound, type Round } from "#core/matching/round.ts";
import { visibleRound } from "#core/matching/visible-round.ts";
import type { Fact, Facts } from "#core/program/fact.ts";
import type { Method } from "#core/program/matching.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Condition, RuleSet } from "#core/program/rule-set.ts";
import { readerOf } from "#core/rules/visible.ts";
import { aDictionary, aPack, aProgram, aRule, aRuleSet } from "../rules/a-pack.ts";
import { hold } from "../rules/law.ts";

const on = "2026-03-02";
const kinds: Record<string, Fact["kind"]> = {
  one: "ordinary",
  two: "ordinary",
  health: "conversation",
  safe: "staff",
};
const names = Object.keys(kinds);
const secrets = ["health", "safe"];

const leaf = fc
  .record({ side: fc.constantFrom("mentor", "mentee"), fact: fc.constantFrom(...names), value: fc.boolean() })
  .map(({ side, fact, value }): Condition => ({ fact: `${side}.${fact}`, operator: "equal", value }));
const conditions = fc.array(leaf, { minLength: 1, maxLength: 2 });

const packs = fc
  .record({
    forbidding: fc.array(conditions, { minLength: 1, maxLength: 3 }),
    scoring: fc.array(fc.tuple(conditions, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 3 }),
  })
  .map(({ forbidding, scoring }) =>
    packOf(
      aRuleSet({
        rules: forbidding.map((all, place) => aRule(`no-${place}`, `no-${place}`, all)),
        otherwise: { type: "possible" },
      }),
      aRuleSet({
        hitPolicy: "sum of points",
        rules: scoring.map(([all, points], place) => aRule(`yes-${place}`, "points", all, { points })),
        otherwise: { type: "points" },
      }),
    ),
  );

function packOf(constraints: RuleSet, scores: RuleSet): Pack {
  const matching = { journey: "match", mentor: "mentor", mentee: "mentee" };
  return aPack({
    facts: aDictionary(
      Object.fromEntries(names.map((name) => [name, { type: "boolean", kind: kinds[name] }])),
    ),
    program: aProgram({
      roles: { mentee: {}, mentor: {}, referrer: { staff: true } },
      matching: { ...matching, constraints: "may", scores: "fit" },
    }),
    ruleSets: { may: constraints, fit: scores },
  });
}

const facts = fc.record(Object.fromEntries(names.map((name) => [name, fc.boolean()])), {
  requiredKeys: ["one", "two"],
}) as fc.Arbitrary<Facts>;
const people = fc.array(fc.tuple(facts, facts), { minLength: 1, maxLength: 3 });

/** The same people twice, of whom only what a referrer may not see is another. */
const twice = (all: [Facts, Facts][], role: string): [Candidate[], Candidate[]] => {
  const known = (one: Facts, hidden: Facts) =>
    Object.fromEntries([
      ...Object.entries(one).filter(([name]) => !secrets.includes(name)),
      ...Object.entries(hidden).filter(([name]) => secrets.includes(name)),
    ]);
  const line = (which: 0 | 1) =>
    all.map(
      (pair, place): Candidate => ({ id: `${role}${place}`, facts: known(pair[0], pair[which]) as Facts }),
    );
  return [line(0), line(1)];
};

const decided = ({ pairs, unmatched, review }: Round) =>
  JSON.stringify([
    pairs.flatMap(({ mentor, mentees }) => mentees.map((mentee) => `${mentor} ${mentee}`)).sort(),
    unmatched.map(({ id }) => id),
    review.map(({ mentor, mentee }) => [mentor, mentee]),
  ]);

describe("what a reader may not see", () => {
  test.each(["referrer", "mentor", "mentee"])(
    "makes no difference to the round that a %s is shown, once the same pairs came of it",
    (role) => {
      const seen = { same: 0, hidden: 0 };
      const law = fc.property(packs, people, people, (pack, mentees, mentors) => {
        const [one, other] = [twice(mentees, "mentee"), twice(mentors, "mentor")];
        const rounds = ([0, 1] as const).map((which) => matchRound(pack, one[which], other[which], on));
        if (decided(rounds[0]!) !== decided(rounds[1]!)) return;
        seen.same += 1;
        if (JSON.stringify(rounds[0]) !== JSON.stringify(rounds[1])) seen.hidden += 1;
        const [a, b] = rounds.map((round) => visibleRound(round, pack, readerOf(pack, role)));
        expect(a).toEqual(b);
      });
      hold(`the round that a ${role} is shown`, law, 400);
      expect(seen.same).toBeGreaterThan(100);
      expect(seen.hidden).toBeGreaterThan(30);
    },
  );

  test.each<Method>([
    { by: "coordinator", shortlist: 2 },
    { by: "choice", shortlist: 2 },
    { by: "speed dating", picks: 2 },
    { by: "groups", size: { from: 2, to: 3 }, alike: ["one"] },
  ])("nor where pairs are found by $by", (method) => {
    const seen = { same: 0, hidden: 0 };
    const choosing = (all: Candidate[], role: string): Candidate[] =>
      all.map((one, place) => ({ ...one, picks: [`${role}${place}`, `${role}${place + 1}`] }));
    const law = fc.property(packs, people, people, (pack, mentees, mentors) => {
      const program = { ...pack.program, matching: { ...pack.program.matching!, method } };
      const by = { ...pack, program };
      const [one, other] = [twice(mentees, "mentee"), twice(mentors, "mentor")];
      const rounds = ([0, 1] as const).map((which) =>
        matchRound(by, choosing(one[which], "mentor"), choosing(other[which], "mentee"), on),
      );
      if (decided(rounds[0]!) !== decided(rounds[1]!)) return;
      seen.same += 1;
      if (JSON.stringify(rounds[0]) !== JSON.stringify(rounds[1])) seen.hidden += 1;
      const [a, b] = rounds.map((round) => visibleRound(round, by, readerOf(by, "referrer")));
      expect(a).toEqual(b);
    });
    hold(`the round by ${method.by} that a referrer is shown`, law, 100);
    expect(seen.same).toBeGreaterThan(20);
    expect(seen.hidden).toBeGreaterThan(5);
  });

  const yes = (fact: string): Condition => ({ fact, operator: "equal", value: true });
  const pack = packOf(
    aRuleSet({ rules: [aRule("ill", "ill", [yes("mentee.health")])], otherwise: { type: "possible" } }),
    aRuleSet({
      hitPolicy: "sum of points",
      rules: [
        aRule("both", "points", [yes("mentor.one"), yes("mentee.one")], { points: 2 }),
        aRule("strong", "points", [yes("mentee.safe")], { points: 5 }),
      ],
      otherwise: { type: "points" },
    }),
  );
  const round = matchRound(
    pack,
    [
      { id: "noor", facts: { one: true, health: false, safe: true } },
      { id: "olena", facts: { one: true, health: true, safe: true } },
    ],
    [{ id: "mika", facts: { one: true } }],
    on,
  );

  test("stands neither in reasons nor in points, nor in why somebody is left", () => {
    const shown = visibleRound(round, pack, readerOf(pack, "referrer"));
    expect(shown.pairs).toMatchObject([
      { mentor: "mika", mentees: ["noor"], score: 2, because: [{ rule: "both", points: 2 }] },
    ]);
    expect(shown).toMatchObject({ total: 2, optimal: false });
    expect(shown.unmatched).toEqual([
      {
        id: "olena",
        role: "mentee",
        why: [
          { stop: "hidden", rules: [], needs: [], sentence: "Something that you may not see plays a part." },
        ],
      },
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/health|safe|strong|\bill\b/);
  });

  test("is nothing to a coordinator", () => {
    expect(visibleRound(round, pack, readerOf(pack, "coordinator"))).toEqual(round);
  });

  test("is every rule, for those who take part", () => {
    const shown = visibleRound(round, pack, readerOf(pack, "mentor"));
    expect(shown).toMatchObject({ pairs: [{ mentor: "mika", mentees: ["noor"], score: 0, because: [] }] });
  });
});
