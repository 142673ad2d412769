import * as z from "zod";
import { FactName, Slug, Source, Word } from "./identifier.ts";

/** A question asks for one fact. What people read is `questions.<fact>`, with the choices in `facts.<fact>.<value>`. */
export const Question = z.strictObject({
  fact: FactName,
  required: z.boolean().default(true),
  /** Offer only the items of this plan as choices (the fact is a set of item names). */
  choicesFrom: z.strictObject({ plan: Word }).optional(),
  source: Source.optional(),
});

/** forms/*.json. Title and introduction are `forms.<form>.title` and `forms.<form>.intro`. */
export const Form = z.strictObject({
  $schema: z.string().optional(),
  /** Who fills it in: roles of the program, or "coordinator". */
  raters: z.array(Word).min(1).max(50),
  /** Whose facts the answers become: the rater's own journey when left out. */
  about: Word.optional(),
  visibleTo: z.array(Word).max(50).default(["coordinator"]),
  questions: z.array(Question).min(1).max(200),
  source: Source.optional(),
});
export type Form = z.infer<typeof Form>;

/** agreements/*.json. Clauses are `agreements.<agreement>.clauses.<clause>`; blanks are facts of the pair. */
export const Agreement = z.strictObject({
  $schema: z.string().optional(),
  clauses: z
    .array(z.strictObject({ id: Slug, source: Source.optional() }))
    .min(1)
    .max(200),
  blanks: z.array(FactName).max(50).default([]),
  source: Source.optional(),
});
export type Agreement = z.infer<typeof Agreement>;

/** plans/*.json: a checklist. Items read `plans.<plan>.items.<item>`. */
export const Plan = z.strictObject({
  $schema: z.string().optional(),
  /** mentee: goals that only the mentee confirms. coordinator: staff tick the items off. */
  owner: z.enum(["mentee", "coordinator"]),
  groups: z
    .array(
      z.strictObject({
        id: Slug,
        items: z
          .array(z.strictObject({ id: Slug, source: Source.optional() }))
          .min(1)
          .max(100),
      }),
    )
    .min(1)
    .max(20),
  source: Source.optional(),
});
export type Plan = z.infer<typeof Plan>;
