import type { By, StagedPair, StagedRound } from "#core/matching/staged-round.ts";
import { type Suggested, suggest } from "#core/matching/suggest.ts";
import { dayOf } from "#core/program/calendar-day.ts";
import { NeverBroken } from "#core/program/never-broken.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Has } from "../runtime.ts";
import { tellDone } from "./editing.ts";
import { type Line, lineOf } from "./line.ts";

export interface Asked {
  by: By;
  /** An instant. */
  at: string;
  /** How many mentees must wait. */
  waiting: number;
  cause?: StagedRound["cause"];
}

/** The round, or why there is none: too few wait, one is still looked through, or its rules would break a promise. */
export type Staged = { round: StagedRound } | { not: "few" | "never" } | { not: "open"; open: number };

/** Each try loses to somebody else's round, which is then the one that is still open. */
const tries = 5;

/**
 * Works out a round and keeps it for coordinators to look through; nobody is asked and nothing is told. For one cause it is worked
 * out once, however often that is delivered. While a round has open pairs there is no other.
 *
 * @throws Error when the program is not live or matches nobody
 */
export async function stageRound(
  outside: Has<"store" | "machine">,
  program: string,
  asked: Asked,
): Promise<Staged> {
  const { store } = outside;
  const pack = await store.packs.live(program);
  if (!pack) throw new Error(`The program ${program} is not live.`);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const heads = await store.rounds.list(program);
    const known = asked.cause && heads.find(({ cause }) => cause === asked.cause!.effect);
    if (known) return { round: (await store.rounds.get(program, known.number))! };
    const [last] = heads;
    if (last && last.open > 0) return { not: "open", open: last.number };
    // Had a crash kept its journey from hearing that it is done, it hears it now.
    if (last?.cause !== undefined) await tellDone(outside, (await store.rounds.get(program, last.number))!);
    const line = await lineOf(store, pack);
    if (line.mentees.length < asked.waiting) return { not: "few" };
    const found = workOut(pack, line, asked.at);
    if (!found) return { not: "never" };
    const round = roundOf(pack, (last?.number ?? 0) + 1, asked, line, found);
    if ((await store.rounds.create(round)) === "stored") return { round };
  }
  throw new Error(`round.contended: ${tries} rounds of ${program} were staged by others in a row`);
}

/** What a round keeps of what was found. */
export type Found = Pick<StagedRound, "pairs" | "unmatched" | "notes" | "certificate">;

/** Undefined where never.json keeps the rules from deciding. */
export function workOut(pack: Pack, line: Line, at: string): Found | undefined {
  const { mentees, mentors, never, before } = line;
  try {
    return kept(suggest(pack, mentees, mentors, dayOf(at, pack.program.zone), { never, before }));
  } catch (error) {
    if (error instanceof NeverBroken) return undefined;
    throw error;
  }
}

/** Without what anybody said. */
const kept = ({ pairs, unmatched, notes, total, optimal, certificate }: Suggested): Found => ({
  notes,
  pairs: pairs.map(({ mentor, mentee, score, because }): StagedPair => {
    const criteria = because.map(({ rule, points, result }) => ({ rule, points, result }));
    return { mentor, mentee, score, because: criteria, state: "open", locked: false };
  }),
  unmatched: unmatched.map(({ id, role, why }) => ({
    ...{ id, role },
    why: why.map(({ stop, candidate, rules, needs }) => ({
      ...{ stop, rules, needs },
      ...(candidate !== undefined && { candidate }),
    })),
  })),
  certificate: {
    ...{ pairs: pairs.length, total, optimal },
    ...(certificate && { sentence: certificate.sentence }),
  },
});

function roundOf(
  pack: Pack,
  number: number,
  { by, at, cause }: Asked,
  { mentors, mentees }: Line,
  found: Found,
): StagedRound {
  const ids = (all: Line["mentors"]) => all.map(({ id }) => id);
  return {
    ...{ schema: 1, program: pack.id, number, version: 1, stagedAt: at, by, cause },
    ...{ pack: pack.version, on: dayOf(at, pack.program.zone) },
    candidates: { mentors: ids(mentors), mentees: ids(mentees) },
    ...found,
    done: [{ version: 1, at, by, did: "staged", pairs: [] }],
    putAway: false,
  };
}
