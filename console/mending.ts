import { reportDuplicates } from "#adapters/duplicates.ts";
import type { Journey } from "#core/journey/journey.ts";
import { mend, type Said, type Unmended } from "#core/people/mend.ts";
import type { Site } from "./site.ts";

/**
 * Writes down how to reach somebody. Whoever may be the same person is told of first, so that a crash can only tell of it too
 * early; said twice it is one. Letters that did not arrive stay where they are: staff have told what was in them.
 */
export async function mendPerson(
  runtime: Site,
  journey: Journey,
  id: string,
  said: Said,
): Promise<Unmended | undefined> {
  const { store } = runtime;
  const person = await store.people.get(id);
  const seen = person ? mend(person, said) : { not: "erased" as const };
  if ("not" in seen) return seen.not;
  if (said.email) await reportDuplicates(runtime, ownOf(journey, id), { ...seen, email: said.email });
  let not: Unmended | undefined;
  await store.people.change(id, (now) => {
    const mended = mend(now, said);
    not = "not" in mended ? mended.not : undefined;
    return "not" in mended || mended === now ? undefined : mended;
  });
  return not;
}

/** On the page of a match: the journey of the side that it is about. */
const ownOf = ({ id, parties }: Journey, person: string): string =>
  Object.values(parties).find((party) => party.person === person)?.journey ?? id;
