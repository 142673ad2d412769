import type { Problem } from "#core/program/pack.ts";
import { count, style } from "./print.ts";
import { problemLines } from "./problems.ts";
import { compare } from "./problems-since.ts";

/** What is known of each program, and those whose files could not even be opened. */
export interface State {
  known: Map<string, Known>;
  unread: Map<string, string>;
}

/**
 * What keeps a program from being read, what was found when it last could be, and what was worth knowing when it last had no error.
 * A bracket that is missing hides everything else, and nothing is mended by that.
 */
export interface Known {
  unreadable: Problem[];
  problems: Problem[];
  notes: Problem[];
}

/** What is wrong in a program is wrong in those that extend it too, and is said once. */
const all = ({ known }: State): Problem[] => {
  const found = [...known.values()].flatMap((each) => [...each.unreadable, ...each.problems, ...each.notes]);
  const each = found.map((problem) => [JSON.stringify(problem), problem] as const);
  return [...new Map(each).values()];
};

/** Everything that is wrong, and whether there is anything. */
export const standing = (state: State): string[] => [...problemLines(all(state)), summary(state)];

/** What is new and what is mended since the last check; nothing when nothing changed. */
export function changes(before: State, now: State, files: string[]): string[] {
  const { fresh, gone } = compare(all(before), all(now));
  const unread = [...now.unread].filter(([id, code]) => before.unread.get(id) !== code);
  const again = [...before.unread.keys()].filter((id) => now.known.has(id) && !now.unread.has(id));
  if (files.length === 0 && fresh.length + gone.length + unread.length + again.length === 0) return [];
  return [
    "",
    `${new Date().toTimeString().slice(0, 8)}  ${changesOf(files)}`,
    ...gone.map(({ file, message, level }) => {
      return `${style("green", level === "note" || !isThere(now, file) ? "gone" : "mended")}  ${file}  ${message}`;
    }),
    ...fresh.flatMap((problem) => {
      const [first, ...rest] = problemLines([problem]);
      return [`${style("red", "new")}  ${first}`, ...rest];
    }),
    ...unread.map(([id, code]) => `${style("red", "unread")}  ${id} cannot be read (${code}); we try again.`),
    ...again.map((id) => `${style("green", "read")}  ${id} can be read again`),
    summary(now),
  ];
}

const isThere = ({ known }: State, file: string): boolean => known.has(file.split("/")[0]!);

const most = 3;
const changesOf = (files: string[]): string =>
  files.length === 0
    ? "looked again"
    : `changed: ${files.slice(0, most).join(", ")}${files.length > most ? ` and ${files.length - most} more` : ""}`;

function summary(state: State): string {
  const names = [...state.known.keys()];
  if (state.unread.size > 0) return style("red", `not read: ${[...state.unread.keys()].join(", ")}`);
  if (names.length === 0) return "There are no programs here.";
  const problems = all(state).filter(({ level }) => level !== "note").length;
  return problems === 0
    ? `${style("green", "fine")}  ${names.join(", ")}`
    : style("red", count(problems, "problem"));
}
