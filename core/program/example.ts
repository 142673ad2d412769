import * as z from "zod";
import { FactName, Slug, Source } from "./identifier.ts";
import { FactValue } from "./known-value.ts";

/** A person as commands read one: `decide`, `match`, `rehearse` take this or a list of them. */
export const ExamplePerson = z.strictObject({
  id: z.string().min(1),
  role: z.string().optional(),
  facts: z.record(FactName, FactValue).default({}),
  /** What the person answers when asked, and after how long; by form or agreement. */
  answers: z
    .record(
      Slug,
      z.strictObject({
        after: z.string().optional(),
        facts: z.record(FactName, FactValue).default({}),
        never: z.boolean().optional(),
      }),
    )
    .optional(),
});
export type ExamplePerson = z.infer<typeof ExamplePerson>;

/** examples/*.json: a named, invented person with what must be decided and what must happen; run by check and the tests. */
export const Example = z.strictObject({
  $schema: z.string().optional(),
  person: ExamplePerson,
  decisions: z
    .array(
      z.strictObject({
        ruleSet: z.string(),
        outcome: z.string(),
        needs: z.array(FactName).optional(),
        /** Facts left out, or changed, for this one decision. */
        without: z.array(FactName).optional(),
      }),
    )
    .default([]),
  rehearsal: z
    .strictObject({
      from: z.string(),
      /** Things that must happen on these days (kind and id as `rehearse` prints them), in this order. */
      expect: z.array(
        z.strictObject({
          on: z.string(),
          kind: z.enum(["email", "task", "decision", "state", "event"]),
          id: z.string(),
        }),
      ),
    })
    .optional(),
  source: Source.optional(),
});
export type Example = z.infer<typeof Example>;
