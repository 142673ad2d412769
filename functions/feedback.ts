import { guardedJson } from "#adapters/guarded-json.ts";
import { bind, type Has, machine, secrets, store } from "#adapters/runtime.ts";
import { readResendEvent } from "#adapters/webhooks/resend-event.ts";
import { verifySvix } from "#adapters/webhooks/standard-webhooks.ts";
import { hear } from "./hear.ts";
import type { HookRequest } from "./hook.ts";
import { fromHttp, type HttpEvent, toHttp } from "./hook-event.ts";
import { type Refusal, refuse, sizeFault } from "./hook-limits.ts";

type Feedback = Has<"store" | "machine" | "secrets">;

export type FeedbackReply =
  | {
      status: 200;
      body: { state: "stored" | "known" } | { state: "ignored"; why: "other-event" | "not-ours" };
    }
  | Refusal;

/**
 * Hears from the mail provider what became of letters. All that follows from it is done before the answer; whatever fails
 * is done again when the provider repeats itself, which it does for more than a day.
 */
export const create =
  (runtime: Feedback) =>
  async (request: Pick<HookRequest, "headers" | "rawBody">): Promise<FeedbackReply> => {
    const reply = await answer(runtime, request);
    if ("error" in reply.body) {
      runtime.log.error("feedback.refused", { refusal: reply.body.error.code });
      runtime.meter.record({ HooksRefused: 1 });
    }
    return reply;
  };

/** As an HTTP API calls it. */
export const handler = bind(
  (runtime: Feedback) => async (event: HttpEvent) => toHttp(await create(runtime)(fromHttp(event))),
  { store, machine, secrets: secrets("webhooks") },
);

async function answer(
  runtime: Feedback,
  { headers, rawBody }: Pick<HookRequest, "headers" | "rawBody">,
): Promise<FeedbackReply> {
  const tooMuch = sizeFault({ headers, rawBody });
  if (tooMuch) return tooMuch;
  if (!verifySvix(headers, rawBody, runtime.secrets.feedback))
    return refuse(
      401,
      "signature.wrong",
      "The signature is missing or wrong. Compare the webhook's signing secret.",
    );
  const read = guardedJson(rawBody);
  if (!("value" in read)) return refuse(read.status, read.code, read.message);
  const heard = readResendEvent(read.value);
  if (!heard) return refuse(422, "body.no-event", "This is no event as Resend sends it.");
  const state = "ignore" in heard ? heard.ignore : await hear(runtime, heard);
  return state === "stored" || state === "known"
    ? { status: 200, body: { state } }
    : { status: 200, body: { state: "ignored", why: state } };
}
