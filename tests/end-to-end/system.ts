import { resolve } from "node:path";
import { after, day } from "#adapters/moment.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Persona } from "#local/demo/persona.ts";
import type { Caught } from "#local/mailbox.ts";
import { type Local, type LocalOptions, startLocal } from "#local/start.ts";
import { Coordinator } from "./coordinator.ts";
import { answer, linkOf, outbox } from "./participant.ts";
import { applicationOf, post } from "./partner.ts";

export const rules = resolve(import.meta.dirname, "../../rules");
const start = "2026-03-02T08:00:00.000Z";

/** The whole system in this process, with what a test does to it from outside. */
export interface System extends Local {
  pack: Pack;
  secretOf(form: string): string;
  /** Posts the signed application of this person, and lets everything happen that follows at once. */
  apply(persona: Persona): Promise<void>;
  /** The last letter to this person that has a link to a page. */
  letterTo(persona: Persona): Caught;
  /** Days in which these people answer their mail and a coordinator works what is on Today. */
  live(personas: Persona[], days: number): Promise<void>;
}

export async function startSystem(options: Partial<LocalOptions> = {}): Promise<System> {
  const local = await startLocal({ rules, port: 0, startAt: start, ...options });
  const pack = (await local.runtime.store.packs.live("cemewe"))!;
  const secretOf = (form: string): string => local.runtime.secrets.webhook("cemewe", form)[0]!;
  const oneDay = async (
    personas: Persona[],
    coordinator: Coordinator,
    answered: Set<string>,
  ): Promise<void> => {
    for (const letter of await outbox(local.url)) {
      const [link, persona] = [linkOf(letter), personas.find(({ email }) => letter.to.includes(email))];
      if (!link || !persona || answered.has(link)) continue;
      answered.add(link);
      await answer(local.url, persona, link);
    }
    for (const path of await coordinator.openTasks()) await coordinator.work(path, local.clock.now());
    await local.time.advanceTo(after(local.clock.now(), day));
  };
  return {
    ...local,
    pack,
    secretOf,
    async apply(persona) {
      await post(local.url, applicationOf(pack, persona, secretOf, local.clock.now()));
      await local.time.settle();
    },
    letterTo({ email }) {
      const letters = local.mailbox.list(1000);
      const letter = letters.find(({ to, text }) => to.includes(email) && text.includes("/p/"));
      if (!letter) throw new Error(`no letter with a link to ${email} among ${letters.length}`);
      return letter;
    },
    async live(personas, days) {
      const coordinator = new Coordinator(local.url, personas);
      await coordinator.login();
      const answered = new Set<string>();
      for (let n = 0; n < days; n += 1) await oneDay(personas, coordinator, answered);
    },
  };
}
