import { type Facts, today } from "#core/program/fact.ts";
import type { RuleSet } from "#core/program/rule-set.ts";
import { questionsOf } from "#core/rules/analysis/questions.ts";
import { TooMany } from "#core/rules/analysis/too-many.ts";
import { decide } from "#core/rules/decide.ts";
import { test as holds } from "#core/rules/test.ts";
import { aPack } from "../a-pack.ts";
import { aPerson, aRandomRuleSet, type Chance, chanceOf, dictionary, on } from "./random-rules.ts";
import { type Oracle, openZ3 } from "./solver.ts";

export interface Crosscheck {
  seed: number;
  ruleSets: number;
  questions: number;
  /** Questions answered with nobody. */
  nobody: number;
  /** Examples that were tried on the rules themselves. */
  witnesses: number;
  /** Rule sets that have too many combinations to be sure, and say so. */
  unsure: number;
  wrong: { case: number; question: string; ours: unknown; z3: boolean | string }[];
}

/** Asks the analysis and z3 the same questions about random rule sets, and tries every example on the rules. */
export async function crosscheck(cases: number, seed: number): Promise<Crosscheck> {
  const { oracle, close } = await openZ3();
  const total: Crosscheck = {
    seed,
    ruleSets: 0,
    questions: 0,
    nobody: 0,
    witnesses: 0,
    unsure: 0,
    wrong: [],
  };
  try {
    for (let number = 0; number < cases; number += 1) {
      const chance = chanceOf(seed * 1_000_003 + number);
      const ruleSet = aRandomRuleSet(chance);
      await one(total, number, chance, ruleSet, oracle(ruleSet));
    }
  } finally {
    close();
  }
  return total;
}

async function one(
  total: Crosscheck,
  number: number,
  chance: Chance,
  ruleSet: RuleSet,
  z3: Oracle,
): Promise<void> {
  total.ruleSets += 1;
  try {
    for (const { question, ours, theirs, real } of asked(ruleSet, z3)) {
      const answer = ours();
      const possible = await theirs();
      total.questions += 1;
      if (!answer) total.nobody += 1;
      if ((answer !== undefined) !== possible)
        total.wrong.push({ case: number, question, ours: answer ?? "nobody", z3: possible });
      if (!answer) continue;
      total.witnesses += 1;
      const person = { ...aPerson(chance), ...answer };
      if (!real(person))
        total.wrong.push({ case: number, question, ours: answer, z3: "the rules say otherwise" });
    }
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    total.unsure += 1;
  }
}

interface Asked {
  question: string;
  ours(): Facts | undefined;
  theirs(): Promise<boolean>;
  /** Whether somebody is what the question asks for, by the rules as they run. */
  real(person: Facts): boolean;
}

function asked(ruleSet: RuleSet, z3: Oracle): Asked[] {
  const ours = questionsOf(dictionary, ruleSet, on);
  const pack = aPack({ facts: dictionary, ruleSets: { it: ruleSet } });
  const fits = (rule: number, person: Facts) =>
    holds(pack, ruleSet.rules[rule]!.conditions, person, dayOf(person)).holds === true;
  const fired = (person: Facts) => decide(pack, "it", person, dayOf(person)).rules;
  const places = ruleSet.rules.map((_, rule) => rule);
  const taken = (rule: number, person: Facts) =>
    ruleSet.hitPolicy === "first match"
      ? fired(person)[0] === `rule-${rule}`
      : fits(rule, person) && places.slice(0, rule).every((before) => !fits(before, person));
  return [
    ...places.flatMap((rule): Asked[] => [
      {
        question: `fits ${rule}`,
        ours: () => ours.fits(rule),
        theirs: () => z3.fits(rule),
        real: (person) => fits(rule, person),
      },
      {
        question: `misses ${rule}`,
        ours: () => ours.misses(rule),
        theirs: () => z3.misses(rule),
        real: (person) => !fits(rule, person),
      },
      {
        question: `reaches ${rule}`,
        ours: () => ours.reaches(rule),
        theirs: () => z3.reaches(rule),
        real: (person) => taken(rule, person),
      },
    ]),
    {
      question: "gap",
      ours: () => ours.gap(),
      theirs: () => z3.gap(),
      real: (person) => fired(person).length === 0,
    },
    ...places.flatMap((rule) =>
      places.slice(rule + 1).map(
        (other): Asked => ({
          question: `both ${rule} ${other}`,
          ours: () => ours.both(rule, other),
          theirs: () => z3.both(rule, other),
          real: (person) => fits(rule, person) && fits(other, person),
        }),
      ),
    ),
  ];
}

/** The later day that an example names, or that of the question. */
const dayOf = (person: Facts): string => String(person[today] ?? on);
