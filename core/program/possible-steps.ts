import { fits, type Said, type Word } from "./broken-by.ts";
import { at, inside } from "./inspection.ts";
import { fileOfJourney, stepsOf } from "./journey-steps.ts";
import type { Pack } from "./pack.ts";
import type { Possible } from "./possible-acts.ts";
import type { JourneyDefinition } from "./step.ts";
import { after, type Line, leadsTo, linesOf } from "./step-order.ts";
import { isKnownAt, needs, ofLine, wordsBefore } from "./ways.ts";

/** Every step with all that may have had the last word before it, what is known there for certain, and how often it may have been taken. */
export function possibleSteps(pack: Pack): Possible[] {
  return Object.entries(pack.journeys).flatMap(([journey, definition]) => {
    const lines = linesOf(definition, stepsOf(journey, definition)).filter(({ steps }) => steps.length > 0);
    const taken = remembered((name: string) => takenBefore(pack, journey, lines, name));
    return [
      ...lines.flatMap((line) =>
        line.steps.flatMap((_, place) => stepAt(pack, journey, lines[0]!, line, place, taken)),
      ),
      ...endsOf(pack, journey, definition, lines[0]!),
    ];
  });
}

/** Many lines of never.json may ask the same. */
function remembered<T>(answer: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    if (!known.has(name)) known.set(name, answer(name));
    return known.get(name)!;
  };
}

function stepAt(
  pack: Pack,
  journey: string,
  main: Line,
  line: Line,
  place: number,
  taken: (name: string) => number,
): Possible[] {
  const { step, where } = line.steps[place]!;
  const said = remembered(saidAt(pack, line, place, main));
  return [...wordsBefore(pack, line, place)].map((word) => ({
    act: { act: "step", journey, step, word, said, taken },
    where: inside(where, "do"),
  }));
}

function saidAt(pack: Pack, line: Line, place: number, main: Line) {
  return (fact: string): Said | undefined => {
    const { when } = line.steps[place]!.step;
    const byStaff = isKnownAt(pack, line, place, fact, true, main);
    const known = byStaff || isKnownAt(pack, line, place, fact, false, main) || (when && needs(when, fact));
    return known ? { byStaff, isWithin: () => true } : undefined;
  };
}

/**
 * Endings that no step says: a main line that runs out of steps, and a coordinator's word where the journey does not say where to
 * go on then.
 */
function endsOf(pack: Pack, journey: string, definition: JourneyDefinition, main: Line): Possible[] {
  const end = (as: string, word: Word, said: (fact: string) => Said | undefined): Possible => ({
    act: { act: "step", journey, step: { do: "close", id: "end", as }, word, said, taken: () => 0 },
    where: at(fileOfJourney(journey), "role"),
  });
  const nothing = () => undefined;
  const byHand = definition.onEnd === undefined ? ["ended early", "withdrawn", "declined"] : [];
  const last = main.steps.length - 1;
  const runsOut = after(main, last) === undefined && main.steps[last]!.step.do !== "close";
  const beyond: Line = {
    ...main,
    steps: [...main.steps, { ...main.steps[last]!, step: { do: "close", id: "end", as: "completed" } }],
  };
  return [
    ...byHand.map((as) => end(as, "staff", nothing)),
    ...(runsOut || main.steps[last]!.step.when
      ? [...wordsBefore(pack, beyond, last + 1)].map((word) =>
          end("completed", word, saidAt(pack, beyond, last + 1, main)),
        )
      : []),
  ];
}

/** How often the steps of a line may have been taken before one of them is: without end where a way comes back to one of them. */
function takenBefore(pack: Pack, journey: string, lines: Line[], name: string): number {
  const guard = pack.never.guards.find((one) => one.never === "more often" && one.name === name);
  if (guard?.never !== "more often") return 0;
  const most = lines.map((line) => {
    const places = line.steps.flatMap(({ step }, place) =>
      fits(pack, guard.steps, { journey, step }) ? [place] : [],
    );
    const { definition, line: track } = line.steps[0]!;
    const repeats = definition.tracks.some(({ id, every }) => id === track && every !== undefined);
    return repeats && places.length > 0 ? Number.POSITIVE_INFINITY : longest(line, places);
  });
  return most.reduce((sum, count) => sum + count, 0) - 1;
}

/** The most of these places that one way through a line can come to. */
function longest(line: Line, places: number[]): number {
  const reach = reached(line);
  if (places.some((place) => reach[place]!.has(place))) return Number.POSITIVE_INFINITY;
  // No way comes back, so whoever reaches fewer of them comes after those who reach more.
  const counts = new Map<number, number>();
  const behind = (place: number) => places.filter((other) => reach[place]!.has(other));
  const order = new Map(places.map((place) => [place, behind(place).length]));
  for (const place of places.toSorted((one, other) => order.get(one)! - order.get(other)!))
    counts.set(place, 1 + Math.max(0, ...behind(place).map((other) => counts.get(other)!)));
  return Math.max(0, ...counts.values());
}

/** The steps that a line can come to after each step. */
const reached = ofLine((line) => {
  const leads = line.steps.map((_, place) => leadsTo(line, place));
  return leads.map((_, place) => reachedFrom(leads, place));
});

function reachedFrom(leads: number[][], place: number): Set<number> {
  const reached = new Set<number>();
  const open = [...leads[place]!];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...leads[next]!);
  }
  return reached;
}
