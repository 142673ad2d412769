import type { Intake } from "../program/intake.ts";
import { readCsv } from "./senders/csv.ts";
import { readGoogleForms } from "./senders/google-forms.ts";
import { readJotform } from "./senders/jotform.ts";
import { readMicrosoftForms } from "./senders/microsoft-forms.ts";
import { readStandardWebhooks } from "./senders/standard-webhooks.ts";
import { readTally } from "./senders/tally.ts";
import { readTypeform } from "./senders/typeform.ts";
import type { ReadSent } from "./sent.ts";

/** How each sender's body is read. */
export const readSent: Record<Intake["sender"], ReadSent> = {
  typeform: readTypeform,
  tally: readTally,
  jotform: readJotform,
  "google-forms": readGoogleForms,
  "microsoft-forms": readMicrosoftForms,
  "standard-webhooks": readStandardWebhooks,
  csv: readCsv,
};
