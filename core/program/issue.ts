import type * as z from "zod";
import { type Issue, kindName, missing, sharpen, type Unclear } from "./branch.ts";
import type { Draft, Words } from "./draft.ts";
import { didYouMean, guess, oneOf } from "./guess.ts";
import { type JsonNode, nameAround, nodeAt, type Path, placeAt } from "./node.ts";
import { namesAt, valueAt } from "./shape.ts";

/** What a schema holds against a file, each at the exact place, in words that say how to mend it. */
export function schemaProblems(
  schema: z.core.$ZodType,
  node: JsonNode,
  value: unknown,
  issues: readonly Issue[],
): Draft[] {
  const sharp = sharpen(issues, value);
  const file: File = { schema, node, value, free: new Map(), misspelled: new Set() };
  for (const key of misspelledIn(file, sharp)) file.misspelled.add(key);
  return sharp.flatMap((issue) => say(file, issue));
}

interface File {
  schema: z.core.$ZodType;
  node: JsonNode;
  value: unknown;
  /** Names that may stand at a path and do not stand there yet, by path. */
  free: Map<string, string[]>;
  /** Paths of names that are missing only because they were misspelled. */
  misspelled: Set<string>;
}

type Sharp = Issue | Unclear;

function misspelledIn(file: File, issues: Sharp[]): string[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [];
    const names = freeNames(file, issue.path);
    return issue.keys.map((key) => pathKey([...issue.path, guess(key, names) ?? key]));
  });
}

const pathKey = (path: Path) => path.map(String).join("\u0000");

function freeNames({ schema, value, free }: File, path: Path): string[] {
  const key = pathKey(path);
  const there = valueAt(value, path);
  const taken = typeof there === "object" && there !== null ? there : {};
  const names = free.get(key) ?? namesAt(schema, value, path).filter((name) => !Object.hasOwn(taken, name));
  free.set(key, names);
  return names;
}

function say(file: File, issue: Sharp): Draft[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => twoGroups(file, issue.path, key) ?? unknownName(file, issue.path, key));
  if (issue.code === "unclear") return [unclear(file, issue)];
  if (missing(issue, file.value)) return missingName(file, issue.path);
  switch (issue.code) {
    case "invalid_type":
      return [wrongKind(file, issue.path, [kindName(issue.expected)])];
    case "invalid_value":
      return [wrongWord(file, issue.path, issue.values.map(String), [])];
    case "invalid_key":
      return [wrongKey(file, issue)];
    case "too_small":
    case "too_big":
      return [wrongSize(file, issue)];
    default:
      return [asWritten(file, issue)];
  }
}

function problem(
  { node }: File,
  path: Path,
  what: "value" | "key",
  code: string,
  message: Words,
  fix: Words,
): Draft {
  const rule = nameAround(node, path);
  return { ...placeAt(node, path, what), ...(rule === undefined ? {} : { rule }), code, message, fix };
}

function unknownName(file: File, path: Path, key: string): Draft {
  const free = freeNames(file, path);
  const message = () => `"${key}" is not known here${didYouMean(key, free)}`;
  return problem(file, [...path, key], "key", "name.unknown", message, () => fixOfName(key, free));
}

const groups = ["all", "any", "not"];

/** Conditions are one kind of group. Of two, one often comes from the program that this one extends, where nobody sees it. */
function twoGroups(file: File, path: Path, key: string): Draft | undefined {
  const there = groups.filter((group) => nodeAt(file.node, [...path, group]) !== undefined);
  if (!there.includes(key) || there.length < 2) return undefined;
  const isTheirs = (group: string) => placeAt(file.node, [...path, group], "key").file.startsWith("../");
  const own = there.find((group) => !isTheirs(group)) ?? key;
  const theirs = there.find(isTheirs);
  if (theirs === undefined || theirs === own) {
    const message = `${oneOf(there, "and")} stand in one group`;
    return problem(file, [...path, key], "key", "group.two", message, "Put one of them inside the other.");
  }
  const message = `"${own}" stands beside the "${theirs}" of the program that this one extends`;
  const fix = `Write "${theirs}": null beside it, to take that one out.`;
  return problem(file, [...path, own], "key", "group.two", message, fix);
}

/** A name that nothing there comes near to has no business there. */
function fixOfName(key: string, free: readonly string[]): string {
  const meant = guess(key, free);
  if (meant !== undefined) return `Write "${meant}".`;
  const some = free.length > 0 && free.length <= 12;
  return some ? `Take it out; what else may stand here is ${oneOf(free)}.` : "Take it out.";
}

