import * as z from "zod";
import { dynamoClient } from "../dynamo-client.ts";
import { createErasures } from "../erasures.ts";
import { dynamoTable } from "../table-dynamo.ts";
import { filled, part } from "./part.ts";
import { aws, place } from "./place.ts";

export const erasures = part(
  { WAYMARK_ERASURES: filled, AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(), ...aws },
  (env) => {
    const client = dynamoClient({ ...place(env), endpoint: env.AWS_ENDPOINT_URL_DYNAMODB });
    return createErasures(dynamoTable(client, env.WAYMARK_ERASURES));
  },
);
