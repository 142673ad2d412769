import * as z from "zod";
import { Language, Slug, Source } from "./identifier.ts";
import { Conditions } from "./rule-set.ts";

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day such as "08:00"');
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day such as "2026-12-24"');

/** program.json. What people read about it is `program.name`, `program.from` (who writes) and `program.why`. */
export const Program = z.strictObject({
  $schema: z.string().optional(),
  /** Another program's folder, whose files this one repeats only where it differs. */
  extends: Slug.optional(),
  languages: z.strictObject({ participants: z.array(Language).min(1), staff: z.array(Language).min(1) }),
  zone: z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", {
    error: 'write a time zone such as "Europe/Helsinki"',
  }),
  /** Mail goes out only between these times, every day but the holidays. */
  mailHours: z.strictObject({ from: Time, until: Time }).default({ from: "08:00", until: "20:00" }),
  holidays: z.array(Day).default([]),
  dates: z
    .strictObject({
      from: z.union([Day, z.literal("not set")]),
      until: z.union([Day, z.literal("not set")]),
      source: Source.optional(),
    })
    .optional(),
  /** At most so many routine mails a person and day. */
  mailsPerDay: z.number().int().positive().default(3),
  roles: z.record(
    z.string(),
    z.strictObject({ staff: z.boolean().default(false), journey: Slug.optional() }),
  ),
  /** The rule set that says who may be matched with whom and how well, and the journey of a match. */
  matching: z
    .strictObject({
      constraints: z.string(),
      scores: z.string(),
      journey: Slug,
      mentor: z.string(),
      mentee: z.string(),
    })
    .optional(),
  coordinator: z.strictObject({ name: z.string(), email: z.email(), phone: z.string() }),
  retention: z
    .strictObject({ rawSubmissionsDays: z.number().int().positive().default(30) })
    .default({ rawSubmissionsDays: 30 }),
  source: Source.optional(),
});
export type Program = z.infer<typeof Program>;

/** indicators.json. Names are `indicators.<id>`; `calculation` and `rationale` are in words, for funders. */
export const Indicators = z.strictObject({
  $schema: z.string().optional(),
  period: z.union([z.string(), z.literal("not set")]),
  source: Source.optional(),
  indicators: z.array(
    z.strictObject({
      id: Slug,
      calculation: z.string(),
      rationale: z.string().optional(),
      target: z.union([z.number(), z.literal("not set")]),
      targetPerPeriod: z.union([z.number(), z.literal("not set")]).default("not set"),
      /** How it is counted: people with a journey of a role whose facts fit. "by hand" when the source gives no rule. */
      counts: z.union([
        z.literal("by hand"),
        z.strictObject({
          role: z.string(),
          status: z.string().optional(),
          conditions: Conditions.optional(),
        }),
      ]),
      source: Source.optional(),
    }),
  ),
});
export type Indicators = z.infer<typeof Indicators>;

/** texts/<language>.json: ICU messages by key. */
export const Texts = z.record(z.string(), z.string());
export type Texts = z.infer<typeof Texts>;
