import type { Subject } from "./check-conditions.ts";
import type { Amount } from "./duration.ts";
import { at, inside, type Where } from "./inspection.ts";
import type { Pack } from "./pack.ts";
import type { JourneyDefinition, Step, StepOf } from "./step.ts";

/** A step with the journey and the line it stands in: "main", or the track. */
export interface Placed<S extends Step = Step> {
  journey: string;
  definition: JourneyDefinition;
  line: string;
  step: S;
  where: Where;
}

export const fileOfJourney = (journey: string) => `journeys/${journey}.json`;

/** Every step of a journey in its order, the main line first. */
export function stepsOf(journey: string, definition: JourneyDefinition): Placed[] {
  const lines = [
    ...definition.stages.map(({ steps }, index) => ({ line: "main", key: "stages", index, steps })),
    ...definition.tracks.map(({ id, steps }, index) => ({ line: id, key: "tracks", index, steps })),
  ];
  return lines.flatMap(({ line, key, index, steps }) =>
    steps.map((step, position) => ({
      journey,
      definition,
      line,
      step,
      where: at(fileOfJourney(journey), key, index, "steps", position),
    })),
  );
}

export const allSteps = (pack: Pack): Placed[] =>
  Object.entries(pack.journeys).flatMap(([journey, definition]) => stepsOf(journey, definition));

export const isDo = <K extends Step["do"]>(placed: Placed, kind: K): placed is Placed<StepOf<K>> =>
  placed.step.do === kind;

/** Whether a journey is that of one person, who is asked for what is missing; not of a match, and not of the program. */
export const isPersons = ({ role }: Pick<JourneyDefinition, "role">): boolean =>
  role !== "match" && role !== "program";

/** Roles that take part in a journey. */
export function partiesOf(pack: Pack, definition: JourneyDefinition): string[] {
  if (definition.role === "program") return [];
  if (definition.role !== "match") return [definition.role];
  const { matching } = pack.program;
  return definition.sides ?? (matching ? [matching.mentor, matching.mentee] : []);
}

/** Roles that a step names, as it names them. */
export function rolesIn(step: Step): string[] {
  if ("by" in step) return [step.by].flat();
  if ("sides" in step) return step.sides;
  return "to" in step ? (step.to ?? []) : [];
}

/** Roles that a step speaks to: those that it names, or everybody in the journey. */
export function rolesOf(pack: Pack, definition: JourneyDefinition, step: Step): string[] {
  if (step.do === "tell all") return [step.whom.role];
  const named = rolesIn(step);
  return named.length > 0 ? named : partiesOf(pack, definition);
}

/** Whose facts the rules of a journey see. */
export const subjectOf = (pack: Pack, definition: JourneyDefinition): Subject =>
  definition.role === "match" ? { sides: partiesOf(pack, definition) } : { role: definition.role };

/** Lengths of time in a journey that may be left to a fact or to a rule set. */
export function amountsOf(
  journey: string,
  definition: JourneyDefinition,
): { amount: Amount; where: Where }[] {
  const waits = stepsOf(journey, definition).flatMap((placed) =>
    isDo(placed, "wait") && placed.step.for !== "match over"
      ? [{ amount: placed.step.for, where: inside(placed.where, "for") }]
      : [],
  );
  const beats = definition.tracks.flatMap(({ every }, index) =>
    every === undefined
      ? []
      : [{ amount: every, where: at(fileOfJourney(journey), "tracks", index, "every") }],
  );
  return [...waits, ...beats];
}
