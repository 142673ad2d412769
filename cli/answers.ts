import * as z from "zod";
import { Found } from "./checking.ts";

/** For how many of the people under way, and of the matches, rules say something else than before. */
const Counted = z.strictObject({ changed: z.number().int(), of: z.number().int() });

const Entry = z.strictObject({
  at: z.string(),
  version: z.string(),
  before: z.string().optional(),
  by: z.string(),
  undone: z.literal(true).optional(),
  reason: z.string().optional(),
  impact: Counted.optional(),
});

const told = z.array(
  z.strictObject({
    name: z.string().optional(),
    says: z.string(),
    why: z.string().optional(),
    source: z.string().optional(),
  }),
);

/** Of `waymark never --json`: `holds` is what the software holds, `promises` what people keep. */
export const NeverAnswer = z.strictObject({
  programs: z.array(
    z.strictObject({
      program: z.string(),
      language: z.string(),
      name: z.string(),
      asks: told,
      looks: told,
      holds: told,
      promises: told,
    }),
  ),
});

const number = z.number().int();

/** For how many of the people under way each choice would count; see `waymark move`. */
const Choices = z.strictObject({ new: number, waiting: number, past: number, "next-step": number });

/**
 * The contract of `waymark publish --json`. `before` and `after` are versions; the same one twice is nothing new. With `impact` and
 * not published: somebody would change, and nobody has said yes. With `overtaken`: somebody else has published since, newest first, and
 * `before` is what is live by now. `choices` count the people whom the version could count for, besides those who come from now on.
 */
export const PublishAnswer = z.strictObject({
  program: z.string(),
  published: z.boolean(),
  before: z.string().optional(),
  after: z.string().optional(),
  files: z.array(z.string()).optional(),
  impact: Counted.optional(),
  choices: Choices.optional(),
  /** Forms that could not be read until now, and are read once more. */
  readAgain: number.optional(),
  overtaken: z.array(Entry).optional(),
  problems: z.array(Found),
});

/** Of `waymark publish --history --json`, newest first. */
export const HistoryAnswer = z.strictObject({
  program: z.string(),
  live: z.string().optional(),
  history: z.array(Entry),
  /** How many people, and matches, under way are on each version. */
  people: z.record(z.string(), number),
});

/** Of `waymark move --json`: whom each choice moves, who is left where they are and why, and who was told to go over. */
export const MoveAnswer = z.strictObject({
  program: z.string(),
  to: z.string(),
  choices: Choices,
  there: number,
  left: z.array(
    z.strictObject({
      journey: z.string(),
      steps: z.array(z.strictObject({ step: z.string(), why: z.string() })),
    }),
  ),
  moved: z.array(z.string()),
});
export type MoveAnswer = z.infer<typeof MoveAnswer>;

/** Of `waymark doctor --json`. */
export const DoctorAnswer = z.strictObject({
  stage: z.string().optional(),
  findings: z.array(
    z.strictObject({
      level: z.enum(["problem", "unreachable", "note"]),
      code: z.string(),
      message: z.string(),
      fix: z.string(),
    }),
  ),
});

/** Of `waymark invite --json`. */
export const InviteAnswer = z.strictObject({ name: z.string(), address: z.url(), until: z.string() });

const counts = z.record(z.string(), z.number());

/** Of `waymark erase PERSON --json`: what would go. */
export const WouldEraseAnswer = z.strictObject({
  person: z.string(),
  program: z.string(),
  own: z.array(z.string()),
  matches: z.array(z.strictObject({ journey: z.string(), state: z.enum(["running", "ending", "over"]) })),
  erased: z.literal(false),
  would: counts,
});

/** Of `waymark erase PERSON --yes --json`: what went, and what keeps it from being finished. */
export const EraseAnswer = z.strictObject({
  person: z.string(),
  erased: z.boolean(),
  gone: counts,
  waiting: z.strictObject({ matches: z.array(z.string()), executions: z.array(z.string()) }),
});

/** Of `waymark erase --again --json`: ids of people. */
export const EraseAgainAnswer = z.strictObject({
  inLedger: z.number(),
  cameBack: z.array(z.string()),
  unfinished: z.array(z.string()),
});

/**
 * Of `waymark import --json`. Lines are those of the file, columns count from 1. "new" would be taken in; "known" was before; "twice" stands in
 * line `first` too; "failed" could not be sent and may be tried again.
 */
export const ImportAnswer = z.strictObject({
  program: z.string(),
  form: z.string(),
  version: z.string(),
  imported: z.boolean(),
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.strictObject({ unknown: z.array(z.string()), missing: z.array(z.string()) }),
  counts: z.record(z.enum(["new", "taken in", "known", "twice", "refused", "failed"]), number),
  rows: z.array(
    z.strictObject({
      line: number,
      verdict: z.enum(["new", "taken in", "known", "twice", "refused", "failed"]),
      key: z.string().optional(),
      /** What the first rules of the journey say of what stands in the file. */
      decision: z
        .strictObject({ ruleSet: z.string(), outcome: z.string(), needs: z.array(z.string()) })
        .optional(),
      differs: z.boolean().optional(),
      first: number.optional(),
      column: number.optional(),
      heading: z.string().optional(),
      message: z.string().optional(),
      fix: z.string().optional(),
    }),
  ),
});

/** Of `waymark reread --json`: ids of forms and journeys, and names of facts; never what somebody said. */
export const RereadAnswer = z.strictObject({
  program: z.string(),
  form: z.string(),
  version: z.string(),
  done: z.boolean(),
  again: z.array(z.string()),
  corrections: z.array(
    z.strictObject({ submission: z.string(), journey: z.string(), facts: z.array(z.string()) }),
  ),
  same: number,
  past: number,
  unfit: z.array(z.string()),
});
