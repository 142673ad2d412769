import type { Step } from "../program/step.ts";
import type { Route } from "./definition.ts";
import type { Journey } from "./journey.ts";
import type { Landing, Obstacle } from "./move.ts";

/** Steps that write to somebody on being reached. */
export const writes: readonly Step["do"][] = ["tell", "tell all", "ask", "sign", "meet"];

/** The steps of a line, in their order. */
export const inLine = ({ main, tracks }: Route, thread: string): Step[] =>
  thread === "main" ? main.map(({ step }) => step) : (tracks.get(thread)?.steps ?? []);

interface Way {
  journey: Journey;
  from: Route;
  to: Route;
}

/** What was told in one line and would be told again in another, where the other version has that step. */
export function retold({ journey, from, to }: Way, lines: ReadonlyMap<string, Landing>): Obstacle[] {
  const landing = lines.get("main");
  if (landing === undefined || landing === "ends") return [];
  const stands = landing.keep ? journey.threads.main?.step : landing.enter;
  const here = stands === undefined ? -1 : (to.index.get(stands) ?? -1);
  return ["main", ...from.tracks.keys()]
    .flatMap((line) => toldIn(journey, from, line).map((step) => ({ step, line })))
    .filter(({ step, line }) => writes.includes(step.do) && liesAhead(to, step.id, line, here))
    .map(({ step }) => ({ step: step.id, why: "told again" }));
}

/** The steps that a line has come to. A track that is not there any more may have been through all of its own. */
function toldIn({ threads }: Journey, from: Route, line: string): Step[] {
  const steps = inLine(from, line);
  const thread = threads[line];
  const upTo = (id: string | undefined) => steps.slice(0, steps.findIndex((step) => step.id === id) + 1);
  if (line === "main") return upTo(thread?.step);
  if (thread) return thread.round > 1 || (thread.round > 0 && !thread.step) ? steps : upTo(thread.step);
  const [at, begins] = [threads.main?.step ?? "", from.tracks.get(line)!.from].map((id) =>
    from.index.get(id),
  );
  return at !== undefined && begins !== undefined && begins <= at ? steps : [];
}

/** Whether another line than this one may still come to a step. A track may begin whenever somebody catches up. */
function liesAhead(to: Route, id: string, line: string, here: number): boolean {
  const inMain = to.index.get(id);
  if (inMain !== undefined) return line !== "main" && inMain >= here;
  return [...to.tracks.values()].some((track) => {
    const over = track.until !== undefined && (to.index.get(track.until) ?? here + 1) <= here;
    return track.id !== line && !over && track.steps.some((step) => step.id === id);
  });
}
