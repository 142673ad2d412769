import { FactDictionary } from "#core/program/fact.ts";
import { type Leaf, RuleSet } from "#core/program/rule-set.ts";
import { languages } from "./intake.ts";

const levels = ["none", "a1", "a2", "b1", "b2"];

/** What both sides of a pair say. */
export const dictionary = FactDictionary.parse({
  facts: {
    languages: { type: "choices", values: languages },
    interests: { type: "choices", values: ["art", "cooking", "music", "nature", "reading", "sport"] },
    hours: { type: "numbers", min: 1, max: 28 },
    gender: { type: "choice", values: ["woman", "man", "other"] },
    genderWished: { type: "choice", values: ["woman", "man", "other", "any"] },
    age: { type: "number" },
    youngest: { type: "number" },
    oldest: { type: "number" },
    employer: { type: "choice", values: Array.from({ length: 60 }, (_, place) => `employer-${place}`) },
    sector: { type: "choice", values: ["care", "it", "kitchen", "office", "trade", "school"] },
    town: { type: "choice", values: ["riga", "turku", "tartu", "girona", "vic"] },
    level: { type: "choice", values: levels, ordered: true },
    cleared: { type: "boolean" },
    online: { type: "boolean" },
    experience: { type: "rating" },
    readyOn: { type: "date" },
    wantsBy: { type: "date" },
  },
});

const is = (fact: string, operator: Leaf["operator"], value: Leaf["value"]): Leaf => ({
  fact,
  operator,
  value,
});
const of = (fact: string) => ({ fact });
const when = (name: string, leaf: Leaf, type = name, points?: number) => ({
  name,
  conditions: { all: [leaf] },
  event: { type, ...(points !== undefined && { params: { points } }) },
});

/** Eight conditions that forbid a pair. */
export const constraints = RuleSet.parse({
  decides: "pairPossible",
  hitPolicy: "first match",
  rules: [
    when("not-cleared", is("mentor.cleared", "equal", false)),
    when("no-language", is("mentor.languages", "sharesNone", of("mentee.languages"))),
    when("no-hour", is("mentor.hours", "sharesNone", of("mentee.hours"))),
    when("same-employer", is("mentor.employer", "equal", of("mentee.employer"))),
    when("too-young", is("mentor.age", "lessThan", of("mentee.youngest"))),
    when("too-old", is("mentor.age", "greaterThan", of("mentee.oldest"))),
    when("too-late", is("mentor.readyOn", "after", of("mentee.wantsBy"))),
    when("level-too-low", is("mentor.level", "below", of("mentee.level"))),
  ],
  otherwise: { type: "possible" },
});

/** Eight conditions that speak for one. */
export const scores = RuleSet.parse({
  decides: "pairPoints",
  hitPolicy: "sum of points",
  rules: [
    when("interests", is("mentor.interests", "sharesAny", of("mentee.interests")), "points", 15),
    when("same-sector", is("mentor.sector", "equal", of("mentee.sector")), "points", 30),
    when("same-town", is("mentor.town", "equal", of("mentee.town")), "points", 10),
    when("gender-wished", is("mentor.gender", "equal", of("mentee.genderWished")), "points", 20),
    when(
      "experienced",
      is("mentor.experience", "greaterThanInclusive", of("mentee.experience")),
      "points",
      8,
    ),
    when("older", is("mentor.age", "greaterThan", of("mentee.age")), "points", 5),
    when("both-online", is("mentor.online", "equal", of("mentee.online")), "points", 4),
    when("ready-soon", is("mentor.readyOn", "onOrBefore", "2026-01-01"), "points", 3),
  ],
  otherwise: { type: "points" },
});
