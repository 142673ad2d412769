export { secretNames } from "#adapters/secret-names.ts";
export type { SecretName } from "#adapters/secrets.ts";
