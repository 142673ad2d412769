import type * as z from "zod";
import { type Advanced, advance } from "#core/journey/advance.ts";
import type { Effect } from "#core/journey/effect.ts";
import { JourneyEvent } from "#core/journey/event.ts";
import type { Journey } from "#core/journey/journey.ts";
import { openJourney } from "#core/journey/open.ts";
import type { FactValue } from "#core/program/fact.ts";
import { Pack } from "#core/program/pack.ts";
import type { JourneyDefinition } from "#core/program/step.ts";

type Input<S extends z.ZodType> = z.input<S>;

export type StepInput = Input<typeof JourneyDefinition>["stages"][number]["steps"][number];
export type TrackInput = NonNullable<Input<typeof JourneyDefinition>["tracks"]>[number];

/** A Monday morning in Helsinki. */
export const monday = "2026-03-02T07:00:00.000Z";

const base: Input<typeof Pack> = {
  id: "test",
  version: "0123456789ab",
  program: {
    languages: { participants: ["en"], staff: ["en"] },
    zone: "Europe/Helsinki",
    roles: { mentee: { journey: "mentee" }, mentor: { journey: "mentor" }, coordinator: { staff: true } },
    coordinator: { name: "Testa Sample", email: "testa@example.org", phone: "+358 00 000" },
  },
  facts: {
    facts: {
      motivated: { type: "boolean" },
      health: { type: "choice", values: ["good", "poor"], kind: "conversation" },
      group: { type: "choice", values: ["light", "intensive"], kind: "staff" },
      answer: { type: "choice", values: ["yes", "no"] },
      rhythm: { type: "duration", about: "pair" },
      meetingOutcome: { type: "choice", values: ["held", "did not come"] },
      trainingTheoryHours: { type: "number", kind: "staff" },
      trainingPracticeHours: { type: "number", kind: "staff" },
    },
  },
  never: {},
  intake: {},
  ruleSets: {
    routing: {
      decides: "group",
      hitPolicy: "first match",
      rules: [
        {
          name: "in-poor-health",
          conditions: { all: [{ fact: "health", operator: "equal", value: "poor" }] },
          event: { type: "intensive" },
        },
        {
          name: "motivated",
          conditions: { all: [{ fact: "motivated", operator: "equal", value: true }] },
          event: { type: "light" },
        },
      ],
      otherwise: { type: "review" },
    },
  },
  journeys: {},
  forms: {
    survey: { raters: ["mentee"], questions: [{ fact: "motivated" }] },
    meeting: { raters: ["mentor"], questions: [{ fact: "meetingOutcome" }] },
  },
  agreements: { pair: { clauses: [{ id: "respect" }], blanks: ["rhythm"] } },
  plans: {
    goals: {
      owner: "coordinator",
      groups: [{ id: "first", items: [{ id: "language" }, { id: "network" }] }],
    },
  },
  texts: { en: {} },
  examples: {},
};

/** A program with this one journey. */
export function aPack(name: string, definition: Input<typeof JourneyDefinition>): Pack {
  return Pack.parse({ ...base, journeys: { [name]: definition } });
}

/** A mentee's journey that is just these steps, then a close. */
export function aMenteePack(
  steps: Input<typeof JourneyDefinition>["stages"][number]["steps"],
  more: Partial<Input<typeof JourneyDefinition>> = {},
): Pack {
  const closing = { id: "end", do: "close", as: "completed" } as const;
  return aPack("mentee", { role: "mentee", stages: [{ id: "screen", steps: [...steps, closing] }], ...more });
}

/** A journey with its program and its clock, driven the way production drives it. */
export class Traveler {
  journey: Journey;
  pack: Pack;
  now: string;
  seen: Effect[] = [];
  decisions: Advanced["decisions"] = [];
  conditions: Advanced["conditions"] = [];
  private events = 0;

  constructor(
    pack: Pack,
    options: { facts?: Record<string, FactValue>; now?: string; match?: boolean } = {},
  ) {
    this.pack = pack;
    this.now = options.now ?? monday;
    const definition = Object.keys(pack.journeys)[0]!;
    const party = (role: string) => ({
      person: `per_${role}`,
      givenName: role === "mentor" ? "Mika" : "Noor",
      journey: options.match ? `jrn_${role}` : undefined,
      facts: {},
      copiedAt: this.now,
    });
    const roles = options.match ? ["mentor", "mentee"] : [pack.journeys[definition]!.role];
    const parties = Object.fromEntries(roles.map((role) => [role, party(role)]));
    this.journey = openJourney({
      id: "jrn_1",
      pack,
      definition,
      parties,
      facts: options.facts ?? {},
      by: "mentee",
      now: this.now,
    });
    this.take();
  }

  /** Advances now, with these events. */
  take(...events: JourneyEvent[]): this {
    const before = structuredClone(this.journey);
    const { journey, effects, decisions, conditions } = advance(this.journey, this.pack, events, this.now);
    if (JSON.stringify(before) !== JSON.stringify(this.journey))
      throw new Error("advance changed the journey it was given");
    this.journey = journey;
    this.seen.push(...effects);
    this.decisions.push(...decisions);
    this.conditions.push(...conditions);
    return this;
  }

  /** Lets time pass, waking the journey whenever it asked to be woken. */
  until(moment: string): this {
    while (this.journey.wakeAt !== undefined && this.journey.wakeAt <= moment) {
      this.now = this.journey.wakeAt;
      this.take();
    }
    this.now = moment;
    return this;
  }

  event(event: Record<string, unknown>): JourneyEvent {
    this.events += 1;
    return JourneyEvent.parse({ id: `evt_${this.events}`, at: this.now, by: "mentee", ...event });
  }

  answer(facts: Record<string, FactValue>, role = "mentee"): this {
    return this.take(this.event({ type: "answered", ask: this.asking().id, role, facts, by: role }));
  }

  work(event: Record<string, unknown>): this {
    const task = this.openTask();
    return this.take(this.event({ type: "worked", task, by: "coordinator", done: true, ...event }));
  }

  asking(thread = "main") {
    const waiting = this.journey.threads[thread]?.waiting;
    if (waiting?.kind !== "answers") throw new Error(`the ${thread} line does not wait for answers`);
    return waiting;
  }

  openTask(text?: string): string {
    const [id] =
      Object.entries(this.journey.openTasks).find(([, task]) => text === undefined || task.text === text) ??
      [];
    if (!id) throw new Error(`no open task ${text ?? ""}`);
    return id;
  }

  mails(): string[] {
    return this.of("mail").map(
      (mail) => `${mail.text.replace("mails.", "")}${mail.reminder ? ` reminder ${mail.reminder}` : ""}`,
    );
  }

  tasks(): string[] {
    return this.of("task").map((task) => task.text);
  }

  codes(): string[] {
    return this.of("log").flatMap((effect) => effect.entries.map((entry) => entry.code));
  }

  of<K extends Effect["kind"]>(kind: K): Extract<Effect, { kind: K }>[] {
    return this.seen.filter((effect): effect is Extract<Effect, { kind: K }> => effect.kind === kind);
  }
}
