export const maxBytes = 256 * 1024;
export const maxDepth = 32;

/** What is wrong with a text before anyone tries to parse it, and at which character. */
export interface Fault {
  offset: number;
  code: string;
  message: string;
  fix: string;
}

/**
 * The first look at a text from outside, in one pass and without recursion, so that nothing in it can exhaust the parser.
 * Finds, too, the text that was never closed: the parser would only stumble over it many lines later.
 */
export function guard(text: string): Fault | undefined {
  if (tooLarge(text)) {
    const message = `the file is larger than ${maxBytes / 1024} KB`;
    return { offset: 0, code: "json.too-large", message, fix: "Split it into several files." };
  }
  const broken = text.search(notText);
  if (broken >= 0) {
    const fix = 'Save the file with the encoding "UTF-8".';
    return { offset: broken, code: "json.encoding", message: "here is a character that is not UTF-8", fix };
  }
  return scan(text);
}

/** What is left of bytes that were no UTF-8, and the empty bytes of UTF-16 and UTF-32. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: an empty byte is what a wide encoding leaves behind
const notText = /[\uFFFD\u0000]/;

const tooLarge = (text: string) => text.length > maxBytes || new TextEncoder().encode(text).length > maxBytes;

function scan(text: string): Fault | undefined {
  let depth = 0;
  let open = -1;
  for (let offset = 0; offset < text.length; offset++) {
    const char = text[offset]!;
    if (open >= 0) {
      if (char === '"') open = -1;
      else if (char === "\\") offset++;
      else if (char < " ") return unclosed(open, char);
    } else if (char === '"') open = offset;
    else if (char === "{" || char === "[") {
      if (++depth > maxDepth) return tooDeep(offset);
    } else if (char === "}" || char === "]") depth--;
  }
  return undefined;
}

function unclosed(offset: number, char: string): Fault {
  const message =
    char === "\t" ? "there is a tab inside this text" : "this text is not closed before its line ends";
  const fix =
    char === "\t"
      ? 'Write "\\t" or a space instead.'
      : 'Add the closing ". For a new line inside a text write "\\n".';
  return { offset, code: "json.syntax", message, fix };
}

function tooDeep(offset: number): Fault {
  const message = `brackets are nested more than ${maxDepth} deep`;
  return { offset, code: "json.too-deep", message, fix: "Say it with fewer groups inside groups." };
}
