import * as z from "zod";

/** What a fact can hold. Dates are "YYYY-MM-DD", durations ISO 8601; a fact that is not known is absent, never null. */
export const FactValue = z.union([
  z.boolean(),
  z.number(),
  z.string(),
  z.array(z.string()),
  z.array(z.number()),
]);
export type FactValue = z.infer<typeof FactValue>;
