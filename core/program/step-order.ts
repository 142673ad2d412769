import type { Placed } from "./journey-steps.ts";
import type { JourneyDefinition, Step } from "./step.ts";

/** The steps of one line in their order, and where each can lead. */
export interface Line {
  steps: Placed[];
  /** Places that the line can begin at: its first step, and where a coordinator's ending leads. */
  begins: number[];
}

export function linesOf(definition: JourneyDefinition, all: Placed[]): Line[] {
  return ["main", ...definition.tracks.map(({ id }) => id)].map((line) => {
    const steps = all.filter((placed) => placed.line === line);
    const ending = line === "main" ? steps.findIndex(({ step }) => step.id === definition.onEnd) : -1;
    return { steps, begins: ending > 0 ? [0, ending] : [0] };
  });
}

/** Steps at which a line may go on at once: it does not wait for anybody or anything. */
export const goesOn = ({ do: kind }: Step): boolean => ["tell", "decide", "handover", "go to"].includes(kind);

/** Where a line goes from a step when the step is done; undefined when it ends there. */
export function after({ steps }: Line, place: number): number | undefined {
  const { step } = steps[place]!;
  if (step.do === "close") return undefined;
  const next = step.do === "go to" ? steps.findIndex((other) => other.step.id === step.step) : place + 1;
  return next >= 0 && next < steps.length ? next : undefined;
}

/** Where a line can go from a step: with a condition it may pass the step over. */
export function leadsTo(line: Line, place: number): number[] {
  const next = after(line, place);
  const past = line.steps[place]!.step.when && place + 1 < line.steps.length ? [place + 1] : [];
  return [...new Set([...(next === undefined ? [] : [next]), ...past])];
}
