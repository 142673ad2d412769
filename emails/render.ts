import type { Letter } from "#core/messages/letter.ts";
import { plainLetter } from "./plain.ts";

/** A letter as the mailer sends it. Slots for links come through as they are. */
export interface Rendered {
  subject: string;
  html: string;
  text: string;
}

/** React and its mail parts are only loaded with the first letter: most doors never draw one. */
export async function renderLetter(letter: Letter): Promise<Rendered> {
  const { drawLetter } = await import("./draw.tsx");
  return { subject: letter.subject, html: await drawLetter(letter), text: plainLetter(letter) };
}
