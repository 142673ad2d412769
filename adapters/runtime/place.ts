import type * as z from "zod";
import type { Place } from "../secrets.ts";
import { filled } from "./part.ts";

/** AWS's own names, so that one set of values serves client and shell. */
export const aws = {
  AWS_REGION: filled,
  AWS_ACCESS_KEY_ID: filled.optional(),
  AWS_SECRET_ACCESS_KEY: filled.optional(),
  AWS_SESSION_TOKEN: filled.optional(),
};

/** Region and credentials; without any the client finds its own, as it does in the cloud. */
export function place(env: z.infer<z.ZodObject<typeof aws>>): Place {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) return { region };
  return { region, credentials: { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN } };
}
