import { dayOf } from "../program/calendar-day.ts";
import type { Example } from "../program/example.ts";
import type { Path } from "../program/node.ts";
import type { Pack } from "../program/pack.ts";
import { decide } from "../rules/decide.ts";
import type { Happening } from "./rehearsal.ts";
import { rehearse } from "./rehearse.ts";
import { TooLong } from "./run.ts";

/** Where an example and its program do not agree. `path` leads to the expectation in the example's file. */
export interface Mismatch {
  example: string;
  path: Path;
  code: "example.decision" | "example.rehearsal" | "example.never" | "example.failed";
  message: string;
  fix: string;
}

/** Runs every example of a program: its decisions as on a day, and its rehearsal from its own first day. */
export function tryExamples(pack: Pack, on: string): Mismatch[] {
  return Object.entries(pack.examples).flatMap(([id, example]) => [
    ...guarded("decisions", () => tryDecisions(pack, example, on)).map((found) => ({
      example: id,
      ...found,
    })),
    ...guarded("rehearsal", () => tryRehearsal(pack, example)).map((found) => ({ example: id, ...found })),
  ]);
}

type Found = Omit<Mismatch, "example">;

const fix = "Correct the expectation if the program means this; correct the program if it does not.";

/** A program that cannot even be run is told of like any other fault, at the example that showed it. */
function guarded(part: "decisions" | "rehearsal", run: () => Found[]): Found[] {
  try {
    return run();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof TooLong) {
      const shorter = "Expect something nearer, or let things come round less often.";
      return [
        {
          path: [part],
          code: "example.failed",
          message: `this takes too long to play: ${why}`,
          fix: shorter,
        },
      ];
    }
    const message = `the example cannot be tried: ${why}`;
    return [{ path: [part], code: "example.failed", message, fix: "Mend what it says of the program." }];
  }
}

/** So much may happen in the rehearsal of an example: several years of a busy program. */
const most = 1000;

function tryDecisions(pack: Pack, { person, decisions, rehearsal }: Example, on: string): Found[] {
  return decisions.flatMap(({ ruleSet, outcome, needs, without = [] }, index): Found[] => {
    const path = ["decisions", index];
    if (!pack.ruleSets[ruleSet]) return [];
    const facts = Object.fromEntries(
      Object.entries(person.facts).filter(([name]) => !without.includes(name)),
    );
    const decision = decide(pack, ruleSet, facts, rehearsal?.from ?? on);
    if (decision.outcome !== outcome) {
      const message = `${ruleSet} gives "${decision.outcome}" for ${person.id}, not "${outcome}": ${decision.sentence.coordinator}`;
      return [{ path: [...path, "outcome"], code: "example.decision", message, fix }];
    }
    if (!needs || sameNames(needs, decision.needs)) return [];
    const message = `${ruleSet} asks ${person.id} for ${decision.needs.join(", ") || "nothing"}, not for ${needs.join(", ")}`;
    return [{ path: [...path, "needs"], code: "example.decision", message, fix }];
  });
}

const sameNames = (one: string[], other: string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();

function tryRehearsal(pack: Pack, { person, rehearsal }: Example): Found[] {
  const last = rehearsal?.expect.at(-1);
  if (!rehearsal || !last) return [];
  const { timeline } = rehearse({
    pack,
    person,
    from: rehearsal.from,
    until: lengthTo(rehearsal.from, last.on),
    most,
  });
  const days = timeline.map((happening) => ({ ...happening, on: dayOf(happening.at, pack.program.zone) }));
  let from = 0;
  const mismatches = rehearsal.expect.flatMap((expected, index): Found[] => {
    const found = days.findIndex(
      (day, position) => position >= from && isThat(day, expected) && day.on === expected.on,
    );
    if (found >= 0) from = found + 1;
    if (found >= 0) return [];
    const message = `${expected.kind} "${expected.id}" does not come on ${expected.on}${insteadOn(days, expected)}`;
    return [{ path: ["rehearsal", "expect", index], code: "example.rehearsal", message, fix }];
  });
  return [...stopsOf(timeline), ...mismatches];
}

/** In the life of an example nothing happens that never.json forbids: the journey stopped before it did. */
function stopsOf(timeline: Happening[]): Found[] {
  const [stop] = timeline.filter(({ id }) => id.startsWith("never.broken "));
  if (!stop) return [];
  const message = `${stop.id.slice("never.broken ".length)} would be broken at ${stop.at}; ${stop.because}`;
  return [
    { path: ["rehearsal"], code: "example.never", message, fix: "Correct the program; never.json stays." },
  ];
}

type Expected = Pick<Happening, "kind" | "id">;

const isThat = (one: Expected, other: Expected): boolean => one.kind === other.kind && one.id === other.id;

function insteadOn(days: (Happening & { on: string })[], expected: Expected): string {
  const others = [...new Set(days.filter((day) => isThat(day, expected)).map(({ on }) => on))];
  if (others.length > 0) return `, but on ${others.slice(0, 3).join(", ")}`;
  return "; it does not happen at all up to then";
}

/** Past the last expected day, to its end. */
function lengthTo(from: string, last: string): string {
  const days = Math.round((Date.parse(last) - Date.parse(from)) / 86_400_000);
  return `P${Math.max(days, 0) + 1}D`;
}
