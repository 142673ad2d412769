import * as z from "zod";
import { isDay } from "./day.ts";
import { Duration } from "./duration.ts";
import { FactName, few, Slug, Source, Word } from "./identifier.ts";
import { FactValue } from "./known-value.ts";

const Day = z.string().refine(isDay, 'write a day such as "2026-12-24"');

/** A person as commands read one: `decide`, `match`, `rehearse` take this or a list of them. */
export const ExamplePerson = z.strictObject({
  id: Word.min(1),
  role: Word.optional(),
  facts: few(z.record(FactName, FactValue), 1000).default({}),
  /** What the person answers when asked, and after how long; by form or agreement. */
  answers: z
    .record(
      Slug,
      z.strictObject({
        after: Duration.optional(),
        facts: few(z.record(FactName, FactValue), 1000).default({}),
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
        ruleSet: Word,
        outcome: Word,
        needs: z.array(FactName).max(200).optional(),
        /** Facts left out, or changed, for this one decision. */
        without: z.array(FactName).max(200).optional(),
      }),
    )
    .max(50)
    .default([]),
  rehearsal: z
    .strictObject({
      from: Day,
      /** Things that must happen on these days (kind and id as `rehearse` prints them), in this order. */
      expect: z
        .array(
          z.strictObject({
            on: Day,
            kind: z.enum(["email", "task", "decision", "state", "event"]),
            id: Word,
          }),
        )
        .max(100),
    })
    .optional(),
  source: Source.optional(),
});
export type Example = z.infer<typeof Example>;
