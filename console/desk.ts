import type { Journey } from "#core/journey/journey.ts";
import type { Pack, Problem } from "#core/program/pack.ts";
import type { GuardEnv } from "./guard.ts";
import type { Staff } from "./session.ts";
import type { Site } from "./site.ts";
import { type Calendar, calendarOf } from "./time.ts";
import { type Words, wordsOf } from "./words.ts";

export interface ConsoleOptions {
  /** A clock that may be moved (one machine only): the header shows it and posts `skip` (a duration) to `action`. */
  clock?: { now(): string; action: string };
  /** More places to go, such as the mail catcher. */
  links?: { label: string; href: string }[];
  /** What is wrong in a program's files right now. */
  problems?: (program: string) => Problem[] | Promise<Problem[]>;
  /** How long a press waits to see its own result, in milliseconds. */
  patience?: number;
}

/** All that a screen needs to know about where it is: the program, its words, the time, and who sits there. */
export interface Desk {
  runtime: Site;
  options: ConsoleOptions;
  program: string;
  /** The live pack; a journey may still run on an older one (`packOf`). */
  pack: Pack;
  words: Words;
  calendar: Calendar;
  now: string;
  staff: Staff;
  /** "/console/cemewe" */
  base: string;
  programs: string[];
  /** What was told in confidence and is shown by now: of which journey, and which fields. */
  read: Map<string, Set<string>>;
  packOf(journey: Pick<Journey, "pack">): Promise<Pack>;
}

export type DeskEnv = GuardEnv & { Variables: { desk: Desk } };

export async function openDesk(
  runtime: Site,
  options: ConsoleOptions,
  program: string,
  staff: Staff,
  programs: string[],
): Promise<Desk | undefined> {
  const pack = await runtime.store.packs.live(program);
  if (!pack) return undefined;
  const language = pack.program.languages.staff[0]!;
  const now = runtime.clock.now();
  return {
    runtime,
    options,
    program,
    pack,
    now,
    staff,
    programs,
    read: new Map(),
    words: wordsOf(pack, language),
    calendar: calendarOf(now, pack.program.zone, language),
    base: `/console/${program}`,
    packOf: packs(runtime, program, pack),
  };
}

/** Journeys share few versions of a pack: each is read once a request. */
function packs(runtime: Site, program: string, live: Pack): Desk["packOf"] {
  const read = new Map<string, Promise<Pack>>([[live.version, Promise.resolve(live)]]);
  return ({ pack }) => {
    const known = read.get(pack) ?? runtime.store.packs.get(program, pack);
    read.set(pack, known);
    return known;
  };
}
