import * as z from "zod";
import { isLength, lengthOf } from "./length.ts";

const longest = lengthOf("P100Y");

/** An ISO 8601 duration, such as "P7D", "P2M" or "PT48H". Months and weeks are calendar ones, in the program's zone. */
export const Duration = z
  .string()
  .regex(
    /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?$/,
    'write a length of time such as "P7D" (7 days), "P2W" (2 weeks), "P3M" (3 months) or "PT48H" (48 hours)',
  )
  .refine((duration) => /[1-9]/.test(duration), "write a length of time that is longer than nothing")
  .refine(
    (duration) => !isLength(duration) || lengthOf(duration) <= longest,
    "write at most a hundred years",
  );
export type Duration = z.infer<typeof Duration>;

/**
 * A length of time that a program need not fix: written down, agreed by a pair (a fact), decided by a rule set
 * (the named param of its outcome), or openly "not set", in which case the step that needs it asks a coordinator.
 */
export const Amount = z.union([
  Duration,
  z.strictObject({ fact: z.string() }),
  z.strictObject({ ruleSet: z.string(), param: z.string() }),
  z.literal("not set"),
]);
export type Amount = z.infer<typeof Amount>;
