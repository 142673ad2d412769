import { loadSecrets, type Place, type SecretName, type Secrets } from "../secrets.ts";
import { type Finding, failed, problem } from "./finding.ts";

const names: SecretName[] = ["linkKey", "sessionKey", "emailHash", "resendKey", "webhooks"];

/** The secrets as `sst secret set` calls them, and as the parameter store does. */
const titles: Record<SecretName, string> = {
  linkKey: "LinkKey (link-key)",
  sessionKey: "SessionKey (session-key)",
  emailHash: "EmailHash (email-hash)",
  resendKey: "ResendKey (resend-key)",
  webhooks: "Webhooks (webhooks)",
};

export interface Found {
  findings: Finding[];
  /** Those that can be used. */
  secrets: Partial<Record<SecretName, Secrets>>;
}

/** Each secret by itself, so that all that is wrong is said at once. No value is ever shown. */
export async function secretFindings(from: string, place: Place): Promise<Found> {
  const found: Found = { findings: [], secrets: {} };
  for (const name of names) {
    const outcome = await one(from, name, place);
    if ("level" in outcome) found.findings.push(outcome);
    else found.secrets[name] = outcome;
    if ("code" in outcome && outcome.code.startsWith("aws.")) break;
  }
  return found;
}

async function one(from: string, name: SecretName, place: Place): Promise<Secrets | Finding> {
  try {
    const secrets = await loadSecrets(from, [name], place);
    const values = name === "webhooks" ? [] : name === "linkKey" ? secrets.linkKeys : [secrets[name]];
    return values.some(isPlaceholder) ? placeholder(name) : secrets;
  } catch (error) {
    const { message, name: kind } = error as Error;
    if (message.startsWith("WAYMARK_SECRETS is not right")) return wrong(name, message);
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      return problem(
        "secrets.no-file",
        `WAYMARK_SECRETS names the file ${from}, which is not there.`,
        "Set it to where the secrets are.",
      );
    if (kind === "ParameterNotFound") return wrong(name, "missing");
    return failed(`the secrets in ${from}`, error);
  }
}

/** "WAYMARK_SECRETS is not right: linkKey.0 (write at least 32 ...). See ..." -> what is in the brackets. */
function wrong(name: SecretName, message: string): Finding {
  const why = /\((.*)\)/s.exec(message)?.[1] ?? message;
  const missing = why === "missing" || /received undefined/.test(why);
  const text = missing
    ? `The secret ${titles[name]} is missing.`
    : `The secret ${titles[name]} is not right: ${why}.`;
  return problem(missing ? "secret.missing" : "secret.wrong", text, howTo(name));
}

const placeholder = (name: SecretName): Finding =>
  problem(
    "secret.placeholder",
    `The secret ${titles[name]} is a placeholder, which anybody could guess.`,
    howTo(name),
  );

function howTo(name: SecretName): string {
  const title = titles[name].split(" ")[0]!;
  const value = {
    resendKey: "re_... from https://resend.com/api-keys",
    webhooks: `'{"<program>/<form>": ["..."]}'`,
  }[name as "resendKey" | "webhooks"];
  return `npx sst secret set ${title} ${value ?? '"$(openssl rand -base64 48)"'}`;
}

const told = /change.?me|placeholder|replace.?(me|this)|your.?key|\btodo\b|dummy|example|x{6}|\.\.\./i;

/** Told to be replaced, or of too few different characters to be random. */
const isPlaceholder = (value: string): boolean =>
  told.test(value) || (value.length >= 32 && new Set(value).size < 10);
