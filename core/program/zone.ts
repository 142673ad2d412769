import * as z from "zod";

/**
 * A time zone by its IANA name: also by one that the runtime knows under an older one ("Europe/Kyiv", "Asia/Kolkata"). No
 * offset, which says nothing of summer time.
 */
export const Zone = z.string().refine((zone) => zone === "UTC" || (named.test(zone) && isKnown(zone)), {
  error: 'write a time zone such as "Europe/Helsinki"',
});

const named = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/;

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}
