import type { StateOf } from "./definition.ts";
import { type Execution, enter, note, type Park } from "./execution.ts";
import { evaluate } from "./expression.ts";
import { Failure } from "./failure.ts";
import type { Json } from "./json.ts";
import { leave } from "./leave.ts";
import { type Machinery, scopeOf, stateOf } from "./machinery.ts";

export async function runMap(
  machinery: Machinery,
  execution: Execution,
  state: StateOf<"Map">,
): Promise<void> {
  const inputs = await inputsOf(machinery, execution, state);
  note(execution, machinery.now(), "MapStateStarted");
  if (inputs.length === 0)
    return leave(machinery, execution, state, scopeOf(machinery, execution, { result: [] }), []);
  const park = {
    kind: "children" as const,
    inputs,
    results: inputs.map(() => null),
    started: 0,
    left: inputs.length,
  };
  execution.park = park;
  machinery.records.together(() =>
    startSome(machinery, execution, park, state.MaxConcurrency || inputs.length),
  );
}

async function inputsOf(machinery: Machinery, execution: Execution, state: StateOf<"Map">): Promise<Json[]> {
  const items =
    state.Items === undefined ? execution.input : await evaluate(state.Items, scopeOf(machinery, execution));
  if (!Array.isArray(items)) throw new Failure("States.QueryEvaluationError", "Items is not an array");
  const selector = state.ItemSelector;
  if (selector === undefined) return items;
  const select = (Value: Json, Index: number) =>
    evaluate(selector, scopeOf(machinery, execution, {}, { Map: { Item: { Index, Value } } }));
  return Promise.all(items.map(select));
}

type Children = Extract<Park, { kind: "children" }>;

/** Saves the parent with its new children in one go, so that no crash can separate them. */
function startSome(machinery: Machinery, parent: Execution, park: Children, count: number): void {
  for (let n = 0; n < count && park.started < park.inputs.length; n += 1) {
    note(parent, machinery.now(), "MapIterationStarted");
    machinery.records.create(child(machinery, parent, park));
    park.started += 1;
  }
  machinery.records.save(parent);
}

function child(machinery: Machinery, parent: Execution, park: Children): Execution {
  const state = stateOf(machinery, parent) as StateOf<"Map">;
  const index = park.started;
  const iteration: Execution = {
    ...structuredClone(parent),
    id: `${parent.id}/${parent.state}/${index}`,
    parent: { id: parent.id, index },
    scope: [...parent.scope, parent.state],
    events: 0,
    history: [],
  };
  enter(iteration, machinery.now(), state.ItemProcessor.StartAt, park.inputs[index] ?? null);
  return iteration;
}

/** An iteration has ended: the parent takes its result, starts the next one, or goes on. */
export function settle(machinery: Machinery, iteration: Execution): void {
  const { id, index } = iteration.parent!;
  machinery.records.drop(iteration.id);
  const parent = machinery.records.get(id);
  if (parent?.status !== "RUNNING" || parent.park?.kind !== "children") return;
  parent.events += iteration.events;
  note(parent, machinery.now(), `MapIteration${iteration.status}`, iteration.failure?.code);
  parent.park.results[index] = iteration.output ?? null;
  parent.park.left -= 1;
  if (iteration.status !== "SUCCEEDED") goOn(machinery, parent, { failure: iteration.failure! });
  else if (parent.park.left === 0) goOn(machinery, parent, { result: parent.park.results });
  else startSome(machinery, parent, parent.park, 1);
}

function goOn(machinery: Machinery, parent: Execution, resume: NonNullable<Execution["resume"]>): void {
  Object.assign(parent, { park: undefined, resume });
  dropChildren(machinery, parent.id);
  machinery.records.save(parent);
}

/** Iterations go when their parent goes on; one that is still at work finds its row gone and stops. */
export function dropChildren(machinery: Machinery, id: string): void {
  for (const iteration of machinery.records.childrenOf(id)) {
    dropChildren(machinery, iteration.id);
    machinery.records.drop(iteration.id);
  }
}
