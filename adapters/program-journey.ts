import type { Journey } from "#core/journey/journey.ts";
import { openJourney } from "#core/journey/open.ts";
import { programJourney } from "#core/program/own-journey.ts";
import type { Pack } from "#core/program/pack.ts";
import { identify } from "./identify.ts";

/** The program's own journey has one id for ever, however often and by whomever the program is published. */
export const programJourneyId = (program: string): string => identify("jrn", program, "program");

/** As it begins, in this version; undefined for a program that has none. */
export function newProgramJourney(pack: Pack, now: string): Journey | undefined {
  const definition = programJourney(pack);
  if (definition === undefined) return undefined;
  const id = programJourneyId(pack.id);
  return openJourney({ id, pack, definition, parties: {}, facts: {}, by: "coordinator", now });
}
