/** A paragraph of a letter: its lines, or the items of a list when every line begins with "- ". */
export type Passage = { lines: string[]; items?: undefined } | { items: string[]; lines?: undefined };

export function passageOf(words: string): Passage {
  const lines = words.split("\n").map((line) => line.trim());
  return lines.every((line) => line.startsWith("- "))
    ? { items: lines.map((line) => line.slice(2)) }
    : { lines };
}
