import type { Runtime } from "#adapters/runtime.ts";
import type { Pack } from "#core/program/pack.ts";
import { Coordinator } from "./coordinator.ts";
import { postingOf } from "./form-body.ts";
import { Participants, type Received } from "./participants.ts";
import { people } from "./people.ts";
import type { Persona } from "./persona.ts";

/** The running system, as the demo uses it: from outside, through its doors and its clock. */
export interface Stage {
  origin: string;
  runtime: Runtime;
  /** Lets time pass until then; everything that is due happens in order. */
  advanceTo(instant: string): Promise<void>;
  /** Every letter sent so far. */
  outbox(): Promise<Received[]>;
}

const program = "cemewe";
const forms = { mentee: "mentee-application", mentor: "mentor-application" };
const weeks = 19;
const day = 86_400_000;

/** The demo's first morning, seen from today. The clock must stand there before anything is posted. */
export const firstDay = (today: string): string =>
  `${new Date(Date.parse(today) - weeks * 7 * day).toISOString().slice(0, 10)}T08:00:00.000Z`;

/** Two mornings a week, when letters may go out at once. */
const mornings = (today: string): string[] =>
  Array.from({ length: weeks * 2 + 1 }, (_, step) => Math.floor(step / 2) * 7 + (step % 2) * 3)
    .map((days) => new Date(Date.parse(firstDay(today)) + days * day).toISOString())
    .filter((morning) => morning <= today);

/**
 * Brings about forty invented people to life, by posting their applications to the hooks, moving the clock, following the links
 * in their mail and working the coordinator's tasks: nothing here writes a row.
 */
export async function playDemo(stage: Stage, today: string, progress: (line: string) => void): Promise<void> {
  const pack = await stage.runtime.store.packs.live(program);
  if (!pack) return progress(`The demo needs the program ${program}, which is not live.`);
  const participants = new Participants(stage.origin);
  const coordinator = new Coordinator(stage.origin, stage.runtime, program);
  await coordinator.login();
  const steps = mornings(today);
  const reached = stage.runtime.clock.now();
  for (const [step, now] of steps.entries()) {
    // After an interruption it goes on with the morning it was at: whatever is posted again is known.
    if ((steps[step + 1] ?? today) <= reached) continue;
    await stage.advanceTo(now);
    await apply(stage, pack, step, now);
    await participants.readMail(await stage.outbox(), now);
    await coordinator.work(now, step > steps.length - 4 ? 6 : 2);
    if (step % 2 === 0 && step < steps.length - 1) await coordinator.proposeMatches();
    progress(`The demo is at ${now.slice(0, 10)} (${Math.round((100 * (step + 1)) / steps.length)} %)`);
  }
  await stage.advanceTo(today);
}

async function apply(stage: Stage, pack: Pack, step: number, now: string): Promise<void> {
  for (const [index, persona] of people.entries()) {
    if (persona.week * 2 === step) await post(stage, pack, persona, index, now);
  }
}

async function post(stage: Stage, pack: Pack, persona: Persona, index: number, now: string): Promise<void> {
  const form = forms[persona.role];
  const [secret] = stage.runtime.secrets.webhook(program, form);
  if (!secret) throw new Error(`the form ${form} of ${program} has no secret`);
  const { headers, body, key } = postingOf(pack, form, persona, `demo-${index + 1}`, secret, now);
  const response = await fetch(new URL(`/hooks/${program}/${form}${key ? `/${key}` : ""}`, stage.origin), {
    method: "POST",
    headers,
    body,
  });
  if (!response.ok)
    throw new Error(
      `the application of ${persona.email} was refused: ${response.status} ${await response.text()}`,
    );
}
