import { type ErrorResponse, Resend } from "resend";
import type { Secrets } from "../secrets.ts";
import { type Finding, note, problem } from "./finding.ts";

const patience = 10_000;
const site = "https://resend.com/domains";

export interface MailSettings {
  from: string;
  key: string;
  /** A key that may read, for this one look; the one that functions have may only send. */
  readKey?: string;
  baseUrl?: string;
}

/** Whether the provider takes letters from the sender's address: the key, the domain, each of its records. */
export async function mailFindings({ from, key, readKey, baseUrl }: MailSettings): Promise<Finding[]> {
  const wanted = from.slice(from.lastIndexOf("@") + 1).toLowerCase();
  if (wanted === "resend.dev") return [lentDomain(from)];
  const resend = new Resend(readKey ?? key, baseUrl ? { baseUrl } : undefined);
  const { data, error } = await resend.domains.list(
    { limit: 100 },
    { signal: AbortSignal.timeout(patience) },
  );
  if (error) return [refusal(wanted, error)];
  const domain = data.data.find(({ name }) => name.toLowerCase() === wanted);
  if (!domain)
    return [
      unknownDomain(
        from,
        wanted,
        data.data.map(({ name }) => name),
      ),
    ];
  const found = await resend.domains.get(domain.id);
  if (found.error) return [refusal(wanted, found.error)];
  return [...recordFindings(wanted, found.data), ...trackingFindings(wanted, domain)];
}

/** Without the secret nobody hears of a letter that came back, and the next ones go to the same address. */
export function feedbackFindings(secrets: Pick<Secrets, "feedback"> | undefined): Finding[] {
  if (!secrets || secrets.feedback.length > 0) return [];
  return [
    problem(
      "mail.no-feedback",
      "Resend cannot tell Waymark of letters that came back or were reported as spam.",
      `Add a webhook at https://resend.com/webhooks (docs/operations.md), and its signing secret as "resend": ["whsec_..."] to the secret Webhooks (webhooks).`,
    ),
  ];
}

/** By name and state, as the provider answers. */
function recordFindings(
  domain: string,
  {
    status,
    records,
  }: { status: string; records: { record: string; type: string; name: string; status?: string }[] },
): Finding[] {
  if (status === "verified") return [];
  const open = records.filter((record) => record.status !== "verified");
  const fix = `Put it into the DNS of ${domain} as ${site} shows it, and press "Verify" there.`;
  const each = open.map(({ record, type, name, status: state }) =>
    problem(
      "mail.record",
      `${record}: the ${type} record ${name} of ${domain} is ${state ?? "not there"}.`,
      fix,
    ),
  );
  const message = `Resend has not verified ${domain} (it says: ${status}): no letter goes out.`;
  return [
    problem("mail.not-verified", message, `See its records at ${site}; new ones may take hours.`),
    ...each,
  ];
}

function trackingFindings(
  domain: string,
  { click_tracking, open_tracking }: { click_tracking?: boolean; open_tracking?: boolean },
): Finding[] {
  if (!click_tracking && !open_tracking) return [];
  const message = `Resend follows what people do with letters from ${domain}.`;
  return [problem("mail.tracking", message, `Switch click and open tracking off at ${site}.`)];
}

const unknownDomain = (from: string, domain: string, known: string[]): Finding =>
  problem(
    "mail.other-domain",
    `Letters come from ${from}, and Resend knows no domain ${domain} (it knows: ${known.join(", ") || "none"}).`,
    `Add ${domain} at ${site}, or change the sender (WAYMARK_MAIL_FROM).`,
  );

const lentDomain = (from: string): Finding =>
  note(
    "mail.lent-domain",
    `Letters come from ${from}, which reaches nobody but the owner of the Resend account.`,
    "Enough to try things out; set WAYMARK_MAIL_FROM to an address of a domain of yours before people come.",
  );

function refusal(domain: string, { name, statusCode }: ErrorResponse): Finding {
  if (name === "restricted_api_key")
    return note(
      "mail.not-looked",
      `The key may only send, as it should; so whether ${domain} is verified could not be asked.`,
      "Give one that may read, for this one look: WAYMARK_RESEND_DEPLOY_KEY=re_... waymark doctor.",
    );
  if (statusCode === 401 || statusCode === 403 || name === "invalid_api_key" || name === "missing_api_key")
    return problem(
      "mail.key-refused",
      `Resend refuses the key (${name}): no letter goes out.`,
      "Make a new one at https://resend.com/api-keys and set the secret ResendKey (resend-key).",
    );
  return {
    level: "unreachable",
    code: "mail.no-answer",
    message: `Resend gives no answer (${name}).`,
    fix: "Ask again in a minute; see https://resend-status.com.",
  };
}
