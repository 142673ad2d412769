import { deadLetters } from "./dead-letters.ts";
import { map, postman } from "./doors.ts";
import { table } from "./table.ts";

// The stream only makes things quick: what it drops after a minute, the sweep and the postman's schedule find in the table.
const nudge = {
  eventSourceArn: table.nodes.table.streamArn,
  startingPosition: "LATEST",
  maximumRecordAgeInSeconds: 60,
  bisectBatchOnFunctionError: true,
};

export const submissions = new aws.lambda.EventSourceMapping("SubmissionStream", {
  ...nudge,
  functionName: map.arn,
  batchSize: 10,
  maximumRetryAttempts: 2,
  filterCriteria: only({ sk: ["SUBMISSION"] }),
  destinationConfig: { onFailure: { destinationArn: deadLetters.arn } },
});

export const mails = new aws.lambda.EventSourceMapping("MailStream", {
  ...nudge,
  functionName: postman.arn,
  batchSize: 1000,
  maximumRetryAttempts: 0,
  filterCriteria: only({ sk: [{ prefix: "MAIL#" }, "LOGIN"] }),
});

/** New rows alone: a changed one, and its own changes above all, would call the function again for nothing. */
function only({ sk }: { sk: (string | { prefix: string })[] }) {
  const pattern = { eventName: ["INSERT"], dynamodb: { Keys: { sk: { S: sk } } } };
  return { filters: [{ pattern: JSON.stringify(pattern) }] };
}
