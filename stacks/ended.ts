import { ended } from "./doors.ts";
import { machineArn } from "./machine-arn.ts";
import { named } from "./stage.ts";

// No catcher of a state machine sees its own end, so it is heard outside. EventBridge tries for a day, and Lambda twice
// more after that; what is told twice is done once.
const rule = new aws.cloudwatch.EventRule("ExecutionsEnded", {
  name: named("ended"),
  description: "Executions that were ended before their journey was",
  eventPattern: $jsonStringify({
    source: ["aws.states"],
    "detail-type": ["Step Functions Execution Status Change"],
    detail: { status: ["FAILED", "TIMED_OUT", "ABORTED"], stateMachineArn: [machineArn] },
  }),
});

const permission = new aws.lambda.Permission("ExecutionsEndedPermission", {
  action: "lambda:InvokeFunction",
  function: ended.name,
  principal: "events.amazonaws.com",
  sourceArn: rule.arn,
});

/** Its name and how it ended; what went in and came out stays where it is. */
export const target = new aws.cloudwatch.EventTarget(
  "ExecutionsEndedTarget",
  {
    rule: rule.name,
    arn: ended.arn,
    inputTransformer: {
      inputPaths: { execution: "$.detail.name", status: "$.detail.status" },
      inputTemplate: '{"execution": <execution>, "status": <status>}',
    },
  },
  { dependsOn: [permission] },
);
