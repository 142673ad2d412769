import type { ConsoleOptions } from "#console/app.tsx";
import { aProgram } from "../functions/a-program.ts";
import { aDesk, twoLanguages } from "./a-desk.ts";

/** Words that stand nowhere else, by the field of the table of rights that they are told in. */
export const canaries = {
  contact: ["canary-mail@example.org", "+358 00 7771"],
  ordinary: ["canary-ordinary"],
  conversation: ["canary-health"],
  staff: ["canary-staff"],
  concern: ["canary-concern"],
};

/** Somebody of whom something is known in each field. */
export async function aConfidence(options: ConsoleOptions = {}) {
  const { facts } = aProgram().facts;
  const pack = twoLanguages({
    facts: {
      facts: {
        ...facts,
        hobby: { type: "text" },
        health: { type: "text", kind: "conversation" },
        talked: { type: "text", kind: "staff" },
      },
      derived: {},
    },
  });
  const desk = await aDesk({ pack, options });
  const journey = "jrn_canary";
  const person = await desk.join(journey);
  const known = (await desk.runtime.store.people.get(person))!;
  await desk.runtime.store.people.save({
    ...known,
    email: canaries.contact[0]!,
    phone: canaries.contact[1]!,
    version: known.version + 1,
  });
  const set = {
    type: "facts-set",
    schema: 1,
    id: "told",
    at: desk.runtime.clock.now(),
    by: "coordinator",
  } as const;
  const told = { hobby: "canary-ordinary", health: "canary-health", talked: "canary-staff" };
  await desk.runtime.store.events.put(journey, { ...set, facts: told });
  for (const one of desk.executions.all.values()) if (one.token) await desk.runtime.machine.wake(one.token);
  await desk.run();
  return Object.assign(desk, { journey });
}
