/** The account that AWS's own documentation uses. */
export const account = "123456789012";

/** The ARN that a resource of this type and name would have. */
export function arnOf(type: string, name: string, region: string, inputs: Record<string, unknown>): string {
  const shape = shapes[type];
  if (shape) return `arn:aws:${shape(name, region, inputs)}`;
  const [, module = "", kind = ""] = type.split(":");
  return `arn:aws:${module.split("/")[0]}:${region}:${account}:${kind.charAt(0).toLowerCase()}${kind.slice(1)}/${name}`;
}

type Shape = (name: string, region: string, inputs: Record<string, unknown>) => string;

const regional =
  (service: string, kind: string): Shape =>
  (name, region) =>
    `${service}:${region}:${account}:${kind}${name}`;

const shapes: Record<string, Shape> = {
  "aws:acm/certificate:Certificate": regional("acm", "certificate/"),
  "aws:budgets/budget:Budget": (name) => `budgets::${account}:budget/${name}`,
  "aws:cloudwatch/eventBus:EventBus": regional("events", "event-bus/"),
  "aws:cloudwatch/eventRule:EventRule": regional("events", "rule/"),
  "aws:cloudwatch/logGroup:LogGroup": regional("logs", "log-group:"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": regional("cloudwatch", "alarm:"),
  "aws:dynamodb/table:Table": regional("dynamodb", "table/"),
  "aws:iam/policy:Policy": (name) => `iam::${account}:policy/${name}`,
  "aws:iam/role:Role": (name) => `iam::${account}:role/${name}`,
  "aws:kms/key:Key": regional("kms", "key/"),
  "aws:kms/alias:Alias": regional("kms", ""),
  "aws:lambda/function:Function": regional("lambda", "function:"),
  "aws:lambda/alias:Alias": (name, _region, { functionName }) => `${lastOf(functionName)}:${name}`,
  "aws:scheduler/schedule:Schedule": regional("scheduler", "schedule/default/"),
  "aws:sfn/stateMachine:StateMachine": regional("states", "stateMachine:"),
  "aws:sfn/alias:Alias": (name, _region, { routingConfigurations }) =>
    `${machineOf(routingConfigurations)}:${name}`,
  "aws:sns/topic:Topic": regional("sns", ""),
  "aws:sqs/queue:Queue": regional("sqs", ""),
  "aws:ssm/parameter:Parameter": (name, region) =>
    `ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`,
  "aws:s3/bucket:Bucket": (name) => `s3:::${name}`,
  "aws:s3/bucketV2:BucketV2": (name) => `s3:::${name}`,
};

/** An alias's ARN is its target's with the alias's name for a version; `arn:aws:` comes before it again. */
const lastOf = (arn: unknown): string => String(arn).replace(/^arn:aws:/, "");

function machineOf(routes: unknown): string {
  const [route] = routes as [{ stateMachineVersionArn: string }];
  return lastOf(route.stateMachineVersionArn).replace(/:\d+$/, "");
}
