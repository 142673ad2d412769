import type { Fault } from "./json-guard.ts";

/** Says in plain words what a JSON parser stumbled over at `offset`. */
export function syntaxFault(text: string, offset: number): Fault {
  const before = text.slice(0, offset).trimEnd().length - 1;
  const seen = { text, offset, before, open: openBrackets(text, offset).at(-1) };
  const char = endsWhole(text, offset) ? undefined : text.slice(offset).trimStart().match(/^./su)?.[0];
  if (text.trim() === "") return fault(0, "the file is empty", 'Write at least "{}".');
  if (char === undefined) return ends(seen);
  if (/[}\]]/.test(char)) return closes(seen, char);
  if (/[,:]/.test(char)) {
    return fault(
      offset,
      `a "${char}" is not expected here`,
      "Take it away, or write what is missing before it.",
    );
  }
  if (/['‘’“”„«»]/u.test(char)) {
    return fault(
      offset,
      `${char} does not open or close a text`,
      'Put texts between straight double quotes: ".',
    );
  }
  if (/[/#]/.test(char)) {
    return fault(
      offset,
      "JSON has no comments",
      'Take the comment away; many entries may have a "source" for it.',
    );
  }
  return between(seen, char);
}

/** What was read up to the fault: `before` is the last character before it, `open` the innermost open bracket. */
interface Seen {
  text: string;
  offset: number;
  before: number;
  open: number | undefined;
}

/** A last whole value that could stand there: the parser means that the file should go on after it. */
const endsWhole = (text: string, offset: number): boolean =>
  /[[,:]$/.test(text.slice(0, offset).trimEnd()) &&
  /^\s*("[^"]*"|-?[\d.]+|true|false|null)\s*$/.test(text.slice(offset));

const fault = (offset: number, message: string, fix: string): Fault => ({
  offset,
  code: "json.syntax",
  message,
  fix,
});

function ends({ text, offset, open }: Seen): Fault {
  if (open === undefined) return fault(offset, "the file ends too early", "Write the rest of it.");
  const bracket = text[open]!;
  return fault(
    open,
    `the file ends, but this "${bracket}" is never closed`,
    `Add the closing "${closing(bracket)}".`,
  );
}

function closes({ text, offset, before, open }: Seen, char: string): Fault {
  if (open === undefined) return fault(offset, `there is one "${char}" too many`, "Take it away.");
  const wanted = closing(text[open]!);
  if (wanted !== char) {
    const opened = `"${text[open]}" in line ${text.slice(0, open).split("\n").length}`;
    return fault(
      offset,
      `"${char}" stands where ${opened} must be closed`,
      `Write "${wanted}" here, or before it.`,
    );
  }
  if (text[before] === ",")
    return fault(before, `there is a comma before the closing "${char}"`, "Take the comma away.");
  if (text[before] === ":") return fault(before, "after this colon the value is missing", "Write the value.");
  return fault(offset, `"${char}" is not expected here`, "After a name write a colon and a value.");
}

/** Something stands where a comma, a colon or the end should be, or a word has no quotes. */
function between({ text, offset, before, open }: Seen, char: string): Fault {
  const word = text.slice(offset).match(/^\p{L}[\p{L}\p{N}_$.-]*/u)?.[0];
  if (open === undefined && before >= 0) {
    return fault(offset, "the file goes on after its end", "Take away what comes after the last bracket.");
  }
  if (word && /[{[,:]/.test(text[before] ?? "")) {
    return fault(offset, `the word ${quoted(word)} stands without quotes`, bareFix(word));
  }
  if (text[before] === '"' && open !== undefined && text[open] === "{" && isName(text, before)) {
    return fault(before, "after this name a colon is missing", 'Write ":" between the name and its value.');
  }
  if (/["}\]\w]/.test(text[before] ?? "") && before < offset - 1) {
    return fault(before, "after this a comma is missing", 'Write "," between two entries.');
  }
  return fault(
    offset,
    `${quoted(char)} is not expected here`,
    "Take it away, or put it between double quotes.",
  );
}

/** Whether the text that ends at `end` is a name: what comes before it is a comma or the opening bracket. */
function isName(text: string, end: number): boolean {
  let start = end - 1;
  while (start > 0 && (text[start] !== '"' || text[start - 1] === "\\")) start--;
  return /[{,]$/.test(text.slice(0, start).trimEnd());
}

function bareFix(word: string): string {
  const meant = ["true", "false", "null"].find((literal) =>
    literal.startsWith(word.toLowerCase().slice(0, 2)),
  );
  return meant
    ? `Write ${meant}, or ${quoted(word)} between double quotes.`
    : `Write ${quoted(word)} between double quotes.`;
}

function openBrackets(text: string, until: number): number[] {
  const open: number[] = [];
  let inText = false;
  for (let offset = 0; offset < until; offset++) {
    const char = text[offset]!;
    if (inText && char === "\\") offset++;
    else if (char === '"') inText = !inText;
    else if (!inText && /[{[]/.test(char)) open.push(offset);
    else if (!inText && /[}\]]/.test(char)) open.pop();
  }
  return open;
}

const quoted = (word: string) => JSON.stringify(word.slice(0, 40));
const closing = (bracket: string) => (bracket === "{" ? "}" : "]");
