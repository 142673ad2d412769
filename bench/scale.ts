import type { Bench, Row } from "./bench.ts";
import { rounded } from "./bench.ts";
import { idleYear } from "./scale/idle.ts";
import { markdown as tables } from "./scale/markdown.ts";
import { idleEuros } from "./scale/markdown-house.ts";
import { type Measured, measure } from "./scale/measure.ts";
import { sumOf } from "./scale/person.ts";
import { sizeOf } from "./scale/sizes.ts";

const limits = { transitions: 200, writeUnits: 2_500, readUnits: 1_500, euros: 0.05, idle: 10, sweep: 300 };

/** What one participant of cemewe costs in a year, counted in a simulated one, against what we allow ourselves. */
export const bench: Bench = async () => rowsOf(await measure(say));

/** The tables of docs/scale.md. */
export const markdown = async (): Promise<string> => tables(await measure(say));

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function rowsOf(measured: Measured): Row[] {
  const [small, large] = [measured.years[0]!, measured.years.at(-1)!];
  const { person } = large;
  const units = ({ use }: typeof person) => use.writes! + use.reads!;
  const ratio = units(person) / units(small.person);
  const euros = sizeOf(100_000, person, idleYear(measured.empty)).all;
  return [
    limited("state transitions for a participant and year", person.transitions, limits.transitions, ""),
    limited(
      "write units for a participant and year, indexes included",
      person.use.writes!,
      limits.writeUnits,
      "",
    ),
    limited("read units for a participant and year", person.use.reads!, limits.readUnits, ""),
    {
      what: `units for a participant of ${large.year.people} people (${rounded(units(person))}, ${rounded(sumOf(person, "mails"))} letters)`,
      ratio: rounded(Math.max(ratio, 1 / ratio)),
      target: 1.15,
      against: `the same with ${small.year.people} people`,
    },
    limited("euros for a participant and year at 100,000", euros, limits.euros, " euros"),
    limited("euros for an empty house and month", idleEuros(measured), limits.idle, " euros"),
    limited(
      `a full sweep after an outage (${measured.backlog.most} journeys)`,
      measured.backlog.seconds,
      limits.sweep,
      " s",
    ),
  ];
}

const limited = (what: string, amount: number, limit: number, unit: string): Row => ({
  what: `${what} (${rounded(amount)}${unit})`,
  ratio: rounded(amount / limit),
  target: 1,
  against: `the limit of ${limit}${unit}`,
});
