import * as z from "zod";
import { Example } from "./example.ts";
import { FactDictionary, type Facts } from "./fact.ts";
import { Agreement, Form, Plan } from "./form.ts";
import { Intake } from "./intake.ts";
import { Never } from "./never.ts";
import type { Place } from "./node.ts";
import { Indicators, Program, Texts } from "./program.ts";
import { RuleSet } from "./rule-set.ts";
import { JourneyDefinition } from "./step.ts";

/**
 * A whole program, resolved (overlay applied) and checked. This is what publishing stores by hash and what running code
 * reads; every record is keyed by the name of the file it came from.
 */
export const Pack = z.strictObject({
  /** The folder's name. */
  id: z.string(),
  /** First 12 hex digits of the SHA-256 of the canonical JSON of all the rest. */
  version: z.string(),
  program: Program,
  facts: FactDictionary,
  never: Never,
  intake: z.record(z.string(), Intake),
  ruleSets: z.record(z.string(), RuleSet),
  journeys: z.record(z.string(), JourneyDefinition),
  forms: z.record(z.string(), Form),
  agreements: z.record(z.string(), Agreement),
  plans: z.record(z.string(), Plan),
  texts: z.record(z.string(), Texts),
  indicators: Indicators.optional(),
  examples: z.record(z.string(), Example),
});
export type Pack = z.infer<typeof Pack>;

/** Something wrong in a pack: what, where and how to mend it. Lines and columns count from 1. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  /** The rule, step, fact or text that it is about, when there is one. */
  rule?: string;
  code: string;
  message: string;
  fix: string;
  /** Somebody it is so for, in the program's words. */
  example?: string;
  /** The same person's facts, as `decide` reads them. */
  person?: Facts;
  /** An error when left out. Only errors keep a program from being published; a note is no more than worth knowing. */
  level?: Level;
  /** How many more of its kind in its file this one stands for, when they are too many to be told. */
  more?: number;
  /** The line of never.json that it goes against. */
  against?: Place;
}

export type Level = "error" | "warning" | "note";

export const isError = ({ level }: Problem): boolean => level === undefined || level === "error";
