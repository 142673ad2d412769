import type { Journey } from "../journey/journey.ts";
import { knownFacts } from "../journey/known.ts";
import type { Pack } from "../program/pack.ts";
import type { Indicators } from "../program/program.ts";
import { test } from "../rules/test.ts";

type Indicator = Indicators["indicators"][number];

/** One indicator as of a day. `unknown` are people of whom a fact that decides it is not known: they are not counted. */
export interface Measured {
  id: string;
  value: number | "by hand";
  target: number | "not set";
  unknown: number;
}

/** A program's indicators over its journeys. A person counts once, whatever number of journeys they have. */
export function measure(pack: Pack, journeys: Iterable<Journey>, on: string): Measured[] {
  const all = [...journeys];
  return (pack.indicators?.indicators ?? []).map((indicator) => measureOne(pack, all, indicator, on));
}

function measureOne(
  pack: Pack,
  journeys: Journey[],
  { id, counts, target }: Indicator,
  on: string,
): Measured {
  if (counts === "by hand") return { id, value: "by hand", target, unknown: 0 };
  const counted = new Set<string>();
  const unknown = new Set<string>();
  for (const journey of journeys) {
    if (!isOf(pack, journey, counts)) continue;
    const { holds } = counts.conditions
      ? test(pack, counts.conditions, knownFacts(journey), on)
      : { holds: true as const };
    const person = journey.parties[counts.role]?.person ?? journey.id;
    if (holds === true) counted.add(person);
    if (holds === "unknown") unknown.add(person);
  }
  return {
    id,
    value: counted.size,
    target,
    unknown: [...unknown].filter((person) => !counted.has(person)).length,
  };
}

function isOf(
  pack: Pack,
  journey: Journey,
  { role, status }: Exclude<Indicator["counts"], "by hand">,
): boolean {
  if (pack.journeys[journey.definition]?.role !== role) return false;
  return status === undefined || Object.values(journey.status).includes(status);
}
