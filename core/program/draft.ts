import type { Problem } from "./pack.ts";

/** Words that are put together only when somebody reads them: guessing what was meant takes time. */
export type Words = string | (() => string);

/** A problem as it is found. */
export type Draft = Omit<Problem, "message" | "fix" | "example"> & {
  message: Words;
  fix: Words;
  example?: Words | undefined;
};

/** So many problems of one kind in one file are told; nobody mends more before checking again. */
const mostAlike = 50;

/** By file, then as one reads; nothing twice, nothing longer than anyone reads, and of very many alike the first and how many more. */
export function inOrder(drafts: readonly Draft[]): Problem[] {
  const crowds = new Map<string, Crowd>();
  for (const draft of drafts.toSorted(asOneReads)) {
    const kind = JSON.stringify([draft.file, draft.code, draft.level]);
    const crowd = crowds.get(kind) ?? { told: new Map(), places: new Set(), more: 0 };
    crowds.set(kind, crowd);
    add(crowd, draft);
  }
  return [...crowds.values()]
    .flatMap(({ told, rest }) => [...told.values(), ...(rest ? [rest] : [])])
    .sort(asOneReads);
}

/** Problems of one kind in one file, and what stands for those that are not told. */
interface Crowd {
  told: Map<string, Problem>;
  places: Set<string>;
  more: number;
  rest?: Problem;
}

function add(crowd: Crowd, draft: Draft): void {
  if (draft.more !== undefined) return addMore(crowd, draft, draft.more);
  const place = `${draft.line}:${draft.column}`;
  if (crowd.told.size >= mostAlike) {
    if (!crowd.places.has(place)) addMore(crowd, draft, 1);
  } else {
    const problem = written(draft);
    crowd.told.set(sameness(problem), problem);
  }
  crowd.places.add(place);
}

function addMore(crowd: Crowd, draft: Draft, more: number): void {
  crowd.more += more;
  const { file, line, column, code, level } = crowd.rest ?? draft;
  crowd.rest = {
    ...{ file, line, column, code, ...(level && { level }) },
    message: `and ${crowd.more} more of this kind in this file`,
    fix: "Mend those before it, then check again.",
    more: crowd.more,
  };
}

const asOneReads = (one: Draft, other: Draft): number =>
  (one.file < other.file ? -1 : one.file > other.file ? 1 : 0) ||
  one.line - other.line ||
  one.column - other.column;

const longest = 600;

function written({ message, fix, example, ...draft }: Draft): Problem {
  const said = (words: Words) => (typeof words === "string" ? words : words());
  const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest)} ...` : text);
  return {
    ...draft,
    message: cut(said(message)),
    fix: cut(said(fix)),
    ...(example !== undefined && { example: said(example) }),
  };
}

/** What is said twice of one place is said once: a named condition may be wrong in every rule that refers to it. */
const sameness = ({ line, column, message, fix }: Problem) => JSON.stringify([line, column, message, fix]);
