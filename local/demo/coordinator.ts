import type { Runtime } from "#adapters/runtime.ts";
import type { Task } from "#adapters/store.ts";
import { taskPath } from "#console/paths.ts";
import { answersOf } from "./answers.ts";
import { fewAtOnce } from "./few-at-once.ts";
import { type Fill, Hands } from "./hands.ts";
import { approveRound } from "./matchmaking.ts";
import { people } from "./people.ts";
import type { Persona } from "./persona.ts";

const day = 86_400_000;

/** The demo's coordinator: works through Today in the console, and leaves what came in lately for whoever opens the demo. */
export class Coordinator {
  private hands: Hands;
  private runtime: Runtime;
  private program: string;
  private byEmail: Map<string, Persona>;

  constructor(origin: string, runtime: Runtime, program: string, personas: readonly Persona[] = people) {
    this.hands = new Hands(origin);
    this.runtime = runtime;
    this.program = program;
    this.byEmail = new Map(personas.map((persona) => [persona.email, persona]));
  }

  async login(): Promise<void> {
    const { forms } = await this.hands.open("/console/login");
    if (forms[0]) await this.hands.submit(forms[0], answersOf(undefined));
  }

  /** Works every task older than `after` days, in the order they came in; calls to silent people wait for the visitor. */
  async work(now: string, after: number): Promise<void> {
    const open = await this.runtime.store.tasks.list(this.program, "open");
    await fewAtOnce(open, async (task) => {
      const age = (Date.parse(now) - Date.parse(task.effect.at)) / day;
      if (age >= after && this.takesOn(task, age)) await this.workOn(task, now);
    });
  }

  async proposeMatches(): Promise<void> {
    await approveRound(this.hands, `/console/${this.program}`);
  }

  private takesOn({ effect }: Task, age: number): boolean {
    if (effect.work.kind === "match" || effect.work.kind === "call" || effect.urgent) return false;
    return effect.work.kind !== "plan" || age >= 10;
  }

  private async workOn(task: Task, now: string): Promise<void> {
    const path = taskPath(`/console/${this.program}`, task.journey, task.effect.id);
    const { forms } = await this.hands.open(path);
    const form = forms.find(({ action }) => action === path);
    if (!form) return;
    const fill =
      task.effect.work.kind === "gathering"
        ? gathering(
            form.controls.some(({ name }) => name === "day"),
            now,
            this.dated(task),
          )
        : answersOf(await this.personaOf(task));
    await this.hands.submit(form, everything(fill));
  }

  private dates = new Set<string>();

  /** A gathering gets its date first, and is over the next time round. */
  private dated({ effect }: Task): boolean {
    const known = this.dates.has(effect.id);
    this.dates.add(effect.id);
    return known;
  }

  private async personaOf({ journey }: Task) {
    const found = await this.runtime.store.journeys.get(journey);
    const [party] = Object.values(found?.parties ?? {});
    const person = party && (await this.runtime.store.people.get(party.person));
    return this.byEmail.get(person?.email ?? "");
  }
}

/** In a checklist everything is ticked: the demo's staff are thorough. */
const everything =
  (fill: Fill): Fill =>
  (control) =>
    control.type === "checkbox" && fill(control) === control.options[0] ? control.options : fill(control);

function gathering(datable: boolean, now: string, dated: boolean): Fill {
  const inThreeDays = new Date(Date.parse(now) + 3 * day).toISOString().slice(0, 10);
  const dating: Record<string, string> = {
    day: inThreeDays,
    time: "17:00",
    place: "The meeting room of the demo",
    set: "date",
  };
  const closing: Record<string, string> = { outcome: "held", done: "yes" };
  return (control) =>
    control.type === "hidden" ? control.value : (datable && !dated ? dating : closing)[control.name];
}
