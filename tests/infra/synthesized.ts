import { fileURLToPath } from "node:url";
import { evaluate } from "#synth/evaluate.ts";
import type { Synth } from "#synth/synth.ts";

const made = new Map<string, Promise<Synth>>();

/** Values that are nobody's and that a test can look for where no secret may be. */
export const secrets = {
  LinkKey: "planted-link-key-0123456789abcdef0123456789",
  SessionKey: "planted-session-key-0123456789abcdef0123456789",
  EmailHash: "planted-email-hash-0123456789abcdef0123456789",
  ResendKey: "re_planted_resend_key",
  Webhooks: '{"planted/form":["planted-webhook-secret"]}',
};

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The house as this stage would deploy it, with the code of its functions only where it is asked for; evaluated once for a test file. */
export function synthesized(stage: string, bundle = false): Promise<Synth> {
  const known = made.get(stage) ?? evaluate({ root, stage, secrets, bundle });
  made.set(stage, known);
  return known;
}
