import { type AlarmSpec, alarmList, type Source } from "./alarm-list.ts";
import { key } from "./key.ts";
import { metricOf } from "./metric.ts";
import { account, named, stage } from "./stage.ts";

const runbook = "docs/runbook.md";

/** A stage without an address has nobody to tell, and no alarms. */
export const alarms = stage.alarmsTo ? ring(stage.alarmsTo) : [];

function ring(address: string): aws.cloudwatch.MetricAlarm[] {
  const topic = new aws.sns.Topic("Alarms", { name: named("alarms"), kmsMasterKeyId: key.id });
  new aws.sns.TopicPolicy("AlarmsPolicy", {
    arn: topic.arn,
    policy: $jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OurAlarmsOnly",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: topic.arn,
          Condition: { StringEquals: { "aws:SourceAccount": account } },
        },
      ],
    }),
  });
  // AWS asks the address to confirm: until somebody presses the link in that mail, no alarm arrives.
  new aws.sns.TopicSubscription("AlarmsMail", { topic: topic.arn, protocol: "email", endpoint: address });
  return alarmList.map((spec) => alarm(spec, topic));
}

function alarm(spec: AlarmSpec, topic: aws.sns.Topic): aws.cloudwatch.MetricAlarm {
  const { each, of: periods, bad = periods } = spec.minutes;
  return new aws.cloudwatch.MetricAlarm(`Alarm-${spec.anchor}`, {
    name: named(spec.anchor),
    alarmDescription: `${spec.says}. ${runbook}#${spec.anchor}`,
    ...watched(spec, each * 60),
    comparisonOperator: spec.below ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
    threshold: spec.at,
    evaluationPeriods: periods,
    datapointsToAlarm: bad,
    treatMissingData: spec.silence === "bad" ? "breaching" : "notBreaching",
    alarmActions: [topic.arn],
    okActions: [topic.arn],
  });
}

function watched(spec: AlarmSpec, period: number): Partial<aws.cloudwatch.MetricAlarmArgs> {
  if (isOne(spec.of)) return { ...metricOf(spec.of), statistic: spec.statistic, period };
  const parts = Object.entries(spec.of);
  const expression = spec.expression ?? parts.map(([id]) => `FILL(${id}, 0)`).join(" + ");
  return {
    metricQueries: [
      { id: "watched", expression, label: spec.anchor, returnData: true },
      ...parts.map(([id, source]) => ({
        id,
        returnData: false,
        metric: { ...metricOf(source), stat: spec.statistic, period },
      })),
    ],
  };
}

/** A source says its kind with a text; the names of several say it with sources. */
function isOne(of: AlarmSpec["of"]): of is Source {
  return Object.values(of).some((value) => typeof value === "string");
}
