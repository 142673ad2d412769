import * as z from "zod";
import { isStandardSecret } from "./webhooks/standard-webhooks.ts";

/** What only we and our partners know. `webhook` gives every secret that is good now: two while one is being replaced. */
export interface Secrets {
  webhook(program: string, form: string): string[];
  linkKey: string;
  sessionKey: string;
  emailHash: string;
}

const Key = z.string().min(32, "write at least 32 random characters");

/** Which form has which sender is known to the packs alone; this beginning says it by itself. */
const WebhookSecret = z
  .string()
  .min(1)
  .refine((secret) => !secret.startsWith("whsec_") || isStandardSecret(secret), {
    error: "after whsec_ it is not base64; write it as the sender shows it",
  });

/** The JSON of WAYMARK_SECRETS. `webhooks` is keyed by "<program>/<form>". */
export const SecretsFile = z.strictObject({
  linkKey: Key,
  sessionKey: Key,
  emailHash: Key,
  webhooks: z.record(z.string(), z.array(WebhookSecret).min(1)).default({}),
});
export type SecretsFile = z.input<typeof SecretsFile>;

/** Reads the secrets; an error names the entry and never shows its value. */
export function readSecrets(text: string): Secrets {
  const parsed = SecretsFile.safeParse(json(text));
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(
      (issue) => `${issue.path.join(".") || "the whole"} (${issue.message})`,
    );
    throw new Error(
      `WAYMARK_SECRETS is not right: ${wrong.join(", ")}. See adapters/secrets.ts for its form.`,
    );
  }
  const { webhooks, ...keys } = parsed.data;
  return { ...keys, webhook: (program, form) => webhooks[`${program}/${form}`] ?? [] };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
