import { type Intake, isUnsigned, trustQuestion } from "../program/intake.ts";
import { type Sent, sentValue } from "./sent.ts";

/** verified: whoever sent it holds the form's secret and signed these bytes. unverified: it came to an address that nobody guesses. */
export const trusts = ["verified", "unverified"] as const;
export type Trust = (typeof trusts)[number];

export const trustOf = (sender: Intake["sender"]): Trust => (isUnsigned(sender) ? "unverified" : "verified");

/** The answers with our own word on how far they can be trusted, and with nobody else's. */
export function withTrust({ answers }: Sent, trust: Trust): Sent {
  const theirs = answers.filter(({ names }) => !names.includes(trustQuestion));
  return { answers: [...theirs, { names: [trustQuestion], values: sentValue(trust) }] };
}
