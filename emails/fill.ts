import type { Letter } from "#core/messages/letter.ts";
import drawn from "./letter.parts.json" with { type: "json" };
import { passageOf } from "./lines.ts";
import type { Parts } from "./parts.ts";
import { escaped, template } from "./template.ts";

/** The letter's HTML, byte for byte what the components draw (tests compare them), without React. */
export const fillLetter = (letter: Letter): string => (letter.dir === "rtl" ? rtl : ltr)(letter);

const ltr = filler(drawn.ltr);
const rtl = filler(drawn.rtl);

function filler(parts: Parts): (letter: Letter) => string {
  const whole = template(parts.letter);
  const paragraph = paragraphFiller(parts);
  const { action, address } = addressFiller(parts);
  const preview = previewFiller(parts);
  return (letter) =>
    whole({
      language: escaped(letter.language),
      subject: escaped(letter.subject),
      preview: preview(letter.preview),
      from: escaped(letter.from),
      heading: escaped(letter.heading),
      greeting: letter.greeting ? paragraph(letter.greeting) : "",
      paragraphs: letter.paragraphs.map(paragraph).join(""),
      action: letter.button ? action(letter.urlNote ?? "", letter.button.url, letter.button.label) : "",
      signature: letter.signature.map(escaped).join(parts.lineBreak),
      help: escaped(letter.help),
      why: escaped(letter.why),
      stop: escaped(letter.stop),
      stopAt: letter.stopAt ? address(letter.stopAt.label, letter.stopAt.url) : "",
    });
}

function paragraphFiller(parts: Parts): (words: string) => string {
  const [paragraph, list] = [template(parts.paragraph), template(parts.list)];
  return (words) => {
    const { lines, items } = passageOf(words);
    return items
      ? list({ items: items.map(escaped).join(parts.itemBreak) })
      : paragraph({ lines: lines.map(escaped).join(parts.lineBreak) });
  };
}

function addressFiller(parts: Parts) {
  const [action, address] = [template(parts.action), template(parts.address)];
  const written = (note: string, url: string) => ({
    note: escaped(note),
    url: escaped(url),
    href: runsAsScript.test(url) ? parts.blocked : escaped(url),
  });
  return {
    action: (note: string, url: string, label: string) =>
      action({ ...written(note, url), label: escaped(label) }),
    address: (note: string, url: string) => address(written(note, url)),
  };
}

function previewFiller({ preview: { longest, padded, padding } }: Parts): (words: string) => string {
  const filledUp = template(padded);
  return (words) =>
    words.length < longest
      ? filledUp({ preview: escaped(words), padding: padding.repeat(longest - words.length) })
      : escaped(words.slice(0, longest));
}

/** React's own measure of such an address: browsers skip these characters when they read "javascript:". */
const runsAsScript =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what browsers skip
  /^[\u0000-\u001f ]*j[\r\n\t]*a[\r\n\t]*v[\r\n\t]*a[\r\n\t]*s[\r\n\t]*c[\r\n\t]*r[\r\n\t]*i[\r\n\t]*p[\r\n\t]*t[\r\n\t]*:/i;
