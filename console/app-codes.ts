import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { seal, unseal } from "#adapters/sealed.ts";
import type { Member } from "#adapters/store.ts";

const period = 30;
const codes = 8;

/** What an app shows six digits for, each thirty seconds (RFC 6238); one step earlier or later counts as now. */
const totp = (name: string, secret: string): TOTP =>
  new TOTP({ issuer: "Waymark", label: name, secret: Secret.fromBase32(secret), period, digits: 6 });

/** 160 bits, as RFC 4226 recommends; in letters that somebody can type into their app. */
export const newAppSecret = (): string => new Secret({ size: 20 }).base32;

/** What the app reads from the square, or from a link on the same telephone. */
export const appAddress = (name: string, secret: string): string => totp(name, secret).toString();

/** The time step that a code belongs to, in seconds' thirties since 1970; undefined when it is none of now. */
export function stepOf(secret: string, code: string, now: string): number | undefined {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = Date.parse(now);
  const delta = totp("", secret).validate({ token, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / period) + delta;
}

const purpose = "app";

/** The secret of somebody's app as it is kept; it opens for that one only. */
export const sealSecret = (key: string, of: string, secret: string): string => seal(key, purpose, of, secret);
/** With whichever of our keys it was sealed. */
export const unsealSecret = (keys: readonly string[], of: string, sealed: string): string | undefined =>
  keys.map((key) => unseal(key, purpose, of, sealed)).find((secret) => secret !== undefined);

/** For when the telephone is gone: 120 bits each, so a plain hash of them may be kept. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: codes }, () => {
    const letters = [...randomBytes(24)].map((byte) => alphabet[byte % alphabet.length]).join("");
    return letters.match(/.{4}/g)!.join("-");
  });
}

/** 32 signs, so that each byte chooses fairly, and none that looks like another. */
const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

export const recoveryHash = (code: string): string =>
  createHash("sha256")
    .update(`recovery\n${code.toUpperCase().replace(/[^A-Z0-9]/g, "")}`)
    .digest("base64url");

/** What is left after a code was used; undefined when it is none of theirs. */
export function withoutCode({ recovery }: Member, code: string): string[] | undefined {
  const given = Buffer.from(recoveryHash(code));
  const left = recovery.filter((hash) => !timingSafeEqual(Buffer.from(hash), given));
  return left.length < recovery.length ? left : undefined;
}
