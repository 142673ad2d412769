import { setTimeout as pause } from "node:timers/promises";
import { type ErrorResponse, Resend } from "resend";
import { mailTag } from "./mail-tag.ts";
import type { Delivery, FrozenLetter, Mailer } from "./mailer.ts";

/** A request that takes longer than this is given up; the idempotency key makes the next try safe. */
const patience = 10_000;

/** The Mailer over the real SDK, which never throws, never waits and never repeats: all three are done here or by the Postman. */
export function createMailer(options: { key: string; baseUrl?: string; perSecond: number }): Mailer {
  const resend = new Resend(options.key, options.baseUrl ? { baseUrl: options.baseUrl } : undefined);
  const turn = pacer(1000 / options.perSecond);
  return {
    async send(letter, key) {
      await turn();
      const signal = AbortSignal.timeout(patience);
      const { data, error, headers } = await resend.emails.send(bodyOf(letter, key), {
        idempotencyKey: key,
        signal,
      });
      return error ? failure(error, headers) : { ok: true, id: data.id };
    },
  };
}

function bodyOf({ from, replyTo, to, subject, html, text, headers }: FrozenLetter, key: string) {
  return { from, replyTo, to, subject, html, text, headers, tags: [mailTag(key)] };
}

/** Spreads requests evenly: the provider counts them for the whole account. */
function pacer(gap: number): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + gap;
    if (at > now) await pause(at - now);
  };
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
export function failure(error: ErrorResponse, headers: Record<string, string> | null): Delivery {
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

function retryAfter(headers: Record<string, string> | null): { afterSeconds?: number } {
  const seconds = Number(headers?.["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? { afterSeconds: Math.min(seconds, 3600) } : {};
}
