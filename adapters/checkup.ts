import { type Dns, dmarcFindings } from "./checkup/dmarc.ts";
import type { Finding } from "./checkup/finding.ts";
import { machineFindings, regionFindings } from "./checkup/machine.ts";
import { feedbackFindings, type MailSettings, mailFindings } from "./checkup/mail.ts";
import { programFindings } from "./checkup/programs.ts";
import { secretFindings } from "./checkup/secrets.ts";
import { ledgerFindings, regionOfTable, tableFindings } from "./checkup/tables.ts";
import { dynamoClient } from "./dynamo-client.ts";
import type { Place } from "./secrets.ts";
import { stepFunctions } from "./step-functions.ts";
import { createStore } from "./store/store.ts";
import { dynamoTable } from "./table-dynamo.ts";

export interface Checked {
  place: Place;
  endpoints: { dynamodb?: string; sfn?: string };
  table: string;
  erasures: string;
  machine: string;
  secrets: string;
  mail: Omit<MailSettings, "key">;
  stage: string | undefined;
  dns: Dns;
}

/** Everything that would make a deployed system half-work, asked of the services themselves. Changes nothing. */
export async function checkup(settings: Checked): Promise<Finding[]> {
  const { place, endpoints, table, erasures, machine, mail, stage } = settings;
  const dynamo = dynamoClient({ ...place, endpoint: endpoints.dynamodb });
  const sfn = stepFunctions({ ...place, endpoint: endpoints.sfn });
  const kept = await secretFindings(settings.secrets, place);
  const tableRegion = await regionOfTable(dynamo, table).catch(() => undefined);
  const tables = await tableFindings(dynamo, table, stage);
  const resendKey = kept.secrets.resendKey?.resendKey;
  const stored = createStore(dynamoTable(dynamo, table));
  const looks = await Promise.all([
    ledgerFindings(dynamo, erasures, table, stage),
    machineFindings(sfn, machine),
    resendKey === undefined ? [] : mailFindings({ ...mail, key: resendKey }),
    dmarcFindings(mail.from, settings.dns),
    // One that is not there has no programs either.
    tables.some(isMissing) ? [] : programFindings(stored, kept.secrets.webhooks),
  ]);
  return [
    ...regionFindings(place.region, machine, tableRegion),
    ...kept.findings,
    ...feedbackFindings(kept.secrets.webhooks),
    ...tables,
    ...looks.flat(),
  ];
}

const isMissing = ({ level, code }: Finding): boolean =>
  code === "table.missing" || code.startsWith("aws.") || level === "unreachable";
