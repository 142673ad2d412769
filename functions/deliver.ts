import { send } from "#adapters/inbox.ts";
import { linkId } from "#adapters/links.ts";
import { after, day } from "#adapters/moment.ts";
import { bind, type Has, machine, store } from "#adapters/runtime.ts";
import type { Link } from "#adapters/store.ts";
import type { Effect, MailEffect, OutgoingMail, TaskEffect } from "#core/journey/effect.ts";
import type { EventOf } from "#core/journey/event.ts";
import type { Journey } from "#core/journey/journey.ts";
import { freezeCohort, tellPart } from "./cohort.ts";
import { DeliverInput } from "./payloads.ts";
import { workOutRound } from "./round.ts";

/** How long a link of a letter opens its page; a reminder brings a fresh one. */
const linkDays = 30;

/**
 * Puts the rows of effects and never waits for the world. Each row has its effect's id, so a second delivery puts nothing
 * new; an effect that is no longer in the outbox was delivered before.
 */
export const create =
  (runtime: Has<"store" | "machine">) =>
  async (input: DeliverInput): Promise<{ delivered: number }> => {
    const { journey: id, effects: ids } = DeliverInput.parse(input);
    const journey = await runtime.store.journeys.get(id);
    if (!journey) return { delivered: 0 };
    const effects = journey.outbox.map(({ effect }) => effect).filter((effect) => ids.includes(effect.id));
    const failures: unknown[] = [];
    // One that cannot be delivered holds up none of its neighbors.
    for (const effect of effects)
      await deliver(runtime, journey, effect).catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
    return { delivered: effects.length };
  };

export const handler = bind(create, { machine, store });

async function deliver(runtime: Has<"store" | "machine">, journey: Journey, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case "mail":
      return mail(runtime, journey, effect);
    case "task":
      return task(runtime, journey, effect);
    case "task-closed":
      return closeTask(runtime, journey, effect);
    case "message":
      return message(runtime, effect);
    case "cohort":
      return freezeCohort(runtime, journey, effect);
    case "cohort-part":
      return tellPart(runtime, journey, effect);
    case "round":
      return workOutRound(runtime, journey, effect);
    case "log":
      await runtime.store.logs.put(journey.id, effect.id, effect.entries);
  }
}

/** The link first: a letter must never point at nothing. */
async function mail(
  { store }: Has<"store" | "machine">,
  journey: Journey,
  letter: OutgoingMail,
): Promise<void> {
  const { pack = journey.pack, ...effect } = letter;
  const { id, program } = journey;
  const dates = { createdAt: effect.at, expiresAt: after(effect.at, linkDays * day) };
  const place = { id: linkId(effect.id), program, journey: id, person: effect.to };
  await store.links.put({ ...place, ...openedBy(journey, effect), ...dates });
  await store.mails.put({
    effect,
    journey: id,
    program,
    pack,
    state: "queued",
    dueAt: effect.at,
    attempts: 0,
  });
}

/** A letter that asks nothing has a link as well: the one that stops letters. Its `ask` is no asking that could be open. */
function openedBy(
  { parties }: Journey,
  { asks, id, to, text }: MailEffect,
): Pick<Link, "ask" | "purpose" | "step" | "role"> {
  if (asks) return { ask: asks.id, purpose: asks.purpose, step: asks.step, role: asks.role };
  const role = Object.keys(parties).find((name) => parties[name]!.person === to) ?? to;
  return { ask: id, purpose: "form", step: text.slice(text.lastIndexOf(".") + 1), role };
}

async function task(
  { store }: Has<"store" | "machine">,
  journey: Journey,
  effect: TaskEffect,
): Promise<void> {
  const { id, program, definition, parties } = journey;
  const about = Object.values(parties).map((party) => party.givenName);
  await store.tasks.put({ effect, journey: id, program, definition, about, state: "open" });
}

/** Chunks go out side by side, so the task itself may not be there yet: then it is put before it is closed. */
async function closeTask(
  runtime: Has<"store" | "machine">,
  journey: Journey,
  effect: Extract<Effect, { kind: "task-closed" }>,
): Promise<void> {
  const opened = journey.outbox.map((entry) => entry.effect).find(({ id }) => id === effect.task);
  if (opened?.kind === "task") await task(runtime, journey, opened);
  await runtime.store.tasks.close(journey.id, effect.task, effect.why, effect.at);
}

async function message(
  runtime: Has<"store" | "machine">,
  { id, at, to, event }: Extract<Effect, { kind: "message" }>,
): Promise<void> {
  const sent: EventOf<typeof event.type> = { schema: 1, id, at, by: "engine", ...event };
  await send(runtime, to, sent);
}
