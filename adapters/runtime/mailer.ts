import * as z from "zod";
import { dynamoClient } from "../dynamo-client.ts";
import { createPace } from "../pace.ts";
import { createMailer } from "../resend.ts";
import { dynamoTable } from "../table-dynamo.ts";
import { filled, part } from "./part.ts";
import { aws, place } from "./place.ts";

export const mailer = part(
  {
    /** Mails a second for the whole account: whoever sends keeps to it together with all others, by a row of the table. */
    WAYMARK_MAIL_RATE: z.coerce.number().positive().default(2),
    RESEND_BASE_URL: z.url().optional(),
    WAYMARK_TABLE: filled,
    AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
    ...aws,
  },
  (env, secrets) => {
    const client = dynamoClient({ ...place(env), endpoint: env.AWS_ENDPOINT_URL_DYNAMODB });
    const pace = createPace(dynamoTable(client, env.WAYMARK_TABLE), env.WAYMARK_MAIL_RATE);
    return createMailer({ key: secrets!.resendKey, baseUrl: env.RESEND_BASE_URL, pace });
  },
);
