import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/** An answer takes milliseconds. The SDK by itself waits without end on a socket that died while its Lambda was frozen. */
const timeouts = { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true };

/**
 * DynamoDB's client with an end to every wait. Four tries of four seconds and the pauses between them, at most 1, 2 and 4
 * seconds when throttled, come to 23: less than the 29 that an HTTP API gives a door. The mode `adaptive` would slow a
 * whole Lambda down for one hot key; in `standard` the SDK's budget of retries ends a storm.
 */
export function dynamoClient(
  place: Pick<DynamoDBClientConfig, "region" | "endpoint" | "credentials">,
): DynamoDBClient {
  return new DynamoDBClient({
    ...place,
    maxAttempts: 4,
    retryMode: "standard",
    requestHandler: timeouts,
  });
}
