import * as z from "zod";

/** A time zone by its IANA name. */
export const Zone = z
  .string()
  .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
    error: 'write a time zone such as "Europe/Helsinki"',
  });
