import type { Grant, TableAction } from "#functions/grants.ts";
import type { SecretName } from "./secret-names.ts";

/** One statement of a role, in the form that SST takes. */
export interface Statement {
  actions: string[];
  resources: string[];
  conditions?: Condition[];
}

interface Condition {
  test: string;
  variable: string;
  values: string[];
}

/** The ARNs that statements speak of, and the region. */
export interface Places {
  region: string;
  table: string;
  dueIndex: string;
  listIndex: string;
  erasures: string;
  machine: string;
  machineAlias: string;
  executions: string;
  key: string;
  secrets: Record<SecretName, string>;
}

/** A grant, with what it may in the ledger of erasures. */
export type Granted = Grant & { erasures?: readonly ("get" | "put" | "query")[] };

/** What a door's grant is in IAM: nothing that it does not say but the key to what it opens. */
export function statementsOf(grant: Granted, places: Places): Statement[] {
  const data = [...tableStatements(grant, places), ...erasureStatements(grant, places)];
  return [
    ...data,
    ...(data.length > 0 ? [keyFor("dynamodb", places)] : []),
    ...machineStatements(grant, places),
    ...secretStatements(grant, places),
  ];
}

const tableActions: Record<TableAction, { action: string; at: "table" | "dueIndex" | "listIndex" }> = {
  get: { action: "dynamodb:GetItem", at: "table" },
  put: { action: "dynamodb:PutItem", at: "table" },
  update: { action: "dynamodb:UpdateItem", at: "table" },
  delete: { action: "dynamodb:DeleteItem", at: "table" },
  query: { action: "dynamodb:Query", at: "table" },
  due: { action: "dynamodb:Query", at: "dueIndex" },
  list: { action: "dynamodb:Query", at: "listIndex" },
};

/** Actions on the same keys stand together, so that a policy reads like its grant. */
function tableStatements({ table }: Grant, places: Places): Statement[] {
  const granted = Object.entries(table) as [TableAction, readonly string[]][];
  const together = Map.groupBy(granted, ([name, keys]) => `${tableActions[name].at} ${[...keys].sort()}`);
  return [...together.values()].map((same) => {
    const [[first, keys]] = same as [(typeof same)[0]];
    return {
      actions: same.map(([name]) => tableActions[name].action),
      resources: [places[tableActions[first].at]],
      conditions: leadingKeys(keys),
    };
  });
}

/** "For all" holds for no keys as well, so a request must name one. */
const leadingKeys = (keys: readonly string[]): Condition[] => [
  { test: "ForAllValues:StringLike", variable: "dynamodb:LeadingKeys", values: [...keys] },
  { test: "Null", variable: "dynamodb:LeadingKeys", values: ["false"] },
];

function erasureStatements({ erasures = [] }: Granted, places: Places): Statement[] {
  if (erasures.length === 0) return [];
  return [{ actions: erasures.map((name) => tableActions[name].action), resources: [places.erasures] }];
}

function machineStatements({ machine = [] }: Grant, places: Places): Statement[] {
  if (machine.length === 0) return [];
  const statements = {
    // From the alias alone: a version that is not live cannot be started.
    start: {
      actions: ["states:StartExecution"],
      resources: [places.machine],
      conditions: [
        {
          test: "ForAnyValue:StringEquals",
          variable: "states:StateMachineQualifier",
          values: [places.machineAlias],
        },
      ],
    },
    // AWS knows no resource for it: what may be woken is whatever one holds the token of.
    wake: { actions: ["states:SendTaskSuccess"], resources: ["*"] },
    look: { actions: ["states:DescribeExecution"], resources: [places.executions] },
  };
  const inputs = {
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: [places.key],
    conditions: [equals("kms:EncryptionContext:aws:states:stateMachineArn", [places.machine])],
  };
  return [...machine.map((name) => statements[name]), inputs];
}

function secretStatements({ secrets = [] }: Grant, places: Places): Statement[] {
  if (secrets.length === 0) return [];
  const resources = secrets.map((name) => places.secrets[name]);
  const { conditions, ...use } = keyFor("ssm", places);
  return [
    { actions: ["ssm:GetParameters"], resources },
    { ...use, conditions: [...conditions, equals("kms:EncryptionContext:PARAMETER_ARN", resources)] },
  ];
}

/** Our key, but only in the hands of the service that keeps the thing. */
const keyFor = (service: string, { key, region }: Places) => ({
  actions: ["kms:Decrypt"],
  resources: [key],
  conditions: [equals("kms:ViaService", [`${service}.${region}.amazonaws.com`])],
});

const equals = (variable: string, values: string[]): Condition => ({
  test: "StringEquals",
  variable,
  values,
});
