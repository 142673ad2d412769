import { FactDictionary } from "#core/program/fact.ts";
import { type Condition, type Leaf, RuleSet } from "#core/program/rule-set.ts";

const levels = ["none", "a1", "a2", "b1", "b2"];
const yesNo = { type: "boolean" } as const;
const rating = { type: "rating" } as const;
const number = { type: "number" } as const;
const date = { type: "date" } as const;
const choice = (...values: string[]) => ({ type: "choice", values }) as const;
const ordered = (...values: string[]) => ({ type: "choice", values, ordered: true }) as const;
const choices = (...values: string[]) => ({ type: "choices", values }) as const;

export const languages = ["ar", "de", "en", "es", "fa", "fr", "lv", "ru", "so", "tr", "uk", "ur"];

/** What an application to a large program asks, every type of fact among it. */
export const dictionary = FactDictionary.parse({
  facts: {
    hasEducation: yesNo,
    hasWorked: yesNo,
    hasChildren: yesNo,
    hasComputer: yesNo,
    hasPermit: yesNo,
    canTravel: yesNo,
    needsInterpreter: yesNo,
    wantsOnline: yesNo,
    isStudent: yesNo,
    freeAtWeekends: yesNo,
    age: number,
    hoursPerWeek: number,
    distance: number,
    farthest: number,
    yearsHere: number,
    children: number,
    monthsWaiting: number,
    mentorsBefore: number,
    confidence: rating,
    motivation: rating,
    digitalSkills: rating,
    network: rating,
    wellbeing: rating,
    jobSearch: rating,
    level: ordered(...levels),
    levelWished: ordered(...levels),
    schooling: ordered("none", "basic", "secondary", "vocational", "university"),
    urgency: ordered("low", "medium", "high"),
    town: choice("riga", "turku", "tartu", "girona", "vic"),
    gender: choice("woman", "man", "other"),
    mentorGender: choice("woman", "man", "any"),
    sector: choice("care", "it", "kitchen", "office", "trade", "school"),
    languages: choices(...languages),
    languagesWished: choices(...languages),
    interests: choices("art", "cooking", "music", "nature", "reading", "sport"),
    days: { type: "numbers", min: 1, max: 7 },
    arrivedOn: date,
    appliedOn: date,
    permitUntil: date,
    referredBy: { type: "text" },
  },
});

const is = (fact: string, operator: Leaf["operator"], value: Leaf["value"]): Leaf => ({
  fact,
  operator,
  value,
});
const yes = (fact: string) => is(fact, "equal", true);
const no = (fact: string) => is(fact, "equal", false);
const other = (fact: string) => ({ fact });
const rule = (name: string, all: Condition[]) => ({ name, conditions: { all }, event: { type: name } });

/** 15 rules with 69 conditions, all of which may fit at once. */
export const intake = RuleSet.parse({
  decides: "offers",
  hitPolicy: "all that match",
  rules: [
    rule("near-work", [
      yes("hasEducation"),
      yes("hasWorked"),
      is("level", "atLeast", "a2"),
      is("age", "greaterThanInclusive", 18),
      { any: [is("confidence", "greaterThanInclusive", 3), is("jobSearch", "greaterThan", 3)] },
    ]),
    rule("language-first", [
      is("level", "below", "a2"),
      { any: [no("hasEducation"), is("schooling", "below", "secondary"), is("yearsHere", "lessThan", 2)] },
      is("languages", "doesNotContain", "lv"),
    ]),
    rule("reaches-higher", [
      is("levelWished", "atLeast", other("level")),
      is("levelWished", "notEqual", "none"),
      is("motivation", "greaterThanInclusive", 4),
      is("hoursPerWeek", "greaterThanInclusive", 3),
    ]),
    rule("family", [
      yes("hasChildren"),
      is("children", "greaterThanInclusive", 1),
      { any: [is("children", "greaterThan", 2), yes("freeAtWeekends"), { not: yes("canTravel") }] },
    ]),
    rule("online", [
      yes("wantsOnline"),
      yes("hasComputer"),
      is("digitalSkills", "greaterThanInclusive", 3),
      { any: [is("distance", "greaterThan", other("farthest")), no("canTravel")] },
    ]),
    rule("in-town", [
      is("town", "in", ["riga", "turku", "girona"]),
      is("distance", "lessThanInclusive", other("farthest")),
      { not: { all: [yes("wantsOnline"), yes("hasComputer")] } },
    ]),
    rule("interpreter", [
      yes("needsInterpreter"),
      { any: [is("languages", "sharesAny", ["so", "fa", "ur"]), is("level", "equal", "none")] },
      is("languagesWished", "contains", "en"),
    ]),
    rule("speaks-it", [
      is("languages", "sharesAny", other("languagesWished")),
      { not: is("level", "in", ["none", "a1"]) },
    ]),
    rule("waited-long", [
      is("monthsWaiting", "greaterThan", 6),
      is("appliedOn", "before", "2026-01-01"),
      is("urgency", "atLeast", "medium"),
      is("mentorsBefore", "equal", 0),
    ]),
    rule("permit-ends", [
      yes("hasPermit"),
      is("permitUntil", "onOrBefore", "2026-12-31"),
      is("permitUntil", "after", other("appliedOn")),
      is("urgency", "notEqual", "low"),
    ]),
    rule("newcomer", [
      is("arrivedOn", "onOrAfter", "2025-01-01"),
      is("yearsHere", "lessThan", 3),
      { any: [is("network", "lessThan", 3), is("wellbeing", "lessThanInclusive", 2)] },
      no("isStudent"),
    ]),
    rule("student", [
      yes("isStudent"),
      is("age", "lessThan", 30),
      is("schooling", "atLeast", "vocational"),
      { any: [is("sector", "equal", "it"), is("sector", "equal", "office")] },
    ]),
    rule("same-gender", [
      is("mentorGender", "notEqual", "any"),
      { any: [is("gender", "equal", other("mentorGender")), is("wellbeing", "equal", 1)] },
      is("referredBy", "notIn", ["friend", "internet"]),
    ]),
    rule("sport-group", [
      is("interests", "sharesAny", ["sport", "nature"]),
      { any: [is("days", "contains", 7), yes("freeAtWeekends")] },
      is("hoursPerWeek", "lessThanInclusive", 4),
      { not: is("wellbeing", "lessThan", 2) },
    ]),
    rule("needs-talk", [
      {
        any: [
          { all: [is("wellbeing", "lessThan", 2), is("network", "lessThan", 2)] },
          { all: [is("motivation", "lessThan", 2), is("confidence", "lessThan", 2)] },
          { not: { any: [yes("freeAtWeekends"), is("hoursPerWeek", "greaterThan", 0)] } },
        ],
      },
      is("urgency", "equal", "high"),
    ]),
  ],
  otherwise: { type: "ordinary" },
});
