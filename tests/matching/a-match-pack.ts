import type { Candidate } from "#core/matching/round.ts";
import type { Facts } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import { aDictionary, aPack, aProgram, aRule, aRuleSet } from "../rules/a-pack.ts";

/** Pairs need a shared language and an age gap; common interests and the same town give points. */
export function aMatchPack(): Pack {
  const matching = {
    constraints: "may-match",
    scores: "fit",
    journey: "match",
    mentor: "mentor",
    mentee: "mentee",
  };
  return aPack({
    program: aProgram({ matching }),
    facts: aDictionary(
      {
        languages: { type: "choices", values: ["en", "uk", "ar"] },
        interests: { type: "choices", values: ["music", "sport", "books"] },
        town: { type: "choice", values: ["riga", "tartu"] },
        bornOn: { type: "date" },
      },
      { age: { yearsSince: "bornOn" } },
    ),
    ruleSets: { "may-match": constraints(), fit: scores() },
    texts: {
      en: {
        "roles.mentor": "Mentor",
        "facts.languages": "languages",
        "facts.bornOn": "date of birth",
        "because.may-match.no-shared-language": "they share no language.",
        "because.fit.same-town": "both live in the same town",
      },
    },
  });
}

const constraints = () =>
  aRuleSet({
    decides: "pairPossible",
    rules: [
      aRule("no-shared-language", "forbidden", [
        { fact: "mentor.languages", operator: "sharesNone", value: { fact: "mentee.languages" } },
      ]),
      aRule("mentor-younger", "too-young", [
        { fact: "mentor.age", operator: "lessThan", value: { fact: "mentee.age" } },
      ]),
    ],
    otherwise: { type: "possible" },
  });

const scores = () =>
  aRuleSet({
    decides: "pairPoints",
    hitPolicy: "sum of points",
    rules: [
      aRule(
        "shared-interests",
        "points",
        [{ fact: "mentor.interests", operator: "sharesAny", value: { fact: "mentee.interests" } }],
        {
          points: 3,
        },
      ),
      aRule(
        "same-town",
        "points",
        [{ fact: "mentor.town", operator: "equal", value: { fact: "mentee.town" } }],
        { points: 2 },
      ),
    ],
    otherwise: { type: "points" },
  });

/** Somebody who fits everybody that says nothing else. */
export const mentee = (id: string, facts: Facts = {}, more: Partial<Candidate> = {}): Candidate => ({
  id,
  facts: { languages: ["en"], interests: ["music"], town: "riga", bornOn: "2000-01-01", ...facts },
  ...more,
});

export const mentor = (id: string, facts: Facts = {}, more: Partial<Candidate> = {}): Candidate =>
  mentee(id, { bornOn: "1980-01-01", ...facts }, more);
