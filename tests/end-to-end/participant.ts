import { answersOf } from "#local/demo/answers.ts";
import { Hands } from "#local/demo/hands.ts";
import type { Persona } from "#local/demo/persona.ts";

/** A letter in the mail catcher, as far as its reader cares. */
export interface Letter {
  id: string;
  to: string[];
  subject: string;
  text: string;
  headers: Record<string, string>;
  key: string;
  at: string;
}

/** Oldest first. */
export async function outbox(origin: string): Promise<Letter[]> {
  const response = await fetch(`${origin}/outbox/api?limit=5000`);
  return ((await response.json()) as Letter[]).reverse();
}

export const linkOf = ({ text }: Pick<Letter, "text">): string | undefined => /\/p\/[\w.~-]+/.exec(text)?.[0];

/** Follows the link of a letter and answers what is asked there; nothing where nothing is asked any more. */
export async function answer(origin: string, persona: Persona, link: string): Promise<void> {
  const hands = new Hands(origin);
  const { forms } = await hands.open(link);
  const form = forms.find(({ action }) => !action.includes("not-right"));
  if (form) await hands.submit(form, answersOf(persona));
}
