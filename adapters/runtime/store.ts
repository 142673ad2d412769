import * as z from "zod";
import { dynamoClient } from "../dynamo-client.ts";
import { createStore } from "../store/store.ts";
import { dynamoTable } from "../table-dynamo.ts";
import { filled, part } from "./part.ts";
import { aws, place } from "./place.ts";

export const store = part(
  { WAYMARK_TABLE: filled, AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(), ...aws },
  (env, secrets) => {
    const client = dynamoClient({ ...place(env), endpoint: env.AWS_ENDPOINT_URL_DYNAMODB });
    return createStore(dynamoTable(client, env.WAYMARK_TABLE), secrets);
  },
);
