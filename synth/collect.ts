import type { App } from "./config-bundle.ts";
import type { Registered } from "./mocks.ts";
import { policiesOf } from "./policies.ts";
import type { Bundle, Synth } from "./synth.ts";
import { unwrapped } from "./unwrap.ts";

/** Makes of all that was registered what the commands and the tests read, in an order that does not change from run to run. */
export function collect(
  app: App,
  registered: Registered[],
  bundles: Bundle[],
  faked: string[],
): Omit<Synth, "kept" | "guarded"> {
  const all = registered
    .map((resource) => ({ ...resource, inputs: unwrapped(resource.inputs) as Registered["inputs"] }))
    .sort((a, b) => a.type.localeCompare(b.type) || a.name.localeCompare(b.name));
  const { name, stage, removal, protect } = app;
  return {
    app: { name, stage, removal, protect },
    resources: all.map(({ type, name, inputs }) => ({ type, name, inputs })),
    policies: policiesOf(all),
    stateMachine: stateMachineIn(all),
    bundles: bundles.toSorted((a, b) => a.function.localeCompare(b.function)),
    faked: faked.toSorted(),
  };
}

function stateMachineIn(resources: Registered[]): Record<string, unknown> | null {
  const machines = resources.filter(({ type }) => type === "aws:sfn/stateMachine:StateMachine");
  if (machines.length > 1)
    throw new Error(
      `There is one state machine for every journey, and here are ${machines.map(({ name }) => name)}.`,
    );
  const [machine] = machines;
  return machine ? (JSON.parse(String(machine.inputs.definition)) as Record<string, unknown>) : null;
}
