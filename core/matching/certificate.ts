import * as z from "zod";

/** How well a round does by one aim, and how well any could do that does as well by the aims before it. */
export const AimReached = z.lazy(() =>
  z.strictObject({
    aim: z.string(),
    reached: z.number(),
    bound: z.number(),
    /** Checked in the same run, by adding up prices that leave no room for anything better. */
    proven: z.boolean(),
    sentence: z.string(),
  }),
);
export type AimReached = z.infer<typeof AimReached>;

/** Why no other round is better, as far as that is known. `candidates`: how many possible pairs it was chosen from. */
export const Certificate = z.lazy(() =>
  z.strictObject({
    aims: z.array(AimReached),
    candidates: z.number(),
    /** False where only the best candidates of each mentee were looked at, because all are too many. */
    complete: z.boolean(),
    proven: z.boolean(),
    sentence: z.string(),
  }),
);
export type Certificate = z.infer<typeof Certificate>;
