import { stageNamed } from "./stages.ts";

/** The stage that is being deployed. */
export const stage = stageNamed($app.stage, process.env);

/** What our resources are called in the account: waymark-production-sweep. */
export const named = (noun: string): string => `${$app.name}-${$app.stage}-${noun}`;

/** Where our logs and parameters stand: /waymark/production/... */
export const folder = `/${$app.name}/${$app.stage}`;

export const region = stage.region;
export const account = aws.getCallerIdentityOutput().accountId;
export const partition = aws.getPartitionOutput().partition;
