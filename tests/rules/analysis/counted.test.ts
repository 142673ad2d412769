import { expect, test } from "vitest";
import { type Facts, today } from "#core/program/fact.ts";
import type { RuleSet } from "#core/program/rule-set.ts";
import { type Questions, questionsOf } from "#core/rules/analysis/questions.ts";
import { TooMany } from "#core/rules/analysis/too-many.ts";
import { compile } from "#core/rules/compile.ts";
import { derive } from "#core/rules/derive.ts";
import { lookAt } from "#core/rules/evaluate.ts";
import { scaled, seed } from "../law.ts";
import { aPerson, aRandomRuleSet, type Chance, chanceOf, dictionary, on } from "./random-rules.ts";

/** Which rules fit somebody, by the rules as they run. */
function fitting(ruleSet: RuleSet, person: Facts): boolean[] {
  const known = derive({ facts: dictionary }, person, String(person[today] ?? on));
  return lookAt(compile(dictionary, ruleSet), known).map(({ truth }) => truth === true);
}

interface Asked {
  question: string;
  answer: Facts | undefined;
  /** Whether somebody is whom the question asks for. */
  isOne(fits: boolean[]): boolean;
}

function asked(ask: Questions): Asked[] {
  const rules = [...ask.trees.keys()];
  const each = rules.flatMap((rule): Asked[] => [
    { question: `fits ${rule}`, answer: ask.fits(rule), isOne: (fits) => fits[rule]! },
    { question: `misses ${rule}`, answer: ask.misses(rule), isOne: (fits) => !fits[rule] },
    { question: `reaches ${rule}`, answer: ask.reaches(rule), isOne: (fits) => fits.indexOf(true) === rule },
  ]);
  const both = rules.slice(1).map(
    (rule): Asked => ({
      question: `both 0 ${rule}`,
      answer: ask.both(0, rule),
      isOne: (fits) => fits[0]! && fits[rule]!,
    }),
  );
  return [...each, ...both, { question: "gap", answer: ask.gap(), isOne: (fits) => !fits.includes(true) }];
}

interface Count {
  questions: number;
  nobody: number;
  unsure: number;
  wrong: string[];
}

/** Whom the analysis finds is one whom it was asked for; and where it finds nobody, none of many is one. */
function count(total: Count, number: number, chance: Chance, ruleSet: RuleSet): void {
  const crowd = Array.from({ length: 60 }, () => fitting(ruleSet, aPerson(chance)));
  const rest = aPerson(chance);
  for (const { question, answer, isOne } of asked(questionsOf(dictionary, ruleSet, on))) {
    total.questions += 1;
    if (!answer) total.nobody += 1;
    const right = answer ? isOne(fitting(ruleSet, { ...rest, ...answer })) : !crowd.some(isOne);
    if (!right) total.wrong.push(`${number}: ${question}: ${JSON.stringify(answer ?? "nobody")}`);
  }
}

test("whom the analysis finds is real, and where it finds nobody there is nobody", {
  timeout: 120_000,
}, () => {
  const total: Count = { questions: 0, nobody: 0, unsure: 0, wrong: [] };
  const cases = Math.max(30, scaled(100));
  for (let number = 0; number < cases; number += 1) {
    const chance = chanceOf(seed + number * 7919);
    try {
      count(total, number, chance, aRandomRuleSet(chance));
    } catch (error) {
      if (!(error instanceof TooMany)) throw error;
      total.unsure += 1;
    }
  }
  console.info(
    `analysis: ${cases} rule sets, ${total.questions} questions, ${total.nobody} with nobody, seed ${seed}`,
  );

  expect(total.wrong).toEqual([]);
  expect(total.nobody).toBeGreaterThan(cases / 2);
  expect(total.unsure).toBeLessThan(cases / 4);
});
