import * as z from "zod";
import type { Intake } from "#core/program/intake.ts";

export type SubmissionKey = { key: string } | { ignore: string } | undefined;

type KeyOf = (body: unknown, headers: Record<string, string | undefined>) => SubmissionKey;

const Typeform = z.looseObject({
  event_type: z.string().optional(),
  form_response: z.looseObject({ token: z.string().min(1).max(200) }),
});
const Tally = z.looseObject({
  eventType: z.string().optional(),
  data: z.looseObject({ submissionId: z.string().min(1).max(200) }),
});
const WebhookId = z.string().min(1).max(200);

/**
 * The sender's own name for a submission: the same on every retry. `ignore` for posts that are none, such as Typeform's
 * half-filled forms.
 */
export const submissionKey: Record<Intake["sender"], KeyOf> = {
  typeform: (body) => {
    const { data } = Typeform.safeParse(body);
    if (!data) return undefined;
    const { event_type: type = "form_response" } = data;
    return type === "form_response" ? { key: data.form_response.token } : { ignore: type };
  },
  tally: (body) => {
    const { data } = Tally.safeParse(body);
    if (!data) return undefined;
    const { eventType: type = "FORM_RESPONSE" } = data;
    return type === "FORM_RESPONSE" ? { key: data.data.submissionId } : { ignore: type };
  },
  "standard-webhooks": (_, headers) => {
    const { data } = WebhookId.safeParse(headers["webhook-id"]);
    return data === undefined ? undefined : { key: data };
  },
};
