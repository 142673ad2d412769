import type { Pack } from "../program/pack.ts";
import type { Step } from "../program/step.ts";
import { type Route, routeOf, stepAt } from "./definition.ts";
import type { Journey, Moving, Thread } from "./journey.ts";
import { inLine, retold, writes } from "./retold.ts";

/** What keeps a journey from being moved: `step` is the key under which a map can say where it goes on. */
export interface Obstacle {
  step: string;
  /**
   * gone: the other version has it no more. changed: it is another kind of step there. wrong: the map leads to no step there. told again: what was told
   * already would come once more. task: staff still have a task of it. journey: this kind of journey is not there.
   */
  why: "gone" | "changed" | "wrong" | "told again" | "task" | "journey";
}

/** Where a line goes on in another version: at its own step with all that it waits for, at another one from its beginning, or not at all. */
export type Landing = { keep: true } | { keep: false; enter: string } | "ends";

export interface Landings {
  lines: Map<string, Landing>;
  obstacles: Obstacle[];
}

/** Where each line of a journey would go on in another version of its program, and all that stands in the way. */
export function landingsOf(journey: Journey, from: Pack, to: Pack, steps: Moving["steps"]): Landings {
  if (to.journeys[journey.definition]?.role !== from.journeys[journey.definition]?.role)
    return { lines: new Map(), obstacles: [{ step: journey.definition, why: "journey" }] };
  const way = {
    journey,
    from: routeOf(from, journey.definition),
    to: routeOf(to, journey.definition),
    steps,
    pack: to,
  };
  const lines = new Map<string, Landing>();
  const obstacles: Obstacle[] = openTasks(way);
  for (const [thread, line] of Object.entries(journey.threads)) {
    const found = land(way, thread, line);
    if (typeof found === "object" && "why" in found) obstacles.push(found);
    else lines.set(thread, found);
  }
  if (obstacles.length === 0) obstacles.push(...retold(way, lines));
  return { lines, obstacles };
}

interface Way {
  journey: Journey;
  from: Route;
  to: Route;
  pack: Pack;
  steps: Moving["steps"];
}

function land(way: Way, thread: string, line: Thread): Landing | Obstacle {
  const track = thread !== "main";
  if (track && way.steps[thread] === null) return "ends";
  if (track && !way.to.tracks.has(thread)) return { step: thread, why: "gone" };
  if (line.step === undefined) return { keep: true };
  const key = track ? `${thread}/${line.step}` : line.step;
  const said = Object.hasOwn(way.steps, key) ? way.steps[key] : undefined;
  if (said === null) return track ? "ends" : { step: key, why: "wrong" };
  const [was, will] = [stepAt(way.from, thread, line.step), stepAt(way.to, thread, said ?? line.step)];
  if (!will) return { step: key, why: said === undefined ? "gone" : "wrong" };
  if (said === undefined && !goesOn(was, will, line, way.pack)) return { step: key, why: "changed" };
  const anew = said !== undefined || isOtherWork(was, will);
  if (repeats(way, thread, line.step, will, anew)) return { step: key, why: "told again" };
  return anew ? { keep: false, enter: will.id } : { keep: true };
}

/** The same kind of step, whose form is still there: what was asked stays asked. */
function goesOn(was: Step | undefined, will: Step, { waiting }: Thread, pack: Pack): boolean {
  const form =
    waiting?.kind === "answers" && waiting.form !== undefined && "form" in will ? will.form : undefined;
  return was?.do === will.do && (form === undefined || pack.forms[form] !== undefined);
}

/** Staff get a changed task anew: nobody is written to. */
const isOtherWork = (was: Step | undefined, will: Step): boolean =>
  was?.do === "task" && will.do === "task" && (was.form !== will.form || was.plan !== will.plan);

/** Whether something that was passed in one version still lies ahead in the other. */
function repeats({ from, to }: Way, thread: string, at: string, will: Step, anew: boolean): boolean {
  const [old, fresh] = [inLine(from, thread), inLine(to, thread)];
  const passed = new Set(
    old.slice(0, old.findIndex(({ id }) => id === at) + (anew ? 1 : 0)).map(({ id }) => id),
  );
  const ahead = fresh.slice(fresh.findIndex(({ id }) => id === will.id) + (anew ? 0 : 1));
  return ahead.some((step) => writes.includes(step.do) && passed.has(step.id));
}

/** Tasks that outlive their step could not be shown without its words. */
function openTasks({ journey, to }: Way): Obstacle[] {
  const known = new Set(
    [...to.main.map(({ step }) => step), ...[...to.tracks.values()].flatMap(({ steps }) => steps)].map(
      ({ id }) => id,
    ),
  );
  return Object.values(journey.openTasks).flatMap(({ lasting, text, step }) =>
    lasting && step !== undefined && text.startsWith(`tasks.${journey.definition}.`) && !known.has(step)
      ? [{ step, why: "task" as const }]
      : [],
  );
}
