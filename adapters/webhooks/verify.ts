/**
 * Whether a post comes from whoever holds one of the secrets. Header names are in lower case; `key` is the last part of an
 * address that is itself the secret.
 */
export type Verify = (
  headers: Record<string, string | undefined>,
  rawBody: Uint8Array,
  secrets: string[],
  key?: string,
) => boolean;
