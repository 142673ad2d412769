import * as z from "zod";
import { Duration } from "./duration.ts";
import { FactName } from "./identifier.ts";

/**
 * What a round of matching tries to do well. Aims stand in an order: a later one never costs an earlier one anything.
 * as many as possible: pairs. best total: the points of all pairs. nobody waits longer: as many as possible of the mentees who
 * have waited so long get somebody. spread load: mentors have few mentees each, rather than one many. keep mentors together:
 * of the mentors who are alike in a fact, such as their company, all are matched or none is.
 */
export const Aim = z.discriminatedUnion("aim", [
  z.strictObject({ aim: z.literal("as many as possible") }),
  z.strictObject({ aim: z.literal("best total") }),
  z.strictObject({ aim: z.literal("nobody waits longer"), than: Duration }),
  z.strictObject({ aim: z.literal("spread load") }),
  z.strictObject({ aim: z.literal("keep mentors together"), by: FactName }),
]);
export type Aim = z.infer<typeof Aim>;

/** Each aim once: the second time it has nothing left to decide. */
export const Aims = z
  .array(Aim)
  .min(1)
  .max(10)
  .refine(
    (aims) => new Set(aims.map((aim) => JSON.stringify(aim))).size === aims.length,
    "name each aim once: where it comes a second time nothing is left for it to decide",
  );

/** The aims of a program that names none. */
export const usualAims: Aim[] = [{ aim: "as many as possible" }, { aim: "best total" }];
