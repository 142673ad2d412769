import type * as z from "zod";
import type { Path } from "./node.ts";
import { inside, valueAt } from "./shape.ts";

export type Issue = z.core.$ZodIssue;

/** Nothing of the value tells which branch was meant: what each of them wants to see. */
export interface Unclear {
  code: "unclear";
  path: Path;
  /** Names of which one is needed, when it is an object. */
  names: string[];
  /** Words of which one is needed. */
  words: string[];
  /** Kinds of value that would do, in words. */
  kinds: string[];
}

/**
 * Zod answers a value that fits no branch of a union with the complaints of all branches. This keeps those of the branch
 * that the writer evidently meant, so that what is reported is the exact leaf.
 */
export function sharpen(issues: readonly Issue[], value: unknown): (Issue | Unclear)[] {
  return issues.flatMap((issue) => (issue.code === "invalid_union" ? choose(issue, value) : [issue]));
}

function choose(issue: z.core.$ZodIssueInvalidUnion, value: unknown): (Issue | Unclear)[] {
  if (issue.errors.length === 0) return [discriminator(issue)];
  const here = valueAt(value, issue.path);
  const options = flatten(issue.errors);
  const entered = options.filter((errors) => !errors.some(atRoot));
  if (typeof here !== "object" || here === null || entered.length === 0)
    return [expectations(issue.path, options, here)];
  const scores = entered.map((errors) => strangeness(errors, here));
  const least = Math.min(...scores);
  const best = entered.filter((_, index) => scores[index] === least);
  // Where no name is missing, as with "all" and "any" in one group, what is there of the first is one too many of it.
  const unclear = best.length > 1 && least > 0 ? ambiguous(issue.path, best, here) : undefined;
  if (unclear && unclear.names.length > 0) return [unclear];
  return sharpen(best[0]!, here).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** A union inside a union is one list of branches. */
function flatten(options: readonly (readonly Issue[])[]): (readonly Issue[])[] {
  return options.flatMap((errors) => {
    const only = errors[0];
    return errors.length === 1 &&
      only?.code === "invalid_union" &&
      only.path.length === 0 &&
      only.errors.length > 0
      ? flatten(only.errors)
      : [errors];
  });
}

const atRoot = (issue: Issue) =>
  issue.path.length === 0 && ["invalid_type", "invalid_value", "invalid_format"].includes(issue.code);

/** How little a value looks like the branch: names that the branch does not know, names that it misses. */
function strangeness(errors: readonly Issue[], value: object): number {
  return errors.reduce((sum, issue) => {
    if (issue.path.length === 0 && issue.code === "unrecognized_keys") return sum + issue.keys.length;
    return sum + (missing(issue, value) ? 1 : 0);
  }, 0);
}

export const missing = (issue: Issue, value: unknown) =>
  (issue.code === "invalid_type" || issue.code === "invalid_value" || issue.code === "invalid_union") &&
  issue.path.length > 0 &&
  inside(valueAt(value, issue.path.slice(0, -1)), issue.path.at(-1)!) === undefined;

function ambiguous(path: Path, options: (readonly Issue[])[], value: object): Unclear {
  const lacking = options.map((errors) =>
    errors.filter((issue) => missing(issue, value) && issue.path.length === 1),
  );
  const names = [
    ...new Set(lacking.flatMap((issues) => issues.slice(0, 1).map((issue) => String(issue.path[0])))),
  ];
  return { code: "unclear", path, names, words: [], kinds: [] };
}

function discriminator(issue: z.core.$ZodIssueInvalidUnion): Issue | Unclear {
  const words = "options" in issue ? (issue.options as unknown[]).map(String) : [];
  return { code: "unclear", path: issue.path, names: [], words, kinds: [] };
}

function expectations(path: Path, options: (readonly Issue[])[], value: unknown): Unclear {
  const unclear: Unclear = { code: "unclear", path, names: [], words: [], kinds: [] };
  for (const errors of options) {
    const issue = errors[0]!;
    if (issue.code === "invalid_value") unclear.words.push(...issue.values.map(String));
    else if (issue.code === "invalid_format") unclear.kinds.push(issue.message.replace(/^write /, ""));
    else if (issue.code === "invalid_type") unclear.kinds.push(kindName(issue.expected));
    else if (typeof value !== "object") unclear.kinds.push(issue.message);
  }
  unclear.kinds = [...new Set(unclear.kinds)].filter(
    (kind) => !(unclear.kinds.length > 2 && kind === "a group in braces"),
  );
  return unclear;
}

export function kindName(expected: string): string {
  const kinds: Record<string, string> = {
    string: "a text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list in brackets",
    object: "a group in braces",
    record: "a group in braces",
  };
  return kinds[expected] ?? expected;
}
