import type { Pack } from "../program/pack.ts";
import type { JourneyDefinition, Step, Track } from "../program/step.ts";

export interface MainStep {
  step: Step;
  stage: JourneyDefinition["stages"][number];
}

/** A definition with its steps in one line and by name. */
export interface Route {
  definition: JourneyDefinition;
  main: MainStep[];
  index: Map<string, number>;
  tracks: Map<string, Track>;
}

const routes = new WeakMap<JourneyDefinition, Route>();

/** Throws when the pack has no journey of that name: a checked pack always has. */
export function routeOf(pack: Pack, name: string): Route {
  const definition = pack.journeys[name];
  if (!definition)
    throw new Error(`program.no-such-journey: ${pack.id} ${pack.version} has no journey "${name}"`);
  const known = routes.get(definition);
  if (known) return known;
  const route = lay(definition);
  routes.set(definition, route);
  return route;
}

/** The step a thread stands at; undefined for a track that rests. */
export function stepAt(route: Route, thread: string, step: string | undefined): Step | undefined {
  if (step === undefined) return undefined;
  if (thread === "main") return route.main[route.index.get(step) ?? -1]?.step;
  return route.tracks.get(thread)?.steps.find((candidate) => candidate.id === step);
}

/** What comes after a step in its own line; undefined at the end. */
export function stepAfter(route: Route, thread: string, step: string): Step | undefined {
  if (thread === "main") return route.main[(route.index.get(step) ?? route.main.length) + 1]?.step;
  const steps = route.tracks.get(thread)?.steps ?? [];
  return steps[steps.findIndex((candidate) => candidate.id === step) + 1];
}

function lay(definition: JourneyDefinition): Route {
  const main = definition.stages.flatMap((stage) => stage.steps.map((step) => ({ step, stage })));
  return {
    definition,
    main,
    index: new Map(main.map(({ step }, position) => [step.id, position])),
    tracks: new Map(definition.tracks.map((track) => [track.id, track])),
  };
}
