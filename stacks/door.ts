import { type Door, grants } from "#functions/grants.ts";
import { bundling } from "./bundling.ts";
import { erasures } from "./erasures.ts";
import { key } from "./key.ts";
import { executionArns, liveMachineArn, machineAlias, machineArn } from "./machine-arn.ts";
import { type Granted, type Places, type Statement, statementsOf } from "./policy.ts";
import type { SecretName } from "./secret-names.ts";
import { secrets, secretsFolder } from "./secrets.ts";
import { folder, named, region, stage } from "./stage.ts";
import { table } from "./table.ts";

export interface DoorSettings {
  /** What it is for, in the words that the AWS console shows. */
  description: string;
  timeout: `${number} seconds` | `${number} minutes`;
  memory: `${number} MB`;
  /** What it may besides its grant: reading the table's stream, leaving a dead letter. */
  besides?: $util.Input<Statement[]>;
  environment?: Record<string, $util.Input<string>>;
  reserved?: number;
  /** Called by a schedule, which comes again by itself: nothing is repeated, and nothing waits longer than a minute. */
  scheduled?: boolean;
}

const places = $util.output({
  region,
  table: table.arn,
  dueIndex: $interpolate`${table.arn}/index/due`,
  listIndex: $interpolate`${table.arn}/index/list`,
  erasures: erasures.arn,
  machine: machineArn,
  machineAlias,
  executions: executionArns,
  key: key.arn,
  secrets: Object.fromEntries(Object.entries(secrets).map(([name, { arn }]) => [name, arn])),
});

/**
 * A function for functions/<door>.ts, with a role of its own that may what functions/grants.ts says, and with a log of its
 * own that is encrypted and forgets.
 */
export function door(name: Door, settings: DoorSettings): sst.aws.Function {
  const title = `${name[0]!.toUpperCase()}${name.slice(1)}`;
  const log = new aws.cloudwatch.LogGroup(`${title}Log`, {
    name: `${folder}/${name}`,
    retentionInDays: stage.logDays,
    kmsKeyId: key.arn,
  });
  return new sst.aws.Function(title, {
    name: named(name),
    description: settings.description,
    handler: `functions/${name}.handler`,
    runtime: "nodejs24.x",
    architecture: "arm64",
    memory: settings.memory,
    timeout: settings.timeout,
    concurrency: settings.reserved ? { reserved: settings.reserved } : undefined,
    nodejs: bundling(name),
    logging: { logGroup: log.name, format: "json" },
    permissions: permissions(name, log, settings),
    retries: settings.scheduled ? 0 : undefined,
    transform: {
      // SST would let every role of the account that may assume roles assume this one (it tests an output for truth), and
      // add a policy of AWS's that writes to every log.
      role: {
        name: named(name),
        assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
        managedPolicyArns: [],
      },
      // And keys of its own, for links that we do not use.
      function: { environment: { variables: environment(name, settings) } },
      eventInvokeConfig: { maximumEventAgeInSeconds: 60 },
    },
  });
}

function permissions(name: Door, log: aws.cloudwatch.LogGroup, { besides = [] }: DoorSettings) {
  return $util
    .all([places, log.arn, besides])
    .apply(([known, logArn, more]) => [
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [`${logArn}:*`] },
      ...statementsOf(grants[name], known as Places),
      ...more,
    ]);
}

/** What a grant opens, and where it stands. */
function environment(name: Door, settings: DoorSettings): Record<string, $util.Input<string>> {
  const { erasures: ledger, machine, secrets: known }: Granted = grants[name];
  return {
    WAYMARK_STAGE: stage.name,
    WAYMARK_TABLE: table.name,
    ...(ledger && { WAYMARK_ERASURES: erasures.name }),
    ...(machine && { WAYMARK_MACHINE: liveMachineArn }),
    // A new value is read at a cold start, and this makes one.
    ...(known && { WAYMARK_SECRETS: secretsFolder, WAYMARK_SECRETS_AS_OF: versionsOf(known) }),
    ...settings.environment,
  };
}

function versionsOf(known: readonly SecretName[]): $util.Output<string> {
  return $util.all(known.map((name) => secrets[name].version)).apply((versions) => versions.join("."));
}
