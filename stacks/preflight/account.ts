import type { Stage } from "../stages.ts";
import type { Asked } from "./asked.ts";
import type { Fault } from "./fault.ts";

/** AWS keeps this many for functions that reserve none. */
const kept = 100;

/** What the account lacks, which a deploy would otherwise find out half way. What could not be asked is not held against it. */
export function accountFaults(stage: Stage, { executions, zone }: Asked["account"]): Fault[] {
  return [...executionFaults(stage, executions), ...zoneFaults(stage, zone)];
}

function executionFaults({ name, region, postmanReserved }: Stage, executions: number | undefined): Fault[] {
  if (executions === undefined || !postmanReserved || executions >= kept + postmanReserved) return [];
  return [
    {
      what: `The account may run ${executions} functions at once in ${region}, and ${name} reserves one for the postman: AWS wants ${kept} to be left.`,
      mend: [
        "Ask for more (1,000 is usual, and takes about a day):",
        `  aws service-quotas request-service-quota-increase --region ${region} --service-code lambda --quota-code L-B99A9384 --desired-value 1000`,
        "or take postmanReserved out of production in stacks/stages.ts: the lease in the table keeps a second postman away as well.",
      ],
    },
  ];
}

function zoneFaults({ domain }: Stage, zone: string | null | undefined): Fault[] {
  if (!domain || zone !== null) return [];
  return [
    {
      what: `Route 53 of this account has no public zone for ${domain}, so its three hosts would get no certificate.`,
      mend: [
        `aws route53 create-hosted-zone --name ${domain} --caller-reference "$(date +%s)"`,
        "and write the four name servers that it prints into the domain where you bought it.",
      ],
    },
  ];
}
