/** Nobody misspells a longer word by accident. */
const longest = 100;

/** So many pairs of signs are held against each other for one guess: enough for thousands of words, if few are alike. */
const mostWork = 100_000;

/** The known word that someone probably meant, if one is near enough to be worth a question. Of very many it looks at the first. */
export function guess(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined;
  const meant = plain(word);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  let work = 0;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const [from, to] = apart(meant, plain(candidate));
    work += candidate.length;
    if (differ(from, to) >= least) continue;
    work += from.length * to.length;
    if (work > mostWork) break;
    const distance = edits(from, to);
    if (distance < least) [best, least] = [candidate, distance];
    if (least === 0) break;
  }
  return best;
}

/** `; did you mean "x"?`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const meant = guess(word, known);
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
}

/** "a", "b" or "c"; a long list is cut. */
export function oneOf(words: Iterable<string>, link = "or"): string {
  const all = [...words];
  const shown = all.slice(0, 14).map((word) => `"${word}"`);
  if (all.length > shown.length) return `${shown.join(", ")}, ...`;
  const last = shown.pop() ?? "";
  return shown.length > 0 ? `${shown.join(", ")} ${link} ${last}` : last;
}

/** How to mend a name that is not known: the likely one, else what there is. */
export function writeOneOf(word: string, known: Iterable<string>, otherwise = "Take it out."): string {
  const all = [...known];
  const meant = guess(word, all);
  if (meant !== undefined) return `Write "${meant}".`;
  if (all.length > 12) return "Write one that is there, or add this one.";
  return all.length > 0 ? `Write ${oneOf(all)}.` : otherwise;
}

const plain = (word: string) => word.toLowerCase().replace(/[\s_.-]/g, "");

/** Two words without what they begin and end with alike. */
function apart(one: string, other: string): [string, string] {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return [one.slice(start, one.length - end), other.slice(start, other.length - end)];
}

/** Never more than the edits between two words, and quicker to find: how many letters one of them lacks. */
function differ(from: string, to: string): number {
  const left = new Map<string, number>();
  for (const letter of to) left.set(letter, (left.get(letter) ?? 0) + 1);
  let lacking = 0;
  for (const letter of from) {
    const have = left.get(letter) ?? 0;
    if (have === 0) lacking += 1;
    else left.set(letter, have - 1);
  }
  return Math.max(lacking, lacking + to.length - from.length);
}

/** Insertions, deletions, changes and swaps of neighbors that turn one word into the other. */
function edits(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? cost) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[to.length]!;
}
