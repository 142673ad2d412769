import type { Person } from "#core/people/person.ts";
import { typeformBody } from "./a-program.ts";
import { aWorld, type World } from "./a-world.ts";

/** One applicant whose first two letters, a tell and an ask, wait for the postman. */
export async function applied(world?: World, token = "abc") {
  const made = world ?? (await aWorld());
  await made.typeform(typeformBody(token, { email: `${token}@example.org` }));
  for (const submission of made.streamed.splice(0)) await made.map({ submission });
  await made.run();
  const [person] = await made.runtime.store.people.sameEmail("test", `${token}@example.org`);
  const [journey] = await made.runtime.store.people.journeysOf(person!);
  const { store } = made.runtime;
  return {
    world: made,
    store,
    person: person!,
    journey: journey!,
    states: async () =>
      (await store.mails.ofJourney(journey!)).map((mail) => `${mail.state} ${mail.reason ?? ""}`.trim()),
    /** As if somebody else had brought about the letters, and not the applicant. */
    async asRoutine() {
      for (const mail of await store.mails.ofJourney(journey!))
        await store.mails.move({ ...mail, effect: { ...mail.effect, urgency: "routine" } }, mail.state);
    },
    async change(edit: Partial<Person>) {
      const found = (await store.people.get(person!))!;
      await store.people.save({ ...found, ...edit, version: found.version + 1 });
    },
  };
}
