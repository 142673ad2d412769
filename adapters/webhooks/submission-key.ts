import * as z from "zod";
import { readGoogleForms } from "#core/forms/senders/google-forms.ts";
import type { Intake } from "#core/program/intake.ts";

export type SubmissionKey = { key: string } | { ignore: "other-event" | "blank" } | undefined;

type KeyOf = (body: unknown, headers: Record<string, string | undefined>) => SubmissionKey;

const Typeform = z.looseObject({
  event_type: z.string().optional(),
  form_response: z.looseObject({ token: z.string().min(1).max(200) }),
});
const Tally = z.looseObject({
  eventType: z.string().optional(),
  data: z.looseObject({ submissionId: z.string().min(1).max(200) }),
});
/** Beyond 2^53, so never read as a number. */
const Jotform = z.looseObject({ submissionID: z.string().regex(/^\d{1,40}$/) });
const Google = z.looseObject({ response: z.looseObject({ id: z.string().min(1).max(200) }) });
const Microsoft = z.looseObject({
  formId: z.string().min(1).max(200),
  responseId: z.union([z.string().regex(/^\d{1,40}$/), z.int().nonnegative()]),
});
const Csv = z.looseObject({ key: z.string().min(1).max(200) });
const WebhookId = z.string().min(1).max(200);

/**
 * The sender's own name for a submission: the same on every retry. `ignore` for posts that are none, such as Typeform's
 * half-filled forms, and the blank ones that Google makes of nothing now and then.
 */
export const submissionKey: Record<Intake["sender"], KeyOf> = {
  typeform: (body) => {
    const { data } = Typeform.safeParse(body);
    if (!data) return undefined;
    const { event_type: type = "form_response" } = data;
    return type === "form_response" ? { key: data.form_response.token } : { ignore: "other-event" };
  },
  tally: (body) => {
    const { data } = Tally.safeParse(body);
    if (!data) return undefined;
    const { eventType: type = "FORM_RESPONSE" } = data;
    return type === "FORM_RESPONSE" ? { key: data.data.submissionId } : { ignore: "other-event" };
  },
  jotform: (body) => {
    const { data } = Jotform.safeParse(body);
    return data && { key: data.submissionID };
  },
  "google-forms": (body) => {
    const { data } = Google.safeParse(body);
    const sent = readGoogleForms(body);
    if (!data || !sent) return undefined;
    return sent.answers.length > 0 ? { key: data.response.id } : { ignore: "blank" };
  },
  "microsoft-forms": (body) => {
    const { data } = Microsoft.safeParse(body);
    // A response has a number that begins anew with every form.
    return data && { key: `${data.formId}/${data.responseId}` };
  },
  "standard-webhooks": (_, headers) => {
    const { data } = WebhookId.safeParse(headers["webhook-id"]);
    return data === undefined ? undefined : { key: data };
  },
  csv: (body) => {
    const { data } = Csv.safeParse(body);
    return data && { key: data.key };
  },
};
