/** Base64, with or without "whsec_" in front: a secret that the package of Standard Webhooks takes. */
export const isStandardSecret = (secret: string): boolean =>
  /^(?=.{4})[A-Za-z0-9+/]*={0,2}$/.test(secret.replace(/^whsec_/, ""));
