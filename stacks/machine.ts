import { advance, awaitDoor, deliver, problem, renew } from "./doors.ts";
import journey from "./journey.asl.json" with { type: "json" };
import { key } from "./key.ts";
import { machineAlias, machineArn, machineName } from "./machine-arn.ts";
import { account, folder, named, partition, region, stage } from "./stage.ts";

const functions = $util.output({
  Advance: advance.arn,
  Deliver: deliver.arn,
  Await: awaitDoor.arn,
  Renew: renew.arn,
  Problem: problem.arn,
});

const log = new aws.cloudwatch.LogGroup("JourneyLog", {
  // AWS's own beginning: the account's policy for logs of services has room for few names, and this one needs none.
  name: `/aws/vendedlogs/states${folder}/journey`,
  retentionInDays: stage.logDays,
  kmsKeyId: key.arn,
});

const role = new aws.iam.Role("JourneyRole", {
  name: named("journey"),
  assumeRolePolicy: $jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "states.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          ArnEquals: { "aws:SourceArn": machineArn },
          StringEquals: { "aws:SourceAccount": account },
        },
      },
    ],
  }),
  inlinePolicies: [
    {
      name: "inline",
      policy: $jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "CallTheFive",
            Effect: "Allow",
            Action: "lambda:InvokeFunction",
            Resource: functions.apply((arns) => Object.values(arns)),
          },
          {
            Sid: "KeepItsHistory",
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: key.arn,
            Condition: { StringEquals: { "kms:EncryptionContext:aws:states:stateMachineArn": machineArn } },
          },
          {
            Sid: "EncryptItsLog",
            Effect: "Allow",
            Action: "kms:GenerateDataKey",
            Resource: key.arn,
            Condition: {
              StringEquals: {
                "kms:EncryptionContext:SourceArn": $interpolate`arn:${partition}:logs:${region}:${account}:*`,
              },
            },
          },
          {
            // AWS knows no resource for the delivery of logs.
            Sid: "SetUpItsLog",
            Effect: "Allow",
            Action: [
              "logs:CreateLogDelivery",
              "logs:GetLogDelivery",
              "logs:UpdateLogDelivery",
              "logs:DeleteLogDelivery",
              "logs:ListLogDeliveries",
              "logs:PutResourcePolicy",
              "logs:DescribeResourcePolicies",
              "logs:DescribeLogGroups",
            ],
            Resource: "*",
          },
        ],
      }),
    },
  ],
});

/** The definition with our functions in it: the very text that the local runner executes. */
const definition = functions.apply((arns) =>
  JSON.stringify(journey).replace(/\$\{(\w+)\}/g, (_, name: keyof typeof arns) => arns[name]),
);

/** Raw, because SST's component writes a timeout that AWS refuses, and cannot loop (anomalyco/sst#6747, #6247). */
export const machine = new aws.sfn.StateMachine("Journey", {
  name: machineName,
  type: "STANDARD",
  roleArn: role.arn,
  definition,
  publish: true,
  encryptionConfiguration: {
    type: "CUSTOMER_MANAGED_KMS_KEY",
    kmsKeyId: key.arn,
    kmsDataKeyReusePeriodSeconds: 900,
  },
  // Names of states and codes of errors; never what went in or came out.
  loggingConfiguration: {
    level: "ERROR",
    includeExecutionData: false,
    logDestination: $interpolate`${log.arn}:*`,
  },
});

export const live = new aws.sfn.Alias("JourneyLive", {
  name: machineAlias,
  description: "New journeys start here; those that run keep the version they began with",
  routingConfigurations: [{ stateMachineVersionArn: machine.stateMachineVersionArn, weight: 100 }],
});
