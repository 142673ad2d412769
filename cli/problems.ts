import type { Problem } from "#core/program/pack.ts";
import { style } from "./print.ts";

/** Problems of a program, their files named from the folder with the programs. */
export const fromRules = (id: string, problems: Problem[]): Problem[] =>
  problems.map(({ against, ...problem }) => ({
    ...problem,
    file: named(id, problem.file),
    ...(against && { against: { ...against, file: named(id, against.file) } }),
  }));

const named = (id: string, file: string): string =>
  file.startsWith("../") ? file.slice(3) : `${id}/${file}`;

/** Problems as people read them: where, what, and how to mend it. */
export function problemLines(problems: Problem[]): string[] {
  return problems.flatMap((problem) => [
    `${style("bold", `${seen(problem.file)}:${problem.line}:${problem.column}`)}  ${levels[problem.level ?? "error"]}${seen(problem.message)}`,
    `    ${seen(problem.fix)}`,
    ...(problem.example ? [`    For example: ${seen(problem.example)}`] : []),
  ]);
}

/** Names of files and values may hold anything: what would speak to the terminal is shown as JSON has it. */
const seen = (words: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  words.replace(/[\u0000-\u001f\u007f-\u009f]/g, (sign) =>
    sign < " " ? JSON.stringify(sign).slice(1, -1) : `\\u00${sign.charCodeAt(0).toString(16)}`,
  );

const levels = { error: "", warning: "Warning: ", note: "Good to know: " };
