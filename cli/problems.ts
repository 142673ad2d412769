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
    `${style("bold", `${problem.file}:${problem.line}:${problem.column}`)}  ${levels[problem.level ?? "error"]}${problem.message}`,
    `    ${problem.fix}`,
    ...(problem.example ? [`    For example: ${problem.example}`] : []),
  ]);
}

const levels = { error: "", warning: "Warning: ", note: "Good to know: " };
