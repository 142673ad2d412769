import { readFile } from "node:fs/promises";
import * as z from "zod";
import { readParameters } from "./parameters.ts";
import { isStandardSecret } from "./webhooks/standard-secret.ts";

/** What only we and our partners know. A door has those that it was given; asking for another one throws. */
export interface Secrets {
  /** Every secret of a form that is good now: two while one is being replaced. */
  webhook(program: string, form: string): string[];
  /** What the mail provider signs with when it says what became of a letter. */
  feedback: string[];
  /** With which Jotform is asked what was sent; none where it is not. */
  jotformKeys: string[];
  /** What links are signed with, newest first: the one before stays until its last links have expired. */
  linkKeys: readonly string[];
  /** What staff's sessions, invitations and forms are signed with, and the secrets of their apps sealed. */
  sessionKey: string;
  /** The same, and the one before while apps are still sealed with it; newest first. */
  sessionKeys: readonly string[];
  emailHash: string;
  resendKey: string;
}

const Key = z.string().min(32, "write at least 32 random characters");

/** One key, or "newer,older". */
const Keys = z
  .string()
  .transform((text) => text.split(",").map((key) => key.trim()))
  .pipe(z.array(Key).min(1).max(2));

/** Which form has which sender is known to the packs alone; this beginning says it by itself. */
const WebhookSecret = z
  .string()
  .min(1)
  .refine((secret) => !secret.startsWith("whsec_") || isStandardSecret(secret), {
    error: "after whsec_ it is not base64; write it as the sender shows it",
  });

/** The mail provider posts for the whole account: no program, so no slash. */
export const feedbackSecret = "resend";
/** Not a secret of a form but the key of an account, in the hands of the door that takes forms in. */
export const jotformSecret = "jotform";

/**
 * The secrets as they are kept: one JSON locally, in the cloud a parameter each. `webhooks` is keyed by "<program>/<form>",
 * by "resend" for what the mail provider says of letters, and by "jotform" for the API keys with which Jotform is asked.
 */
export const SecretsFile = z.strictObject({
  linkKey: Keys,
  sessionKey: Keys,
  emailHash: Key,
  resendKey: z.string().min(1),
  webhooks: z.record(z.string(), z.array(WebhookSecret).min(1)).default({}),
});
export type SecretsFile = z.input<typeof SecretsFile>;
export type SecretName = keyof SecretsFile;

export interface Place {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/**
 * Reads the named secrets from where `WAYMARK_SECRETS` says: JSON, the path of a file of JSON, or `ssm:<path>/`, whose
 * parameters are named like the entries. An error names the entry and never shows its value.
 */
export async function loadSecrets(from: string, names: SecretName[], place: Place): Promise<Secrets> {
  const found = from.startsWith("ssm:")
    ? await readParameters(from.slice("ssm:".length), names, place)
    : json(from.trimStart().startsWith("{") ? from : await readFile(from, "utf8"));
  return readSecrets(found, names);
}

export function readSecrets(found: unknown, names: SecretName[]): Secrets {
  const mask = Object.fromEntries(names.map((name) => [name, true])) as Record<SecretName, true>;
  const parsed = SecretsFile.strip().pick(mask).safeParse(found);
  if (parsed.success) return secretsOf(parsed.data as Partial<z.output<typeof SecretsFile>>);
  const wrong = parsed.error.issues.map(
    (issue) => `${issue.path.join(".") || "the whole"} (${issue.message})`,
  );
  throw new Error(`WAYMARK_SECRETS is not right: ${wrong.join(", ")}. See adapters/secrets.ts for its form.`);
}

function secretsOf(given: Partial<z.output<typeof SecretsFile>>): Secrets {
  const known = <K extends SecretName>(name: K) => {
    const value = given[name];
    if (value === undefined) throw new Error(`secrets.not-granted: this door was not given "${name}".`);
    return value;
  };
  return {
    webhook: (program, form) => known("webhooks")[`${program}/${form}`] ?? [],
    get feedback() {
      return known("webhooks")[feedbackSecret] ?? [];
    },
    get jotformKeys() {
      return known("webhooks")[jotformSecret] ?? [];
    },
    get linkKeys() {
      return known("linkKey");
    },
    get sessionKey() {
      return known("sessionKey")[0]!;
    },
    get sessionKeys() {
      return known("sessionKey");
    },
    get emailHash() {
      return known("emailHash");
    },
    get resendKey() {
      return known("resendKey");
    },
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
