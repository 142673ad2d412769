import * as z from "zod";
import { few, Language, Sentence, Slug, Source, Word } from "./identifier.ts";
import { Matching } from "./matching.ts";
import { Conditions } from "./rule-set.ts";
import { Zone } from "./zone.ts";

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day such as "08:00"');
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day such as "2026-12-24"');

/** program.json. What people read about it is `program.name`, `program.from` (who writes) and `program.why`. */
export const Program = z.strictObject({
  $schema: z.string().optional(),
  /** Another program's folder, whose files this one repeats only where it differs. */
  extends: Slug.optional(),
  /** Only there for others to extend: checked like any program, and never made live. */
  base: z.literal(true).optional(),
  languages: z.strictObject({
    participants: z.array(Language).min(1).max(30),
    staff: z.array(Language).min(1).max(30),
  }),
  zone: Zone,
  /** Mail goes out only between these times, every day but the holidays. */
  mailHours: z.strictObject({ from: Time, until: Time }).default({ from: "08:00", until: "20:00" }),
  holidays: z.array(Day).max(500).default([]),
  dates: z
    .strictObject({
      from: z.union([Day, z.literal("not set")]),
      until: z.union([Day, z.literal("not set")]),
      source: Source.optional(),
    })
    .optional(),
  /** At most so many routine mails a person and day; a reply to what somebody has just done is none. */
  mailsPerDay: z.number().int().positive().default(1),
  roles: few(
    z.record(Word, z.strictObject({ staff: z.boolean().default(false), journey: Slug.optional() })),
    50,
  ),
  matching: Matching.optional(),
  coordinator: z.strictObject({ name: Word, email: z.email().max(254), phone: Word }),
  retention: z
    .strictObject({
      rawSubmissionsDays: z.number().int().positive().default(30),
      /** How long staff who may not come in any more stay in the list of staff; two years, when left out. */
      formerStaffDays: z.number().int().positive().optional(),
    })
    .default({ rawSubmissionsDays: 30 }),
  source: Source.optional(),
});
export type Program = z.infer<typeof Program>;

/** indicators.json. Names are `indicators.<id>`; `calculation` and `rationale` are in words, for funders. */
export const Indicators = z.strictObject({
  $schema: z.string().optional(),
  period: z.union([Word, z.literal("not set")]),
  source: Source.optional(),
  indicators: z
    .array(
      z.strictObject({
        id: Slug,
        calculation: Sentence,
        rationale: Sentence.optional(),
        target: z.union([z.number(), z.literal("not set")]),
        targetPerPeriod: z.union([z.number(), z.literal("not set")]).default("not set"),
        /** How it is counted: people with a journey of a role whose facts fit. "by hand" when the source gives no rule. */
        counts: z.union([
          z.literal("by hand"),
          z.strictObject({
            role: Word,
            status: Word.optional(),
            conditions: Conditions.optional(),
          }),
        ]),
        source: Source.optional(),
      }),
    )
    .max(200),
});
export type Indicators = z.infer<typeof Indicators>;

/** texts/<language>.json: ICU messages by key. */
export const Texts = few(z.record(z.string().max(200), z.string().max(10_000)), 5000);
export type Texts = z.infer<typeof Texts>;
