import * as z from "zod";

const named = (what: string, pattern: RegExp, example: string) =>
  z.string().regex(pattern, `${what} is written like "${example}"`).max(64);

/** Names of files, steps, tracks and outcomes: lower case words joined by hyphens. */
export const Slug = named("a name", /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "first-interview");

/** Names of conditions, as rules refer to them. */
export const ConditionName = named("a condition", /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "speaks-enough");

/** Names of facts: one word in camelCase. */
export const FactName = named("the name of a fact", /^[a-z][a-zA-Z0-9]*$/, "hasEducation");

/** A fact as rules name it: plain for the one the journey is about, with a role in front for a side of a pair. */
export const FactRef = named("a fact", /^([a-z][a-zA-Z0-9]*\.)?[a-z][a-zA-Z0-9]*$/, "mentor.languages");

/** Where a figure or a wish comes from: a line of the program's own documents, or "our reading". */
export const Source = z.string().max(300);

/** A role, a rule set, a unit, ...: whether there is such a one is for the checks to say. */
export const Word = z.string().max(100);

/** A sentence or two: a question of a partner's form, a reason, a calculation. */
export const Sentence = z.string().max(1000);

/** A group with names of its own choice, and no more of them than a program needs: checking it stays a matter of moments. */
export const few = <T extends z.ZodRecord>(group: T, most: number): T =>
  group.check(({ value, issues }) => {
    if (Object.keys(value).length <= most) return;
    issues.push({ code: "too_big", origin: "record", maximum: most, inclusive: true, input: value });
  });

/** A BCP 47 language tag, such as "en", "ar" or "uk". */
export const Language = named("a language", /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "uk");
