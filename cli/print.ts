import { styleText } from "node:util";

/** Words in bold and color on a terminal that wants them; util.styleText looks at NO_COLOR, FORCE_COLOR and the stream. */
export const style = (format: Parameters<typeof styleText>[0], words: string): string =>
  styleText(format, words, { stream: process.stdout });

/** The one object of `--json`. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function print(...lines: string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** For people, beside the data: never on stdout. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Columns as wide as their widest cell. The last one is left as it is. */
export function aligned(rows: string[][]): string[] {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, column) => Math.max(most[column] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
}

/** "1 problem", "2 problems". */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
