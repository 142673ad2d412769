import { answersOf } from "./answers.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { Hands } from "./hands.ts";
import { people } from "./people.ts";
import type { Persona } from "./persona.ts";

/** A letter in the mail catcher, as far as its reader cares. */
export interface Received {
  id: string;
  to: string;
  at: string;
  text: string;
}

const patienceDays = { quick: 1, slow: 12, silent: Number.POSITIVE_INFINITY };

/** The people of the demo reading their mail: each follows the link of a letter once, when their habit says so. */
export class Participants {
  private done = new Set<string>();
  private rounds = new Map<string, number>();
  private origin: string;
  private byEmail: Map<string, Persona>;

  constructor(origin: string, personas: readonly Persona[] = people) {
    this.origin = origin;
    this.byEmail = new Map(personas.map((persona) => [persona.email, persona]));
  }

  async readMail(letters: Received[], now: string): Promise<void> {
    await fewAtOnce(letters, async (letter) => {
      const persona = this.byEmail.get(letter.to);
      const link = /\/p\/[\w.~-]+/.exec(letter.text)?.[0];
      if (!persona || !link || this.done.has(link) || !isReady(persona, letter, now)) return;
      this.done.add(link);
      await this.answer(persona, link);
    });
  }

  private async answer(persona: Persona, link: string): Promise<void> {
    const hands = new Hands(this.origin);
    const { forms } = await hands.open(link);
    const form = forms.find(({ action }) => !action.includes("not-right"));
    if (!form) return;
    const key = `${persona.email} ${form.controls.map(({ name }) => name).join()}`;
    const round = this.rounds.get(key) ?? 0;
    this.rounds.set(key, round + 1);
    await hands.submit(form, answersOf(persona, round));
  }
}

function isReady(persona: Persona, letter: Received, now: string): boolean {
  return Date.parse(now) - Date.parse(letter.at) >= patienceDays[persona.habit] * 86_400_000;
}
