import { type Finding, note, problem } from "./finding.ts";

/** The two questions that are asked of DNS. */
export interface Dns {
  resolveTxt(name: string): Promise<string[][]>;
  resolveNs(name: string): Promise<string[]>;
}

const absent = new Set(["ENOTFOUND", "ENODATA", "NXDOMAIN"]);

/** Large providers refuse letters of a domain that says nothing about forgeries. The domain's own record counts, or the nearest above it. */
export async function dmarcFindings(from: string, dns: Dns): Promise<Finding[]> {
  const domain = from.slice(from.lastIndexOf("@") + 1).toLowerCase();
  if (domain === "resend.dev") return [];
  try {
    for (const name of upwards(domain)) {
      const records = await recordsOf(`_dmarc.${name}`, dns);
      if (records.some((record) => /^v=DMARC1\b/i.test(record))) return [];
    }
    // Without a network every name is unknown, this one too.
    await dns.resolveNs(upwards(domain).at(-1)!);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    const message = `Whether ${domain} has a DMARC record could not be looked up (${code}).`;
    return [note("mail.dmarc-not-looked", message, `Look yourself: dig TXT _dmarc.${domain}.`)];
  }
  const message = `${domain} has no DMARC record: large providers refuse or hide its letters.`;
  const fix = `Add a TXT record _dmarc.${domain} with "v=DMARC1; p=quarantine;".`;
  return [problem("mail.no-dmarc", message, fix)];
}

async function recordsOf(name: string, { resolveTxt }: Dns): Promise<string[]> {
  try {
    return (await resolveTxt(name)).map((parts) => parts.join(""));
  } catch (error) {
    if (absent.has((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}

/** a.b.example.org, b.example.org, example.org. */
function upwards(domain: string): string[] {
  const labels = domain.split(".");
  return labels.slice(0, Math.max(1, labels.length - 1)).map((_, index) => labels.slice(index).join("."));
}
