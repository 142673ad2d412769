import type { Delivery, FrozenLetter, Mailer } from "#adapters/mailer.ts";
import { failure } from "#adapters/resend.ts";
import type { Calls } from "./calls.ts";
import type { Weather } from "./faults.ts";

/** A letter that the provider took, and so delivered. */
export interface Arrived {
  /** Among the commits of the database. */
  number: number;
  at: number;
  key: string;
  letter: FrozenLetter;
}

/** What was asked of it, whatever it answered. */
export interface Asked {
  from: number;
  /** Unset while there is no answer: whoever asked may have died. */
  until?: number;
  key: string;
  bytes: string;
}

export interface Provider {
  mailer: Mailer;
  mailbox: Arrived[];
  asked: Asked[];
}

/** A key is remembered for a day, and no longer. */
const memory = 86_400_000;

type Trouble = [kind: string, share: number, answer: Parameters<typeof failure>];

const error = (name: string, statusCode: number | null) =>
  ({ name, message: "injected", statusCode }) as Parameters<typeof failure>[0];

const troubles: Trouble[] = [
  ["mail 429", 0.04, [error("rate_limit_exceeded", 429), {}]],
  ["mail 429 with retry-after", 0.04, [error("rate_limit_exceeded", 429), { "retry-after": "40" }]],
  ["mail 500", 0.03, [error("internal_server_error", 500), {}]],
  ["mail 503", 0.03, [error("application_error", 503), {}]],
  ["mail reset", 0.04, [error("application_error", null), null]],
];

/** The provider as its documentation describes it, with an outage now and then that may last longer than it remembers. */
export function createProvider(
  calls: Calls,
  weather: Weather,
  now: () => number,
  next: () => number,
  outage?: { from: number; until: number },
): Provider {
  const mailbox: Arrived[] = [];
  const asked: Asked[] = [];

  function take(letter: FrozenLetter, key: string): Delivery {
    const known = mailbox.findLast((mail) => mail.key === key && now() - mail.at < memory);
    if (known && JSON.stringify(known.letter) !== JSON.stringify(letter))
      return failure(error("invalid_idempotent_request", 409), {});
    if (!known) mailbox.push({ number: next(), at: now(), key, letter: structuredClone(letter) });
    return { ok: true, id: `provider-${key}` };
  }

  async function answer(letter: FrozenLetter, key: string): Promise<Delivery> {
    const down = outage && now() >= outage.from && now() < outage.until;
    if (down) weather.tally({ kind: "mail outage", when: "before" });
    if (down && now() - outage.from > 3 * 3_600_000) return failure(error("application_error", null), null);
    for (const [kind, share, given] of troubles) if (weather.happens(kind, share)) return failure(...given);
    const taken = take(letter, key);
    const dropped = down || weather.happens("mail accepted, then dropped", 0.06);
    return dropped && taken.ok ? failure(error("application_error", null), null) : taken;
  }

  return {
    mailbox,
    asked,
    mailer: {
      async send(letter, key) {
        const request: Asked = { from: now(), key, bytes: JSON.stringify(letter) };
        asked.push(request);
        const given = await calls.gate("mail", "send", () => answer(letter, key));
        request.until = now();
        return given;
      },
    },
  };
}
