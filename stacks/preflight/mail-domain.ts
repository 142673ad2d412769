import { type Domain, Resend } from "resend";
import type { Stage } from "../stages.ts";
import type { Environment, Fault } from "./fault.ts";
import { domainOf } from "./stage.ts";

const patience = 10_000;

/**
 * Letters from a domain that the provider has not verified go nowhere, so nobody would ever get one. But a stage that has
 * been sending may have to be rolled back while the provider does not answer: then only what it did answer counts.
 */
export async function mailDomainFaults(
  stage: Stage,
  key: string | undefined,
  env: Environment,
  deployed?: boolean,
): Promise<Fault[]> {
  const domain = domainOf(stage.mailFrom);
  const unchecked = env.WAYMARK_MAIL_DOMAIN === "unchecked";
  const skipped = unchecked && stage.kind === "personal";
  if (unchecked && !skipped && deployed === false) return [notSkippable(stage)];
  // Resend lends its own to whoever tries things out; a missing key is a fault of its own.
  const asking = env.WAYMARK_RESEND_DEPLOY_KEY ?? key;
  if (skipped || domain === "resend.dev" || !asking) return [];
  const { data, error } = await domainsOf(asking, env.RESEND_BASE_URL);
  if (error) {
    const fault = unanswered(domain, error);
    if (deployed || unchecked) return [{ ...fault, passes: true }];
    return [deployed === undefined ? { ...fault, mend: [...fault.mend, ...unlessDeployed] } : fault];
  }
  return domainFaults(domain, data.data);
}

function domainsOf(key: string, baseUrl: string | undefined) {
  const resend = new Resend(key, baseUrl ? { baseUrl } : undefined);
  return resend.domains.list({ limit: 100 }, { signal: AbortSignal.timeout(patience) });
}

/** What stands against sending from a domain, as the provider lists it. */
export function domainFaults(
  wanted: string,
  domains: Pick<Domain, "name" | "status" | "click_tracking" | "open_tracking">[],
): Fault[] {
  const found = domains.find(({ name }) => name.toLowerCase() === wanted);
  if (!found) {
    const known = domains.map(({ name }) => name).join(", ") || "none";
    return [
      {
        what: `Letters come from ${wanted}, which Resend does not know (it knows: ${known}).`,
        mend: [
          "Add the domain at https://resend.com/domains and put its records (DKIM, SPF, DMARC) into your DNS,",
          "or write another sender into WAYMARK_MAIL_FROM.",
        ],
      },
    ];
  }
  return [...unverified(found), ...tracked(found)];
}

function unverified({ name, status }: Pick<Domain, "name" | "status">): Fault[] {
  if (status === "verified") return [];
  return [
    {
      what: `Letters come from ${name}, which Resend has not verified (it says: ${status}).`,
      mend: [
        `Compare the records at https://resend.com/domains with your DNS, press "Verify", and deploy again.`,
        "New records may take some hours to be seen.",
      ],
    },
  ];
}

/** It would send every link through the provider and write down who opened what. */
function tracked({
  name,
  click_tracking,
  open_tracking,
}: Pick<Domain, "name" | "click_tracking" | "open_tracking">): Fault[] {
  if (!click_tracking && !open_tracking) return [];
  return [
    {
      what: `Resend follows what people do with letters from ${name}.`,
      mend: [`Switch "Click tracking" and "Open tracking" off at https://resend.com/domains.`],
    },
  ];
}

interface Refused {
  name: string;
  statusCode: number | null;
}

function unanswered(domain: string, { name, statusCode }: Refused): Fault {
  const what = `Whether Resend has verified ${domain} is not known`;
  if (name === "restricted_api_key")
    return {
      what: `${what}: ResendKey may only send, as it should.`,
      mend: [
        "Give a key with full access to this one command; it is kept nowhere:",
        "  WAYMARK_RESEND_DEPLOY_KEY=re_... npx sst deploy --stage ...",
      ],
    };
  if (statusCode === 401 || statusCode === 403 || name === "invalid_api_key" || name === "missing_api_key")
    return {
      what: `${what}: Resend does not accept the key (${name}).`,
      mend: ["Make a new one at https://resend.com/api-keys and set it: npx sst secret set ResendKey re_..."],
    };
  return {
    what: `${what}: Resend could not be asked (${name}${statusCode ? `, ${statusCode}` : ", no answer"}).`,
    mend: [
      "Nothing is wrong with your settings as far as we know. Deploy again in a minute; see https://resend-status.com.",
    ],
  };
}

const unlessDeployed = [
  "Whether the stage was deployed before is not known. If it was, and this cannot wait:",
  "  WAYMARK_MAIL_DOMAIN=unchecked npx sst deploy --stage ...",
];

const notSkippable = ({ name }: Stage): Fault => ({
  what: `WAYMARK_MAIL_DOMAIN=unchecked is for personal stages and for those that were deployed before, and ${name} is neither.`,
  mend: ["unset WAYMARK_MAIL_DOMAIN"],
});
