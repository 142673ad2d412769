import { answersOf } from "#local/demo/answers.ts";
import { Hands } from "#local/demo/hands.ts";
import type { Persona } from "#local/demo/persona.ts";
import type { Caught } from "#local/mailbox.ts";

/** Every letter that the mail catcher shows, oldest first. */
export async function outbox(origin: string): Promise<Caught[]> {
  const response = await fetch(`${origin}/outbox/api?limit=5000`);
  return ((await response.json()) as Caught[]).reverse();
}

export const linkOf = ({ text }: Pick<Caught, "text">): string | undefined => /\/p\/[\w.~-]+/.exec(text)?.[0];

/** Follows the link of a letter and answers what is asked there; nothing where nothing is asked any more. */
export async function answer(origin: string, persona: Persona, link: string): Promise<void> {
  const hands = new Hands(origin);
  const { forms } = await hands.open(link);
  const form = forms.find(({ action }) => !action.includes("not-right"));
  if (form) await hands.submit(form, answersOf(persona));
}
