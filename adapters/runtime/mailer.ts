import * as z from "zod";
import { createMailer } from "../resend.ts";
import { part } from "./part.ts";

export const mailer = part(
  {
    /** Mails a second for the whole account. */
    WAYMARK_MAIL_RATE: z.coerce.number().positive().default(2),
    RESEND_BASE_URL: z.url().optional(),
  },
  (env, secrets) =>
    createMailer({
      key: secrets!.resendKey,
      baseUrl: env.RESEND_BASE_URL,
      perSecond: env.WAYMARK_MAIL_RATE,
    }),
);
