/**
 * A moment of asking: all is said; a fact is asked for, and each of its answers leads to another moment; or facts are left
 * that cannot be tried out. Numbers are places of facts and of moments.
 */
export type Moment = { said: string } | { ask: number; answers: number[] } | { left: string[]; rest: string };

/** Moments that lead to each other. Two that lead to the same are one, so each way to ask has exactly one diagram. */
export interface Diagram {
  moments: Moment[];
  places: Map<string, number>;
}

export const newDiagram = (): Diagram => ({ moments: [], places: new Map() });

/** The place of a moment. A question whose answers all lead to one moment is none. */
export function put({ moments, places }: Diagram, moment: Moment): number {
  if ("ask" in moment && moment.answers.every((answer) => answer === moment.answers[0]))
    return moment.answers[0]!;
  const key = JSON.stringify(moment);
  const place = places.get(key) ?? moments.push(moment) - 1;
  places.set(key, place);
  return place;
}

/** A moment and all that may come after it; where one fact is answered already, only what comes after that answer. */
export function after({ moments }: Diagram, top: number, known?: { ask: number; answer: number }): Moment[] {
  const seen = new Set<number>();
  const ahead = [top];
  for (let place = ahead.pop(); place !== undefined; place = ahead.pop()) {
    const moment = moments[place]!;
    if (!seen.has(place) && "ask" in moment)
      ahead.push(...(moment.ask === known?.ask ? [moment.answers[known.answer]!] : moment.answers));
    seen.add(place);
  }
  return [...seen].map((place) => moments[place]!);
}

/** Whether nothing is left to ask once one fact is answered so. */
export function isSettled(diagram: Diagram, top: number, known: { ask: number; answer: number }): boolean {
  const ends = after(diagram, top, known).filter((moment) => !("ask" in moment));
  return ends.length === 1 && "said" in ends[0]!;
}