function missingName(file: File, path: Path): Draft[] {
  if (file.misspelled.has(pathKey(path))) return [];
  const name = String(path.at(-1));
  return [
    problem(file, path, "value", "name.missing", `"${name}" is missing`, `Add "${name}": and its value.`),
  ];
}

function unclear(file: File, { path, names, words, kinds }: Unclear): Draft {
  const value = valueAt(file.value, path);
  if (value === undefined && path.length > 0) {
    const choice = words.length > 0 ? ` Write ${oneOf(words)}.` : "";
    const name = String(path.at(-1));
    return problem(file, path, "value", "name.missing", `"${name}" is missing`, `Add "${name}".${choice}`);
  }
  if (names.length === 0)
    return words.length > 0 ? wrongWord(file, path, words, kinds) : wrongKind(file, path, kinds);
  const strange = Object.keys(value as object).find((key) => guess(key, names) && !names.includes(key));
  if (strange) return unknownName(file, path, strange);
  const message = `${oneOf(names)} is missing`;
  return problem(file, path, "value", "name.missing", message, `Add ${oneOf(names)}.`);
}

function wrongKind(file: File, path: Path, kinds: string[]): Draft {
  const value = valueAt(file.value, path);
  const wanted =
    kinds.length > 2 ? `${kinds.slice(0, -1).join(", ")} or ${kinds.at(-1)}` : kinds.join(" or ");
  if (value === null) {
    const fix = path.length > 0 ? "Write it, or leave the entry out." : "Write it, or remove the file.";
    return problem(file, path, "value", "value.null", `null stands here in place of ${wanted}`, fix);
  }
  const message = `${shown(value)} should be ${wanted}`;
  return problem(file, path, "value", "value.kind", message, `Write ${wanted}.`);
}

/** What people call the choice that a name stands for. */
const nouns: Record<string, string> = {
  operator: "an operator",
  do: "a kind of step",
  type: "a type of fact",
  sender: "a sender",
  hitPolicy: "a way to read the rules",
  kind: "a kind of fact",
};

function wrongWord(file: File, path: Path, words: string[], kinds: string[]): Draft {
  const value = valueAt(file.value, path);
  const word = typeof value === "string" ? value : "";
  const noun = nouns[String(path.at(-1))] ?? `possible for "${String(path.at(-1))}"`;
  const message = `${shown(value)} is not ${noun}${didYouMean(word, words)}`;
  const meant = guess(word, words);
  const others = kinds.length > 0 ? ` or ${kinds.join(" or ")}` : "";
  const fix = meant === undefined ? `Write ${oneOf(words)}${others}.` : `Write "${meant}".`;
  return problem(file, path, "value", "value.unknown", message, fix);
}

function wrongKey(file: File, issue: z.core.$ZodIssueInvalidKey): Draft {
  const key = String(issue.path.at(-1));
  const why = issue.issues[0]?.message ?? "it does not fit here";
  return problem(
    file,
    issue.path,
    "key",
    "name.written",
    `"${key}" cannot be a name here: ${why}`,
    `Mend it: ${why}.`,
  );
}

function wrongSize(file: File, issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Draft {
  const least = issue.code === "too_small";
  const bound = least ? issue.minimum : issue.maximum;
  const word = least ? (issue.inclusive === false ? "more than" : "at least") : "at most";
  const wanted = `${word} ${bound}${thingsOf(issue.origin, Number(bound))}`;
  const value = valueAt(file.value, issue.path);
  return problem(
    file,
    issue.path,
    "value",
    "value.size",
    `${shown(value)} should have ${wanted}`,
    `Write ${wanted}.`,
  );
}

function thingsOf(origin: string, count: number): string {
  if (origin === "string") return count === 1 ? " character" : " characters";
  if (!["array", "record"].includes(origin)) return "";
  return count === 1 ? " entry" : " entries";
}

function asWritten(file: File, issue: Issue): Draft {
  const value = valueAt(file.value, issue.path);
  const email = issue.code === "invalid_format" && issue.format === "email";
  const advice = email
    ? 'write an address such as "name@example.org"'
    : issue.message.replace(/^Invalid .*$/, "another value is needed here");
  const fix = `${advice[0]?.toUpperCase()}${advice.slice(1)}.`;
  return problem(
    file,
    issue.path,
    "value",
    "value.written",
    `${shown(value)} is not written right: ${advice}`,
    fix,
  );
}

/** A value as it is quoted in a message: short. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "the empty list" : "this list";
  if (typeof value === "object" && value !== null)
    return Object.keys(value).length === 0 ? "the empty group" : "this group";
  return JSON.stringify(typeof value === "string" ? value.slice(0, 60) : value) ?? "nothing";
}
