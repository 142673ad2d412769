import * as z from "zod";
import { Guard } from "./guard.ts";
import { Sentence, Slug, Source, Word } from "./identifier.ts";

/** never.json: what rules must not use and what must not happen. An overlay can add to it, never take away. */
export const Never = z.strictObject({
  $schema: z.string().optional(),
  /** Names of facts that no file of the program may have, in whatever spelling. */
  facts: z
    .array(z.strictObject({ name: Word, why: Sentence, source: Source.optional() }))
    .max(200)
    .default([]),
  /**
   * Facts that a kind of rule set must not look at; without `ruleSet`, that nothing at all decides by. With a `ruleSet`, whatever
   * decides one of the facts in `decides` is held as well, whatever its name: where a program extends this one, they are filled in.
   */
  rules: z
    .array(
      z.strictObject({
        ruleSet: Word.optional(),
        decides: z.array(Word).max(250).optional(),
        fact: Word,
        why: Sentence,
        source: Source.optional(),
      }),
    )
    .max(200)
    .default([]),
  /** What must not happen: check refuses it, and a journey that would do it stops before it is done. */
  guards: z.array(Guard).max(50).default([]),
  /** Sentences for the public that people keep, and no software can. With a `name`, `never.<name>` says it in other languages. */
  promises: z
    .array(z.strictObject({ name: Slug.optional(), text: Sentence, source: Source.optional() }))
    .max(200)
    .default([]),
});
export type Never = z.infer<typeof Never>;
