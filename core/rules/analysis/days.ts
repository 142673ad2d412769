import { isDay } from "../../program/day.ts";
import { type FactDictionary, today } from "../../program/fact.ts";
import { isFactRef, type Test } from "../compile.ts";
import { derivedOf } from "../dictionary.ts";
import { factsOf } from "../evaluate.ts";
import { dayNumber, dayOf, firstDay, lastDay } from "./day-number.ts";

/**
 * Days that stand for all from `on` to the last one, in order, as far as rules hold the day itself against days of their own. Where
 * something else moves with the day too, such as an age, these are the days to each side of every day that rules name, and no others.
 */
export function daysFrom(dictionary: FactDictionary, tests: Test[], on: string): string[] {
  const held = tests.filter(isOfToday);
  const turning = turns(held).filter((day) => day > on && day <= lastDay);
  const days = inOrder([on, ...turning.flatMap((day) => [dayBefore(day), day])]);
  return tests.some((test) => moves(dictionary, test)) ? days : oneForEach(held, days);
}

/** Days on which these rules may have come out otherwise, the latest first; none where they are the same on every day. */
export function daysBefore(dictionary: FactDictionary, tests: Test[], on: string): string[] {
  if (!tests.some((test) => isOfToday(test) || moves(dictionary, test))) return [];
  const days = turns(tests).flatMap((day) => [dayBefore(day), day]);
  return inOrder(days.filter((day) => day >= firstDay && day < on)).reverse();
}

/** Of two days, with somebody on the first and nobody on the last, a day with nobody after one with somebody. */
export function firstWithout(some: string, none: string, hasSome: (day: string) => boolean): string {
  let [first, last] = [dayNumber(some), dayNumber(none)];
  while (last - first > 1) {
    const between = Math.floor((first + last) / 2);
    if (hasSome(dayOf(between))) first = between;
    else last = between;
  }
  return dayOf(last);
}

/** Holds the day itself against the rule's own days. */
const isOfToday = ({ fact, value }: Test): boolean => fact === today && !isFactRef(value);

/** Comes out otherwise on another day, for somebody of whom the same is known. */
const moves = (dictionary: FactDictionary, test: Test): boolean =>
  !isOfToday(test) &&
  factsOf(test).some((ref) => {
    const derived = derivedOf(dictionary, ref);
    return ref === today || (derived !== undefined && "yearsSince" in derived);
  });

/** The first days on which comparisons with a rule's own days may come out otherwise. */
function turns(tests: Test[]): string[] {
  return tests.flatMap(({ value, limit }) => {
    const by = typeof limit === "number" ? Math.floor(limit) : 0;
    const named = [isFactRef(value) ? [] : value].flat().filter(isDay).map(dayNumber);
    return named.flatMap((day) => [day - by, day + by, day + by + 1].map(dayOf));
  });
}

/** The first of those that no test tells apart. */
function oneForEach(tests: Test[], days: string[]): string[] {
  const ways = days.map((day) => [tests.map(({ truth }) => truth({ [today]: day })).join(), day] as const);
  return [...new Map([...ways].reverse()).values()].reverse();
}

const dayBefore = (day: string): string => dayOf(dayNumber(day) - 1);
const inOrder = (days: string[]): string[] => [...new Set(days)].sort();
