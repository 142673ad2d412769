import { vi } from "vitest";
import { day } from "#adapters/moment.ts";
import { createPace, type Wall } from "#adapters/pace.ts";
import { createMailer } from "#adapters/resend.ts";
import type { Table } from "#adapters/table.ts";
import type { WorldTime } from "../functions/a-world.ts";

/** What may become of one request. "lost": it was taken, and nobody heard. */
export type Trouble = "429" | "429, come back" | "500" | "503" | "reset" | "dns" | "lost";

interface Taken {
  key: string;
  at: number;
  body: string;
  id: string;
}

const perSecond = 2;

/**
 * The mail provider at the other end of the real SDK's fetch, in the time of a world: it remembers a key for a day, refuses
 * another body under it, and turns away whoever asks too often.
 */
export function aProvider(
  trouble: (request: { key: string; number: number; at: number }) => Trouble | undefined,
) {
  const provider = {
    taken: [] as Taken[],
    requests: [] as number[],
    troubles: {} as Record<string, number>,
    conflicts: 0,
    tooFast: 0,
    /** Bodies by key, each once. */
    bodies: new Map<string, Set<string>>(),
    now: () => 0,
  };
  const last = new Map<string, Taken>();
  let count = 0;

  const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  const fault = (statusCode: number, name: string, headers = {}) =>
    answer(statusCode, { statusCode, name, message: "" }, headers);
  const broken = (code: string) =>
    new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });

  function take(key: string, body: string, at: number): Response {
    const known = last.get(key);
    if (known && at - known.at < day * 1000) {
      if (known.body === body) return answer(200, { id: known.id });
      provider.conflicts += 1;
      return fault(409, "invalid_idempotent_request");
    }
    const taken = { key, at, body, id: `em_${provider.taken.length + 1}` };
    provider.taken.push(taken);
    last.set(key, taken);
    return answer(200, { id: taken.id });
  }

  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    const key = new Headers(init.headers).get("idempotency-key") ?? "";
    const body = String(init.body);
    const at = provider.now();
    provider.bodies.set(key, (provider.bodies.get(key) ?? new Set()).add(body));
    if (provider.requests.filter((moment) => moment > at - 1000).length >= perSecond) provider.tooFast += 1;
    provider.requests = [...provider.requests.slice(-perSecond), at];
    count += 1;
    const met = trouble({ key, number: count, at });
    if (met) provider.troubles[met] = (provider.troubles[met] ?? 0) + 1;
    if (met === "429") return fault(429, "rate_limit_exceeded");
    if (met === "429, come back") return fault(429, "rate_limit_exceeded", { "retry-after": "3" });
    if (met === "500") return fault(500, "internal_server_error");
    if (met === "503") return answer(503, "<html>busy</html>");
    if (met === "reset" || met === "dns") throw broken(met === "dns" ? "ENOTFOUND" : "ECONNRESET");
    const taken = take(key, body, at);
    if (met === "lost") throw broken("ECONNRESET");
    return taken;
  });
  return provider;
}

export type Provider = ReturnType<typeof aProvider>;

/** The real mailer, with its turns kept in a table, in the time of a world. */
export const mailerOf = (provider: Provider, table: Table) => (time: WorldTime) => {
  const wall: Wall = {
    now: () => Date.parse(time.now()),
    pause: async (milliseconds) => time.wait(milliseconds / 1000),
  };
  provider.now = wall.now;
  return createMailer({ key: "re_test", pace: createPace(table, perSecond, wall) });
};

/** The same sequence for the same seed: numbers from 0 to 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
