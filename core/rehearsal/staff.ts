import type { TaskEffect } from "../journey/effect.ts";
import type { EventOf } from "../journey/event.ts";
import type { Journey } from "../journey/journey.ts";
import { later } from "../journey/time.ts";
import type { ExamplePerson } from "../program/example.ts";
import type { Facts } from "../program/fact.ts";
import { factsFor, questionsOf } from "./people.ts";
import type { Coming, World } from "./world.ts";

type Work = Extract<Coming, { do: "work" }>;
type Done = Partial<Pick<EventOf<"worked">, "facts" | "outcome" | "date" | "place" | "ticked" | "done">>;

/** A coordinator works on a task that is still open: the day after it came up, and as the program hopes. */
export function work(world: World, { journey: id, task, visit }: Work): void {
  const journey = world.journeys.get(id)!;
  if (!journey.openTasks[task.id]) return;
  const done = workOn(world, journey, task, visit);
  if (!done) return;
  const common = {
    schema: 1,
    id: `${task.id}/worked/${visit}`,
    at: world.now,
    by: "coordinator",
    task: task.id,
  } as const;
  const event = { type: "worked", ...common, facts: {}, done: true, ...done } as const;
  world.coming.put(world.now, { do: "event", journey: id, event });
  if (done.date !== undefined)
    world.coming.put(done.date, { do: "work", journey: id, task, visit: visit + 1 });
}

/** Nothing: a call reaches nobody sooner than they would answer by themselves, and what a program left "not set" nobody here can set. */
function workOn(
  world: World,
  journey: Journey,
  { work, text, step }: TaskEffect,
  visit: number,
): Done | undefined {
  switch (work.kind) {
    case "form":
      return { facts: ask(world, journey, questionsOf(world.pack, work.form), work.form) };
    case "facts":
      return { facts: ask(world, journey, work.facts, undefined) };
    case "plan":
      return {
        ticked:
          world.pack.plans[work.plan]?.groups.flatMap((group) => group.items.map((item) => item.id)) ?? [],
      };
    case "choose":
      return { outcome: work.outcomes.includes(work.proposed) ? work.proposed : work.outcomes[0] };
    case "training":
      return { facts: hoursOf(world, journey, step) };
    case "gathering":
      return visit === 1
        ? { date: later(world.now, "P7D", world.pack.program.zone), place: "the usual place", done: false }
        : { outcome: "held" };
    case "done":
      return text === "tasks.not-set" ? undefined : {};
    case "call":
    case "match":
    case "round":
      return undefined;
  }
}

/** What staff write down about those in the journey; in a match a name says whose fact it is (`mentor.area`). */
function ask(world: World, journey: Journey, names: string[], form: string | undefined): Facts {
  const everyone = Object.keys(journey.parties).flatMap((role) => personOf(world, journey, role));
  const entries = names.map((name) => {
    const [role, plain] = name.includes(".") ? name.split(".") : [undefined, name];
    const people = role === undefined ? everyone : personOf(world, journey, role);
    return [name, factsFor(world, people, [plain!], form)[plain!]] as const;
  });
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function personOf(world: World, journey: Journey, role: string): ExamplePerson[] {
  const actor = world.actors.get(journey.parties[role]?.person ?? "");
  return actor ? [actor.person] : [];
}

/** As many hours as the program asks for, or as it offers at most where it asks for none. */
function hoursOf(world: World, journey: Journey, id: string | undefined): Facts {
  const definition = world.pack.journeys[journey.definition]!;
  const step = [...definition.stages, ...definition.tracks]
    .flatMap((part) => part.steps)
    .find((candidate) => candidate.id === id);
  if (step?.do !== "training") return {};
  const hours = (range: typeof step.theoryHours) => range?.min ?? range?.max ?? 0;
  return { trainingTheoryHours: hours(step.theoryHours), trainingPracticeHours: hours(step.practiceHours) };
}
