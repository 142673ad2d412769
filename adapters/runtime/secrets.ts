import * as z from "zod";
import { loadSecrets, type SecretName } from "../secrets.ts";
import { filled, part } from "./part.ts";
import { aws, place } from "./place.ts";

const reads = { WAYMARK_SECRETS: filled, AWS_ENDPOINT_URL_SSM: z.url().optional(), ...aws };

/** Those secrets that the door may know; asking for another one throws. */
export const secrets = (...names: SecretName[]) =>
  part(reads, (env) =>
    loadSecrets(env.WAYMARK_SECRETS, names, { ...place(env), endpoint: env.AWS_ENDPOINT_URL_SSM }),
  );
