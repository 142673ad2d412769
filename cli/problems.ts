import type { Problem } from "#core/program/pack.ts";
import { style } from "./print.ts";

/** Problems of a program, their files named from the folder with the programs. */
export const fromRules = (id: string, problems: Problem[]): Problem[] =>
  problems.map((problem) => ({
    ...problem,
    file: problem.file.startsWith("../") ? problem.file.slice(3) : `${id}/${problem.file}`,
  }));

/** Problems as people read them: where, what, and how to mend it. */
export function problemLines(problems: Problem[]): string[] {
  return problems.flatMap((problem) => [
    `${style("bold", `${problem.file}:${problem.line}:${problem.column}`)}  ${problem.message}`,
    `    ${problem.fix}`,
    ...(problem.example ? [`    For example: ${problem.example}`] : []),
  ]);
}
