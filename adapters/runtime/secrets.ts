import { loadSecrets, type SecretName } from "../secrets.ts";
import { filled, part } from "./part.ts";
import { aws, place } from "./place.ts";

/** Those secrets that the door may know; asking for another one throws. */
export const secrets = (...names: SecretName[]) =>
  part({ WAYMARK_SECRETS: filled, ...aws }, (env) => loadSecrets(env.WAYMARK_SECRETS, names, place(env)));
