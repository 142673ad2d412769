import type { Mail } from "./store.ts";

/** A letter whose bytes never change again. */
export type FrozenLetter = NonNullable<Mail["frozen"]>;

export type Delivery =
  | { ok: true; id: string }
  /**
   * `refused` says whose fault it is: ours (key, quota, sender) or the letter's; only the latter fails the letter. "rest":
   * it was not even tried, since the provider wants to be left alone for longer than one waits for a turn.
   */
  | {
      ok: false;
      code: string;
      retryable: boolean;
      afterSeconds?: number;
      refused?: "us" | "letter" | "rest";
    };

/** Sends one letter, links filled in. The same key with the same bytes is the same mail for a day. Never throws. */
export interface Mailer {
  send(letter: FrozenLetter, key: string): Promise<Delivery>;
}
