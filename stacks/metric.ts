import type { Source } from "./alarm-list.ts";
import { deadLetters } from "./dead-letters.ts";
import { consoleApi, hooksApi, pagesApi } from "./http.ts";
import { machine } from "./machine.ts";
import { named, stage } from "./stage.ts";
import { table } from "./table.ts";

export interface Metric {
  namespace: string;
  metricName: string;
  dimensions: Record<string, $util.Input<string>>;
}

const apis = { hooks: hooksApi, pages: pagesApi, console: consoleApi };

/** What CloudWatch calls it. */
export function metricOf(source: Source): Metric {
  if ("measure" in source)
    return { namespace: "Waymark", metricName: source.measure, dimensions: { Stage: stage.name } };
  if ("door" in source)
    return {
      namespace: "AWS/Lambda",
      metricName: source.metric,
      dimensions: { FunctionName: named(source.door) },
    };
  if ("api" in source)
    return {
      namespace: "AWS/ApiGateway",
      metricName: source.metric,
      dimensions: { ApiId: apis[source.api].nodes.api.id },
    };
  if ("machine" in source)
    return {
      namespace: "AWS/States",
      metricName: source.machine,
      dimensions: { StateMachineArn: machine.arn },
    };
  if ("deadLetters" in source)
    return {
      namespace: "AWS/SQS",
      metricName: source.deadLetters,
      dimensions: { QueueName: deadLetters.name },
    };
  return { namespace: "AWS/DynamoDB", metricName: source.table, dimensions: tableDimensions(source) };
}

function tableDimensions(source: Extract<Source, { table: string }>): Metric["dimensions"] {
  if (source.table === "SystemErrors") return { TableName: table.name, Operation: source.operation };
  return { TableName: table.name, ...(source.index && { GlobalSecondaryIndexName: source.index }) };
}
