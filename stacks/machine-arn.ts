import { account, named, partition, region } from "./stage.ts";

export const machineName = named("journey");
export const machineAlias = "live";

// Written, not taken from the machine: the machine calls functions that must know it, so one of both has to come first.
const states = $interpolate`arn:${partition}:states:${region}:${account}`;

export const machineArn = $interpolate`${states}:stateMachine:${machineName}`;
/** What journeys are started from: an execution keeps the version it began with. */
export const liveMachineArn = $interpolate`${machineArn}:${machineAlias}`;
export const executionArns = $interpolate`${states}:execution:${machineName}:*`;
