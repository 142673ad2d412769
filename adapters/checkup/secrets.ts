import { isPlaceholder } from "../placeholder.ts";
import { secretNames } from "../secret-names.ts";
import { loadSecrets, type Place, type SecretName, type Secrets } from "../secrets.ts";
import { type Finding, failed, problem } from "./finding.ts";

const names = Object.keys(secretNames) as SecretName[];

/** As `sst secret set` calls it, and as the parameter store does. */
const titleOf = (name: SecretName): string => `${secretNames[name].sst} (${secretNames[name].parameter})`;

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
    return valuesOf(secrets, name).some(isPlaceholder) ? placeholder(name) : secrets;
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

function valuesOf(secrets: Secrets, name: SecretName): readonly string[] {
  if (name === "webhooks") return [];
  if (name === "linkKey") return secrets.linkKeys;
  return name === "sessionKey" ? secrets.sessionKeys : [secrets[name]];
}

/** "WAYMARK_SECRETS is not right: linkKey.0 (write at least 32 ...). See ..." -> what is in the brackets. */
function wrong(name: SecretName, message: string): Finding {
  const why = /\((.*)\)/s.exec(message)?.[1] ?? message;
  const missing = why === "missing" || /received undefined/.test(why);
  const text = missing
    ? `The secret ${titleOf(name)} is missing.`
    : `The secret ${titleOf(name)} is not right: ${why}.`;
  return problem(missing ? "secret.missing" : "secret.wrong", text, howTo(name));
}

const placeholder = (name: SecretName): Finding =>
  problem(
    "secret.placeholder",
    `The secret ${titleOf(name)} is a placeholder, which anybody could guess.`,
    howTo(name),
  );

function howTo(name: SecretName): string {
  const value = {
    resendKey: "re_... from https://resend.com/api-keys",
    webhooks: `'{"<program>/<form>": ["..."]}'`,
  }[name as "resendKey" | "webhooks"];
  return `npx sst secret set ${secretNames[name].sst} ${value ?? '"$(openssl rand -base64 48)"'} --stage NAME, and deploy.`;
}
