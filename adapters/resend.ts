import { type ErrorResponse, Resend } from "resend";
import { mailTag } from "./mail-tag.ts";
import type { Delivery, FrozenLetter, Mailer } from "./mailer.ts";
import type { Pace } from "./pace.ts";

/** A request that takes longer than this is given up; the idempotency key makes the next try safe. */
const patience = 10_000;

/** The Mailer over the real SDK, which never throws, never waits and never repeats: all three are done here or by the Postman. */
export function createMailer({ key, baseUrl, pace }: { key: string; baseUrl?: string; pace: Pace }): Mailer {
  const resend = new Resend(key, baseUrl ? { baseUrl } : undefined);
  return {
    async send(letter, id) {
      // Without its row nobody knows whose turn it is; nothing else would go well either.
      const missing = await pace.turn().catch(() => noTurn);
      if (missing > 0) return resting(missing);
      const signal = AbortSignal.timeout(patience);
      const { data, error, headers } = await resend.emails.send(bodyOf(letter, id), {
        idempotencyKey: id,
        signal,
      });
      await heed(pace, error, headers).catch(() => undefined);
      return error ? failure(error, headers) : { ok: true, id: data.id };
    },
  };
}

const noTurn = 60;

const resting = (afterSeconds: number): Delivery => ({
  ok: false,
  code: "provider_rests",
  retryable: true,
  afterSeconds,
  refused: "rest",
});

/** What the provider says of its limits holds for all letters, not only for this one. */
async function heed(pace: Pace, error: ErrorResponse | null, headers: Headers): Promise<void> {
  const limit = numberIn(headers, "ratelimit-limit");
  if (limit !== undefined) pace.limit(limit / (windowOf(headers) ?? 1));
  if (error?.name !== "rate_limit_exceeded") return;
  await pace.rest(numberIn(headers, "retry-after") ?? numberIn(headers, "ratelimit-reset") ?? 1);
}

type Headers = Record<string, string> | null;

/** "2;w=1": two in a window of one second. */
const windowOf = (headers: Headers): number | undefined => {
  const seconds = Number(/;\s*w=(\d+)/.exec(headers?.["ratelimit-policy"] ?? "")?.[1]);
  return seconds > 0 ? seconds : undefined;
};

/** More than an hour is no moment but a mistake. */
function numberIn(headers: Headers, name: string): number | undefined {
  const number = Number(headers?.[name]);
  return Number.isFinite(number) && number > 0 ? Math.min(number, 3600) : undefined;
}

function bodyOf({ from, replyTo, to, subject, html, text, headers }: FrozenLetter, key: string) {
  return { from, replyTo, to, subject, html, text, headers, tags: [mailTag(key)] };
}

const quotas = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);
const again = new Set(["rate_limit_exceeded", "concurrent_idempotent_requests", "internal_server_error"]);
const our = new Set([
  "missing_api_key",
  "invalid_api_key",
  "restricted_api_key",
  "invalid_access",
  "invalid_from_address",
  "not_found",
  "method_not_allowed",
  "invalid_region",
  "security_error",
]);

/** What an error means for the letter: try again soon, wait until we have mended something, or give it up. */
export function failure(error: ErrorResponse, headers: Headers): Delivery {
  // A proxy in between answers whatever it likes.
  const code = typeof error.name === "string" ? error.name : "unnamed_error";
  const status = typeof error.statusCode === "number" ? error.statusCode : undefined;
  if (quotas.has(code)) return { ok: false, code, retryable: true, afterSeconds: 3600, refused: "us" };
  if (our.has(code) || status === 401 || status === 403) {
    return { ok: false, code, retryable: true, afterSeconds: 900, refused: "us" };
  }
  const transient = again.has(code) || status === undefined || status === 429 || status >= 500;
  if (transient) return { ok: false, code, retryable: true, ...retryAfter(headers) };
  return { ok: false, code, retryable: false, refused: "letter" };
}

function retryAfter(headers: Headers): { afterSeconds?: number } {
  const afterSeconds = numberIn(headers, "retry-after");
  return afterSeconds === undefined ? {} : { afterSeconds };
}
