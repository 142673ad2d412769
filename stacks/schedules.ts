import { deadLetters } from "./dead-letters.ts";
import { postman, retention, sweep } from "./doors.ts";
import { named } from "./stage.ts";

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
      role: { name: `${physical}-schedule` },
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
