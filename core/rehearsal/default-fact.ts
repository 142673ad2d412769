import { Temporal } from "temporal-polyfill";
import type { Fact, Facts, FactValue } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { waysOf } from "./ways.ts";

/**
 * What an ordinary person, or a coordinator about one, would say of a fact that nobody gave: the answer for which the program
 * does nothing out of the ordinary. Always the same for the same program and day. Nothing for a fact that does not exist.
 */
export function defaultFact(pack: Pack, name: string, on: string): FactValue | undefined {
  const fact = pack.facts.facts[name];
  return fact && usual(pack, name, fact, on);
}

/** All that an ordinary person of a role would say. */
export function usualFacts(pack: Pack, role: string, on: string): Facts {
  const names = Object.entries(pack.facts.facts).filter(
    ([, fact]) => fact.about === "person" && (fact.roles ?? [role]).includes(role),
  );
  return Object.fromEntries(names.map(([name]) => [name, defaultFact(pack, name, on)!]));
}

function usual(pack: Pack, name: string, fact: Fact, on: string): FactValue {
  switch (fact.type) {
    case "boolean":
      return unremarkable(pack, name, fact.kind === "conversation" ? [false, true] : [true, false]);
    case "choice":
      return unremarkable(pack, name, fact.values);
    case "choices":
      return fact.values.slice(0, 1);
    case "numbers":
      return [];
    case "rating":
      return Math.round((fact.min + fact.max) / 2);
    case "number":
      return Math.round(middle(fact.min, fact.max));
    case "text":
      return "As agreed.";
    case "date":
      return isPast(pack, name) ? day(on, { years: -30 }) : day(on, { years: 1 });
    case "duration":
      return fact.values?.[0] ?? "P3M";
    case "languages":
      return [`${fact.values[0]} c2`];
    case "place":
      return unremarkable(pack, name, Object.keys(fact.places));
  }
}

const middle = (min: number | undefined, max: number | undefined): number =>
  min !== undefined && max !== undefined ? (min + max) / 2 : (min ?? max ?? 1);

const day = (on: string, ahead: Temporal.DurationLike): string =>
  Temporal.PlainDate.from(on).add(ahead).toString();

const isPast = (pack: Pack, name: string): boolean =>
  Object.values(pack.facts.derived).some((derived) => "yearsSince" in derived && derived.yearsSince === name);

/** What leads to the program's regular end; else the first value for which no step does something of its own. */
function unremarkable<T extends FactValue>(pack: Pack, name: string, values: readonly T[]): T {
  const ways = waysOf(pack).get(name);
  return (
    values.find((value) => ways?.home.has(value)) ??
    values.find((value) => !ways?.aside.has(value)) ??
    values[0]!
  );
}
