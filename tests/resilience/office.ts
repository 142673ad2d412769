import type { Delivery, FrozenLetter, Mailer } from "#adapters/mailer.ts";
import { failure } from "#adapters/resend.ts";
import type { Weather } from "./faults.ts";

/** A letter that the provider took, and so delivered. */
export interface Arrived {
  /** Among the commits of the database. */
  number: number;
  at: number;
  key: string;
  letter: FrozenLetter;
}

/** What the provider says instead of taking a letter; without a status, the line is cut. */
export interface Refusal {
  name: "rate_limit_exceeded" | "internal_server_error" | "application_error" | "invalid_idempotent_request";
  statusCode: number | null;
  headers: Record<string, string>;
}

/** The mail provider behind its door, as its documentation describes it, whatever way a letter comes to it. */
export interface Office {
  mailbox: Arrived[];
  /** What goes wrong with a request before it is looked at. */
  refuses(): Refusal | undefined;
  /** False for another letter under a key that it knows. */
  take(letter: FrozenLetter, key: string): boolean;
  /** Whether nobody hears that it took one. */
  falls(): boolean;
}

/** A key is remembered for a day, and no longer. */
const memory = 86_400_000;

const refusal = (
  name: Refusal["name"],
  statusCode: number | null,
  headers: Refusal["headers"] = {},
): Refusal => ({ name, statusCode, headers });

/** The line breaks. */
export const cut = refusal("application_error", null);
export const otherBytes = refusal("invalid_idempotent_request", 409);

const troubles: [kind: string, share: number, refusal: Refusal][] = [
  ["mail 429", 0.04, refusal("rate_limit_exceeded", 429)],
  ["mail 429 with retry-after", 0.04, refusal("rate_limit_exceeded", 429, { "retry-after": "40" })],
  ["mail 500", 0.03, refusal("internal_server_error", 500)],
  ["mail 503", 0.03, refusal("application_error", 503)],
  ["mail reset", 0.04, cut],
];

/** With an outage now and then that may last longer than it remembers. `next` numbers what arrives. */
export function createOffice(
  weather: Weather,
  now: () => number,
  next: () => number,
  outage?: { from: number; until: number },
): Office {
  const mailbox: Arrived[] = [];
  const isDown = () => outage !== undefined && now() >= outage.from && now() < outage.until;

  return {
    mailbox,
    refuses() {
      if (isDown()) weather.tally({ kind: "mail outage", when: "before" });
      if (isDown() && now() - outage!.from > 3 * 3_600_000) return cut;
      for (const [kind, share, given] of troubles) if (weather.happens(kind, share)) return given;
      return undefined;
    },
    take(letter, key) {
      const known = mailbox.findLast((mail) => mail.key === key && now() - mail.at < memory);
      if (known) return JSON.stringify(known.letter) === JSON.stringify(letter);
      mailbox.push({ number: next(), at: now(), key, letter: structuredClone(letter) });
      return true;
    },
    falls: () => isDown() || weather.happens("mail accepted, then dropped", 0.06),
  };
}

/** As our own adapter would say it after a request, without one. */
export const inProcess = (office: Office): Mailer => ({
  async send(letter, key): Promise<Delivery> {
    const refused = office.refuses();
    if (refused) return said(refused);
    const taken = office.take(letter, key);
    const fell = office.falls();
    if (!taken) return said(otherBytes);
    return fell ? said(cut) : { ok: true, id: `provider-${key}` };
  },
});

const said = ({ name, statusCode, headers }: Refusal): Delivery =>
  failure({ name, statusCode, message: "injected" } as Parameters<typeof failure>[0], headers);
