import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { feedbackSecret, type SecretsFile } from "#adapters/secrets.ts";
import { writeWhole } from "./whole-file.ts";

/**
 * This machine's own secrets, made on the first start, or on the first of a release that wants one more. Every form of
 * every program, and the provider of mail, has one to sign with, in letters that may also stand at the end of an address.
 */
export function localSecrets(forms: string[], file?: string): SecretsFile {
  const kept = file && existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SecretsFile) : undefined;
  const known = { ...fresh(), ...kept };
  const webhooks = { ...known.webhooks };
  for (const form of [...forms, feedbackSecret])
    webhooks[form] ??= [`whsec_${randomBytes(32).toString("hex")}`];
  const secrets = { ...known, webhooks };
  if (file) writeWhole(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

const key = (): string => randomBytes(32).toString("base64url");

const fresh = (): SecretsFile => ({
  linkKey: key(),
  sessionKey: key(),
  emailHash: key(),
  resendKey: "local",
  webhooks: {},
});
