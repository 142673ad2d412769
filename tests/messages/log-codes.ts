import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const rooms = ["core/journey", "core/people", "adapters", "functions"].map((room) =>
  join(import.meta.dirname, "../..", room),
);

/** The source of all that writes into a journey's log or opens tasks. */
export const source: string = rooms
  .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((file) => join(room, file)))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

const calls = [...source.matchAll(/\b(?:log\(\s*draft,|free\(draft, event,)/g)].map(({ index }) =>
  callAt(index),
);

/** Every code that a journey logs. */
export const logged: string[] = codesOf(calls);

/** Those that stand in the timeline as done by the program itself, without the receipt of a decision. */
export const loggedByTheEngine: string[] = codesOf(
  calls.filter((call) => !/\bby: event\.|\breceipt: decision/.test(call)),
);

/** Every text of a task of the house that is opened anywhere. */
export const houseTasks: string[] = [
  ...new Set([...source.matchAll(/"(tasks\.[a-z-]+)"/g)].map(([, stem]) => stem!)),
];

/** A call, up to the parenthesis that closes it. */
function callAt(start: number): string {
  let depth = 0;
  for (let end = start; end < source.length; end++) {
    if (source[end] === "(") depth += 1;
    if (source[end] === ")" && --depth === 0) return source.slice(start, end);
  }
  return source.slice(start);
}

/** The code is the second argument: one text, or a choice of two. */
function codesOf(all: string[]): string[] {
  const seconds = all.map((call) => /,([^{]*)/s.exec(call)?.[1] ?? "");
  const quoted = seconds.flatMap((words) => [...words.matchAll(/"([a-z.-]+)"/g)]);
  return [...new Set(quoted.map(([, code]) => code!))];
}
