import type { Mailer } from "#adapters/mailer.ts";
import type { Calls } from "./calls.ts";
import type { Arrived } from "./office.ts";

/** What was asked of the mail provider, whatever it answered. */
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

/** The way to the provider, written down, and a call like any other that a door makes. */
export function createProvider(
  calls: Calls,
  mailer: Mailer,
  mailbox: Arrived[],
  now: () => number,
): Provider {
  const asked: Asked[] = [];
  return {
    mailbox,
    asked,
    mailer: {
      async send(letter, key) {
        const request: Asked = { from: now(), key, bytes: JSON.stringify(letter) };
        asked.push(request);
        const given = await calls.gate("mail", "send", () => mailer.send(letter, key));
        request.until = now();
        return given;
      },
    },
  };
}
