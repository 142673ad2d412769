import { deadLetters } from "./dead-letters.ts";
import { postman, retention, sweep } from "./doors.ts";
import { account, named } from "./stage.ts";

const trust = $jsonStringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "scheduler.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    },
  ],
});

every("Sweep", "rate(1 minute)", sweep);
every("Postman", "rate(1 minute)", postman);
every("Retention", "rate(1 hour)", retention);

/** A call that cannot be made becomes a dead letter; one that was made and failed is made up for by the next. */
function every(
  name: string,
  schedule: "rate(1 minute)" | "rate(1 hour)",
  job: sst.aws.Function,
): sst.aws.CronV2 {
  const physical = named(name.toLowerCase());
  return new sst.aws.CronV2(`${name}Schedule`, {
    schedule,
    function: job,
    dlq: deadLetters.arn,
    transform: {
      // Only schedules of this account may have the scheduler act as it.
      role: { name: `${physical}-schedule`, assumeRolePolicy: trust },
      schedule: (args) => {
        args.name = physical;
        args.target = $util.output(args.target).apply((target) => ({
          ...target,
          retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 60 },
        }));
      },
    },
  });
}
