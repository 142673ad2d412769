import * as z from "zod";
import type { ContactField } from "./contact-field.ts";
import type { Fact } from "./fact.ts";
import { Zone } from "./zone.ts";

/** In which order a day is written, whatever stands between: "27.8.2024", "8/27/2024 12:34:21 PM", "2024-08-27T12:34:21Z". */
const DayOrder = z.enum(["day month year", "month day year", "year month day"]);

const words = [
  "lower-case",
  "upper-case",
  "yes-no",
  "decimal-comma",
  "decimal-point",
  "first-number",
  "age-from-birth-year",
  "phone",
  "email",
] as const;

/**
 * What is done to an answer before it is read; this list is all there is. What a step does not fit it leaves as it is, and the
 * answer is then told apart by its fact's type. `split` cuts at a sign: "Finnish; Arabic". `date` reads a day; with a time and a
 * zone (its own, or `zone`) it is the day on which that moment falls in the program's zone. "yes-no" knows yes and no in the
 * languages of partners' forms. "decimal-comma" reads 1.234,5 and "decimal-point" 1,234.5; "first-number" takes the 4 of "4 - I
 * agree". "age-from-birth-year" is the age that is surely reached: the birthday of this year is not counted.
 */
export const Transform = z.union([
  z.enum(words),
  z.strictObject({ split: z.string().min(1).max(5) }),
  z.strictObject({ date: DayOrder, zone: Zone.optional() }),
]);
export type Transform = z.infer<typeof Transform>;

/** How a file names a step: the word, or the name of the group. */
export const nameOf = (step: Transform): string => (typeof step === "string" ? step : Object.keys(step)[0]!);

/** What an answer is read as: a type of fact, or a part of how to reach a person. */
export type Read = Fact["type"] | ContactField;

const numbers: Read[] = ["number", "rating", "numbers"];
const anyCase: Read[] = ["choice", "choices", "place", "languages", "text", "language", "email"];

/** What the result of a step can be read as. */
export const typesOf: Record<string, readonly Read[]> = {
  "lower-case": anyCase,
  "upper-case": anyCase,
  "yes-no": ["boolean"],
  "decimal-comma": numbers,
  "decimal-point": numbers,
  "first-number": numbers,
  "age-from-birth-year": ["number"],
  phone: ["text", "phone"],
  email: ["text", "email"],
  split: ["choices", "languages", "numbers"],
  date: ["date"],
};
