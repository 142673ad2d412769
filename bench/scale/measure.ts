import { cemewe } from "../rules.ts";
import { type Backlog, backlog } from "./backlog.ts";
import { cohort, inventCohorts } from "./cohort.ts";
import { copiesOf, type Idle, idle } from "./idle.ts";
import { type Person, personOf } from "./person.ts";
import { type TimedRound, timeRounds } from "./rounds.ts";
import { playYear, type Year } from "./year.ts";

export interface Measured {
  /** The same year with fewer people and with more. */
  years: { year: Year; person: Person }[];
  empty: Idle;
  manyPrograms: { programs: number; idle: Idle };
  manyProblems: { problems: number; idle: Idle };
  backlog: Backlog;
  rounds: TimedRound[];
}

export async function measure(say: (line: string) => void): Promise<Measured> {
  const pack = await cemewe();
  const empty = await idle([pack]);
  const manyPrograms = { programs: 20, idle: await idle(copiesOf(pack, 20)) };
  const manyProblems = { problems: 400, idle: await idle([pack], 400) };
  const missed = await backlog(pack, 1_200);
  const rounds = timeRounds(pack, [100, 200, 400]);
  const years = [];
  for (const copies of [1, 2]) {
    say(`a year of ${copies * cohort} people`);
    const year = await playYear(pack, inventCohorts(copies), say);
    years.push({ year, person: personOf(year, empty) });
  }
  return { years, empty, manyPrograms, manyProblems, backlog: missed, rounds };
}
