import { isPlaceholder } from "#adapters/placeholder.ts";
import { feedbackSecret, jotformSecret, SecretsFile } from "#adapters/secrets.ts";
import { Slug } from "#core/program/identifier.ts";
import { type SecretName, secretNames } from "../secret-names.ts";
import type { Environment, Fault } from "./fault.ts";

export type Given = Record<string, string | undefined>;

const titles = Object.entries(secretNames).map(([name, { sst }]) => ({
  name: name as SecretName,
  title: sst,
}));

/** SST hands the values of its secrets to the program in its environment, under their names there. */
export const secretsIn = (env: Environment): Given =>
  Object.fromEntries(titles.map(({ title }) => [title, env[`SST_SECRET_${title}`]?.trim() || undefined]));

/** Secrets that are missing, too weak to be one, or the same for two uses. No message shows a value. */
export function secretFaults(given: Given, stage: string): Fault[] {
  const missing = titles.filter(({ title }) => given[title] === undefined).map(({ title }) => title);
  const weak = titles.flatMap(({ name, title }) => {
    const why = given[title] === undefined ? undefined : weakness(name, given[title]);
    return why ? [{ title, why }] : [];
  });
  return [
    ...(missing.length > 0 ? [absent(missing, stage)] : []),
    ...weak.map(({ title, why }) => ({
      what: `The secret ${title} will not do: ${why}.`,
      mend: [setting(title, stage)],
    })),
    ...reused(given, stage),
  ];
}

const absent = (missing: string[], stage: string): Fault => ({
  what: `${missing.length === 1 ? "A secret is" : "Secrets are"} missing: ${missing.join(", ")}.`,
  mend: missing.map((title) => setting(title, stage)),
});

const examples: Record<string, string> = {
  ResendKey: "re_...",
  Webhooks: `'{"my-program/application":["the secret that the form shows"]}'`,
};

const setting = (title: string, stage: string): string =>
  `npx sst secret set ${title} ${examples[title] ?? '"$(openssl rand -base64 32)"'} --stage ${stage}`;

/** A parameter holds 8 KB. */
const mostWebhooks = 8192;
function weakness(name: SecretName, value: string): string | undefined {
  if (name === "webhooks") return webhooksWeakness(value);
  if (isPlaceholder(value)) return "it reads like a placeholder";
  if (name === "resendKey")
    return /^re_\w{10,}$/.test(value)
      ? undefined
      : 'a key of Resend\'s begins with "re_" and goes on for longer';
  const parsed = SecretsFile.shape[name].safeParse(value);
  if (!parsed.success) return parsed.error.issues.map(({ message }) => message).join(", ");
  return value.split(",").some((key) => new Set(key.trim()).size < 12) ? "it is not random" : undefined;
}

function webhooksWeakness(value: string): string | undefined {
  if (value.length > mostWebhooks) return `it is longer than ${mostWebhooks} characters`;
  const parsed = SecretsFile.shape.webhooks.safeParse(json(value));
  if (!parsed.success)
    return `it is JSON of {"<program>/<form>": ["secret"]}, and here ${parsed.error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`).join(", ")}`;
  const wrong = Object.keys(parsed.data).filter((form) => !isForm(form));
  if (wrong.length > 0) return `"${wrong.join('", "')}" should read "<program>/<form>"`;
  const short = Object.entries(parsed.data).filter(([, secrets]) =>
    secrets.some((text) => text.length < 16 || isPlaceholder(text)),
  );
  return short.length > 0
    ? `what is given for ${short.map(([form]) => form).join(", ")} is shorter than 16 characters or reads like a placeholder`
    : undefined;
}

/** Or whom the whole account has to do with. */
function isForm(form: string): boolean {
  if (form === feedbackSecret || form === jotformSecret) return true;
  const parts = form.split("/");
  return parts.length === 2 && parts.every((part) => Slug.safeParse(part).success);
}

/** Whoever learns one of them should not have learned another. */
function reused(given: Given, stage: string): Fault[] {
  const uses = titles.filter(({ name }) => name !== "webhooks" && name !== "resendKey");
  const keys = uses.flatMap(({ title }) =>
    (given[title] ?? "").split(",").map((key) => ({ title, key: key.trim() })),
  );
  const same = keys.filter(
    ({ title, key }) => key && keys.some((other) => other.title !== title && other.key === key),
  );
  const named = [...new Set(same.map(({ title }) => title))];
  if (named.length === 0) return [];
  return [
    {
      what: `${named.join(" and ")} have the same value.`,
      mend: named.map((title) => setting(title, stage)),
    },
  ];
}

/** Text that is no JSON stays text, which is refused: nothing at all would count as "no forms yet". */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
