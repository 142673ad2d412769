/** Whether a post comes from whoever holds one of the secrets. Header names are in lower case. */
export type Verify = (
  headers: Record<string, string | undefined>,
  rawBody: Uint8Array,
  secrets: string[],
) => boolean;
