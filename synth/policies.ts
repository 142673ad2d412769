import type { Registered } from "./mocks.ts";
import type { Policy, Statement } from "./synth.ts";

/** Who may do what: each role with all that its inline, attached and separate policies say, and the functions that run as it. */
export function policiesOf(resources: Registered[]): Policy[] {
  return ofType(resources, "aws:iam/role:Role")
    .map((role) => policyOf(role, resources))
    .sort((a, b) => a.role.localeCompare(b.role));
}

function policyOf(role: Registered, resources: Registered[]): Policy {
  const inline = (role.inputs.inlinePolicies ?? []) as { policy: string }[];
  const separate = ofType(resources, "aws:iam/rolePolicy:RolePolicy").filter((policy) =>
    belongs(policy, role),
  );
  const attached = attachedTo(role, resources);
  const documents = [
    ...inline.map(({ policy }) => policy),
    ...separate.map(({ inputs }) => inputs.policy),
    ...attached.own,
  ];
  return {
    role: role.name,
    principals: principalsOf(role),
    functions: functionsOf(role, resources),
    statements: documents.flatMap(statementsIn),
    managed: [...((role.inputs.managedPolicyArns ?? []) as string[]), ...attached.managed].sort(),
  };
}

function attachedTo(role: Registered, resources: Registered[]) {
  const wanted = ofType(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter((attachment) => belongs(attachment, role))
    .map(({ inputs }) => String(inputs.policyArn));
  const ours = ofType(resources, "aws:iam/policy:Policy");
  const own = ours.filter((policy) => wanted.includes(String(policy.arn)));
  const names = own.map(({ arn }) => arn);
  return {
    own: own.map(({ inputs }) => inputs.policy),
    managed: wanted.filter((arn) => !names.includes(arn)),
  };
}

const ofType = (resources: Registered[], type: string): Registered[] =>
  resources.filter((resource) => resource.type === type);

/** A role is named by its physical name, which is the end of its ARN. */
const belongs = ({ inputs }: Registered, role: Registered): boolean =>
  String(role.arn).split("/").at(-1) === inputs.role;

const functionsOf = (role: Registered, resources: Registered[]): string[] =>
  ofType(resources, "aws:lambda/function:Function")
    .filter(({ inputs }) => inputs.role === role.arn)
    .map(({ name }) => name)
    .sort();

function principalsOf(role: Registered): string[] {
  const statements = parsed(role.inputs.assumeRolePolicy);
  return statements.flatMap(({ Principal }) =>
    typeof Principal === "string" ? [Principal] : Object.values(Principal ?? {}).flat(),
  );
}

interface Raw {
  Effect: string;
  Action?: string | string[];
  Resource?: string | string[];
  Principal?: string | Record<string, string | string[]>;
  Condition?: Record<string, Record<string, string | string[]>>;
}

function parsed(document: unknown): Raw[] {
  const { Statement } = (typeof document === "string" ? JSON.parse(document) : document) as {
    Statement: Raw | Raw[];
  };
  return listed(Statement);
}

const statementsIn = (document: unknown): Statement[] =>
  parsed(document).map(({ Effect, Action, Resource, Condition }) => ({
    effect: Effect,
    actions: listed(Action),
    resources: listed(Resource),
    ...(Condition ? { conditions: conditionsIn(Condition) } : {}),
  }));

const conditionsIn = (raw: NonNullable<Raw["Condition"]>): Record<string, Record<string, string[]>> =>
  Object.fromEntries(
    Object.entries(raw).map(([test, variables]) => [
      test,
      Object.fromEntries(Object.entries(variables).map(([variable, values]) => [variable, listed(values)])),
    ]),
  );

function listed<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
