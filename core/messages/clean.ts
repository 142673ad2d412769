/**
 * What was written by others goes into letters and headers as one plain line: no line breaks that would begin a new
 * header, no invisible marks that would turn the rest of the line around, no double braces that would pass for a slot
 * of ours, no dash in front that would make a list of the paragraph. Joiners stay, Persian needs them.
 */
export function oneLine(words: string, longest = 300): string {
  const line = withoutDirections(words.replace(controls, " ")).replace(/\s+/g, " ").trim();
  return shortened(line.replace(/\{(?=\{)/g, "{ ").replace(/^- /, "– "), longest);
}

/** Without the characters that set the direction of text. */
export const withoutDirections = (words: string): string => words.replace(directions, "");

/** Counted in whole characters, so that none is cut in two. */
export function shortened(words: string, longest: number): string {
  const characters = [...words];
  return characters.length <= longest
    ? words
    : `${characters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`;
}

/** Sets words apart from the line around them, so that a Latin name sits right in an Arabic sentence. */
export const isolated = (words: string): string => (words === "" ? "" : `\u2068${words}\u2069`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g;
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
