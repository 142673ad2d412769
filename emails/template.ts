/** What goes into the holes of a template, ready-made HTML each. */
export type Filling = Record<string, string>;
export type Template = (filling: Filling) => string;

/**
 * A template is HTML with holes such as {{heading}}. Its holes are found here, once, before any words are in it: so words
 * that look like a hole stay words.
 */
export function template(html: string): Template {
  const pieces = html.split(hole);
  return (filling) => pieces.map((piece, at) => (at % 2 === 0 ? piece : wanted(filling, piece))).join("");
}

/** The names of a template's holes, in order. */
export const holesOf = (html: string): string[] => html.split(hole).filter((_, at) => at % 2 === 1);

/** What React writes for words, in a text and in an attribute. Half a character cannot be sent: both write "\ufffd" for it. */
export const escaped = (words: string): string =>
  words.toWellFormed().replace(/["&'<>]/g, (sign) => entities[sign]!);

const hole = /\{\{(\w+)\}\}/;
const entities: Record<string, string> = {
  '"': "&quot;",
  "&": "&amp;",
  "'": "&#x27;",
  "<": "&lt;",
  ">": "&gt;",
};

function wanted(filling: Filling, name: string): string {
  const html = filling[name];
  if (html === undefined)
    throw new Error(`emails/letter.parts.json has a hole "${name}" that emails/fill.ts does not fill`);
  return html;
}
