import type { Problem } from "#core/program/pack.ts";

/**
 * What is new and what is gone between two checks. A problem that only moved to another line, because something was written above
 * it, is the same; two alike are two.
 */
export function compare(before: Problem[], now: Problem[]): { fresh: Problem[]; gone: Problem[] } {
  return { fresh: without(now, before), gone: without(before, now) };
}

function without(problems: Problem[], others: Problem[]): Problem[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(nameOf(other), (left.get(nameOf(other)) ?? 0) + 1);
  return problems.filter((problem) => {
    const name = nameOf(problem);
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count <= 0;
  });
}

const nameOf = ({ file, rule, code, message, fix }: Problem): string =>
  JSON.stringify([file, rule, code, message, fix]);
