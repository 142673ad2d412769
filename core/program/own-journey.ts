import type { Pack } from "./pack.ts";

/** The name of the one journey that is the program's own; undefined for a program without one. */
export const programJourney = ({ journeys }: Pick<Pack, "journeys">): string | undefined =>
  Object.keys(journeys).find((name) => journeys[name]!.role === "program");
