/** A table of markdown. */
export const table = (head: string[], rows: (string | number)[][]): string =>
  [head, head.map((_, n) => (n === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");

/** Three digits that count, and no more. */
export function shown(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1000) return Math.round(Number(value.toPrecision(3))).toLocaleString("en");
  if (size < 1e-9) return value.toExponential(1);
  return String(
    Number(value.toPrecision(size < 0.01 ? 2 : 3)).toLocaleString("en", { maximumSignificantDigits: 3 }),
  );
}

export const percent = (share: number): string => `${shown(share * 100)} %`;
