import { account, folder, named, partition, region, stage } from "./stage.ts";

const service = (name: string) => ({ Service: name });
const wholeAccount = { StringEquals: { "aws:SourceAccount": account } };
const logsOfOurs = $interpolate`arn:${partition}:logs:${region}:${account}:log-group:`;

// What a retained table holds is gone for good without its key.
const outlivesData = { retainOnDelete: stage.removal !== "remove", protect: stage.protect };

/**
 * The one key of the stage: tables, state machine, secrets, logs and alarms are encrypted with it. Roles are given their use
 * of it where they are made; here stand the services that work for us without a role of ours.
 */
export const key = new aws.kms.Key(
  "Key",
  {
    description: `Everything that ${named("*")} keeps`,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: $jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          // Without it nobody could ever change this policy again; what a role may do is said in the role.
          Sid: "AccountDecidesByIam",
          Effect: "Allow",
          Principal: { AWS: $interpolate`arn:${partition}:iam::${account}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "LogsAreWritten",
          Effect: "Allow",
          Principal: service(`logs.${region}.amazonaws.com`),
          Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
          Resource: "*",
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn": [
                $interpolate`${logsOfOurs}${folder}/*`,
                $interpolate`${logsOfOurs}/aws/vendedlogs/*${folder}/*`,
              ],
            },
          },
        },
        {
          // The state machine hands its errors to CloudWatch's delivery, encrypted under this very context.
          Sid: "LogsAreDelivered",
          Effect: "Allow",
          Principal: service("delivery.logs.amazonaws.com"),
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:SourceArn": $interpolate`arn:${partition}:logs:${region}:${account}:*`,
            },
          },
        },
        {
          Sid: "AlarmsAreTold",
          Effect: "Allow",
          Principal: service("cloudwatch.amazonaws.com"),
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: "*",
          Condition: wholeAccount,
        },
      ],
    }),
  },
  outlivesData,
);

export const keyAlias = new aws.kms.Alias("KeyAlias", {
  name: `alias/${named("key")}`,
  targetKeyId: key.keyId,
});
