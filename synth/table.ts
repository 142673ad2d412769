import type { Policy, Resource, Synth } from "./synth.ts";

/** What would be deployed, for an engineer to read. */
export function tableOf(synth: Synth): string {
  const { app, resources, policies, stateMachine } = synth;
  return [
    `${app.name} in stage ${app.stage}: removal ${app.removal}, ${app.protect ? "protected" : "not protected"} against sst remove.`,
    heading("Resources"),
    ...kindsOf(resources),
    heading("Functions"),
    ...functionsOf(synth),
    heading("Who may do what"),
    ...policies.flatMap(policyLines),
    heading("State machine"),
    ...(stateMachine ? Object.keys(stateMachine.States as object).map((name) => `  ${name}`) : ["  none"]),
    "",
  ].join("\n");
}

const heading = (words: string): string => `\n${words}`;

/** Components of SST only hold the resources that AWS gets. */
function kindsOf(resources: Resource[]): string[] {
  const real = resources.filter(({ type }) => !/^(sst|pulumi):/.test(type));
  const counts = Map.groupBy(real, ({ type }) => type);
  return [...counts].map(
    ([type, { length }]) => `  ${String(length).padStart(4)}  ${type.split("/")[0]} ${kind(type)}`,
  );
}

const kind = (type: string): string => type.split(":").at(-1) ?? type;

function functionsOf({ resources, bundles }: Synth): string[] {
  const sizes = new Map(bundles.map((bundle) => [bundle.function, bundle.bytes]));
  return resources
    .filter(({ type }) => type === "aws:lambda/function:Function")
    .map(({ name, inputs }) =>
      [
        `  ${name.padEnd(28)}`,
        `${Math.ceil((sizes.get(name) ?? 0) / 1000)} kB`.padStart(8),
        `${inputs.memorySize} MB`.padStart(9),
        `${inputs.timeout} s`.padStart(7),
        `  ${inputs.runtime} ${inputs.architectures}`,
      ].join(""),
    );
}

function policyLines({ role, functions, principals, statements, managed }: Policy): string[] {
  const who = functions.length > 0 ? functions : principals;
  return [
    `  ${role} (${who.join(", ")})`,
    ...statements.flatMap(({ effect, actions, resources, conditions }) => [
      `    ${effect === "Allow" ? "may" : "must not"} ${actions.join(", ")}`,
      ...resources.map((resource) => `      on ${resource}`),
      ...(conditions ? [`      if ${JSON.stringify(conditions)}`] : []),
    ]),
    ...managed.map((arn) => `    and all of ${arn}`),
  ];
}
