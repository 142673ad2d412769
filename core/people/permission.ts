import type { MailEffect } from "../journey/effect.ts";
import type { Person } from "./person.ts";

/** Why a letter must not go out now: held until staff lift the reason, or failed so that somebody calls. */
export interface Hindrance {
  state: "held" | "failed";
  reason: "hold" | "no-consent" | "suppressed" | "no-address";
}

/** Whether we may and can write to a person. Letters of safety pass holds, and nothing else. */
export function hindrance(person: Person, urgency: MailEffect["urgency"]): Hindrance | undefined {
  if (urgency !== "safety" && person.holds.length > 0) return { state: "held", reason: "hold" };
  if (!person.consent) return { state: "held", reason: "no-consent" };
  if (person.suppressed) return { state: "held", reason: "suppressed" };
  if (!person.email) return { state: "failed", reason: "no-address" };
  return undefined;
}
