import { named } from "./stage.ts";

/**
 * What could not be handed over: keys of rows and calls of schedules, never anything of a person. SQS's own encryption
 * serves, so that neither the scheduler nor the stream needs our key.
 */
export const deadLetters = new aws.sqs.Queue("DeadLetters", {
  name: named("dead-letters"),
  sqsManagedSseEnabled: true,
  messageRetentionSeconds: 14 * 24 * 60 * 60,
});
