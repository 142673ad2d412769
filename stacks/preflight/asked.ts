import * as z from "zod";

/** What the deploy knows and the look does not. */
export const Asked = z.strictObject({
  stage: z.string(),
  /** Where the provider would create things. */
  region: z.string(),
  /** Whether it is `sst dev`. */
  dev: z.boolean(),
  account: z.strictObject({
    executions: z.number().optional(),
    zone: z.string().nullish(),
    deployed: z.boolean().optional(),
  }),
});
export type Asked = z.infer<typeof Asked>;
