import type { Letter } from "#core/messages/letter.ts";

/**
 * The letter as plain text. An address stands alone on its line and without direction marks: mail programs would take a
 * mark at its end for a part of it, and a line of Latin letters runs from left to right by itself.
 */
export function plainLetter(letter: Letter): string {
  const { button, stopAt } = letter;
  const blocks = [
    letter.heading,
    letter.greeting,
    ...letter.paragraphs,
    button && `${button.label}:\n${button.url}`,
    letter.signature.join("\n"),
    "* * *",
    letter.help,
    letter.why,
    letter.stop,
    stopAt && `${stopAt.label}\n${stopAt.url}`,
  ];
  return `${blocks.filter((block) => block !== undefined).join("\n\n")}\n`;
}
