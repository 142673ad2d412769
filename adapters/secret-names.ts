import type { SecretName } from "./secrets.ts";

/** What each secret is called here and there: by `sst secret set`, and in the parameter store under the stage's folder. */
export const secretNames: Record<SecretName, { sst: string; parameter: string }> = {
  linkKey: { sst: "LinkKey", parameter: "link-key" },
  sessionKey: { sst: "SessionKey", parameter: "session-key" },
  emailHash: { sst: "EmailHash", parameter: "email-hash" },
  resendKey: { sst: "ResendKey", parameter: "resend-key" },
  webhooks: { sst: "Webhooks", parameter: "webhooks" },
};
