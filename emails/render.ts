import type { Letter } from "#core/messages/letter.ts";
import { fillLetter } from "./fill.ts";
import { plainLetter } from "./plain.ts";

/** A letter as the mailer sends it. Slots for links come through as they are. */
export interface Rendered {
  subject: string;
  html: string;
  text: string;
}

/** Filled into what the components drew beforehand: React is not there at run time. */
export async function renderLetter(letter: Letter): Promise<Rendered> {
  return { subject: letter.subject, html: fillLetter(letter), text: plainLetter(letter) };
}
