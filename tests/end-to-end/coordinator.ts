import { answersOf } from "#local/demo/answers.ts";
import { type Fill, Hands } from "#local/demo/hands.ts";
import { approveRound } from "#local/demo/matchmaking.ts";
import type { Persona } from "#local/demo/persona.ts";

const base = "/console/cemewe";
const day = 86_400_000;

/** A coordinator with a browser and nothing else: what is open stands on Today, who it is about on the task's page. */
export class Coordinator {
  private hands: Hands;
  private byEmail: Map<string, Persona>;
  private dated = new Set<string>();

  constructor(origin: string, personas: Persona[]) {
    this.hands = new Hands(origin);
    this.byEmail = new Map(personas.map((persona) => [persona.email, persona]));
  }

  async login(): Promise<void> {
    const { forms } = await this.hands.open("/console/login");
    await this.hands.submit(forms[0]!, answersOf(undefined));
  }

  async openTasks(): Promise<string[]> {
    const { html } = await this.hands.open(base);
    return [
      ...new Set([...html.matchAll(/href="(\/console\/cemewe\/tasks\/[^"]+)"/g)].map(([, path]) => path!)),
    ];
  }

  /** Does one task as its page asks for it; nothing where it is done already. */
  async work(path: string, now: string): Promise<void> {
    const { html, forms } = await this.hands.open(path);
    const form = forms.find(({ action }) => action === path);
    if (!form) return;
    const gathering = form.controls.some(({ name }) => name === "day");
    const fill = gathering ? this.gathering(path, now) : answersOf(this.personaIn(html));
    await this.hands.submit(form, everything(fill));
    this.dated.add(path);
  }

  /** Approves the first pair of the open round, or of a new one, if there is one; says whether. */
  async propose(): Promise<boolean> {
    return (await approveRound(this.hands, base, 1)) > 0;
  }

  private personaIn(html: string): Persona | undefined {
    return [...html.matchAll(/[\w.-]+@example\.(?:org|net)/g)]
      .map(([email]) => this.byEmail.get(email))
      .find((persona) => persona !== undefined);
  }

  /** A gathering gets its date the first time, and was held the second. */
  private gathering(path: string, now: string): Fill {
    const on = new Date(Date.parse(now) + 2 * day).toISOString().slice(0, 10);
    const dating: Record<string, string> = { day: on, time: "17:00", place: "An invented room", set: "date" };
    const closing: Record<string, string> = { outcome: "held", done: "yes" };
    return (control) =>
      control.type === "hidden" ? control.value : (this.dated.has(path) ? closing : dating)[control.name];
  }
}

/** In a checklist everything is ticked. */
const everything =
  (fill: Fill): Fill =>
  (control) =>
    control.type === "checkbox" && fill(control) === control.options[0] ? control.options : fill(control);
