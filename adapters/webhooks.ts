import type { Intake } from "#core/program/intake.ts";
import { verifyAddress } from "./webhooks/address.ts";
import { verifyOwn } from "./webhooks/own-signature.ts";
import { verifyStandardWebhooks } from "./webhooks/standard-webhooks.ts";
import { verifyTally } from "./webhooks/tally.ts";
import { verifyTypeform } from "./webhooks/typeform.ts";
import type { Verify } from "./webhooks/verify.ts";

/** How each sender signs. Without a secret nothing is ever right. */
export const verifiers: Record<Intake["sender"], Verify> = {
  typeform: verifyTypeform,
  tally: verifyTally,
  jotform: verifyAddress,
  "google-forms": verifyOwn,
  "microsoft-forms": verifyAddress,
  "standard-webhooks": verifyStandardWebhooks,
  csv: verifyOwn,
};
