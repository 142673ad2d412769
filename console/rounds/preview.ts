import type { Journey } from "#core/journey/journey.ts";
import { matchingOf } from "#core/matching/candidate.ts";
import type { Couple } from "#core/matching/staged-round.ts";
import { composeLetter, type Letter } from "#core/messages/letter.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Step } from "#core/program/step.ts";
import type { Desk } from "../desk.ts";

/** The first letter of a match to one of its sides; without a letter, `why` there is none. */
export interface Preview {
  role: string;
  name: string;
  letter?: Letter;
  why?: string;
}

const writing = ["ask", "tell", "sign"] as const;
type Writing = Extract<Step, { do: (typeof writing)[number] }>;

/** Both letters as they would go out today, each in the words of its reader, in the order in which the program writes them. */
export async function previews(desk: Desk, sides: Record<keyof Couple, Journey>): Promise<Preview[]> {
  const { mentor, mentee } = matchingOf(desk.pack);
  const names = {
    [`${mentor}Name`]: nameIn(sides.mentor, mentor),
    [`${mentee}Name`]: nameIn(sides.mentee, mentee),
  };
  const own = { [mentor]: sides.mentor, [mentee]: sides.mentee };
  return Promise.all(
    firstLetters(desk.pack).map(({ role, step }) => previewOf(desk, role, own[role]!, names, step)),
  );
}

/** Of each side, the first step that writes to it whatever was answered before. */
function firstLetters(pack: Pack): { role: string; step: Writing }[] {
  const { journey, mentor, mentee } = matchingOf(pack);
  const steps = pack.journeys[journey]?.stages.flatMap((stage) => stage.steps) ?? [];
  const letters = steps.flatMap((step) => (isWriting(step) && !step.when ? [step] : []));
  return [mentor, mentee]
    .flatMap((role) => {
      const step = letters.find((one) => readersOf(one)?.includes(role) ?? true);
      return step ? [{ role, step }] : [];
    })
    .sort((a, b) => letters.indexOf(a.step) - letters.indexOf(b.step));
}

const isWriting = (step: Step): step is Writing => (writing as readonly string[]).includes(step.do);

const readersOf = (step: Writing): string[] | undefined => ("by" in step ? step.by : step.to);

async function previewOf(
  desk: Desk,
  role: string,
  journey: Journey,
  names: Record<string, string>,
  step: Writing,
): Promise<Preview> {
  const name = nameIn(journey, role);
  const person = await desk.runtime.store.people.get(journey.parties[role]?.person ?? "");
  if (!person) return { role, name, why: "There is nobody to write to any more." };
  const text = `mails.${matchingOf(desk.pack).journey}.${step.id}`;
  const effect = {
    ...{ kind: "mail" as const, id: "preview", at: desk.now, to: person.id, text, params: names },
    ...{ reminder: 0, urgency: "routine" as const },
  };
  const link = step.do === "tell" ? undefined : "#";
  try {
    const letter = composeLetter({ pack: desk.pack, person, effect, link, now: desk.now });
    return {
      role,
      name,
      letter,
      ...(person.email ? {} : { why: "They have no email: somebody calls instead." }),
    };
  } catch {
    return {
      role,
      name,
      why: "The program’s text for this letter cannot be filled in. Tell whoever writes it.",
    };
  }
}

const nameIn = (journey: Journey, role: string): string => journey.parties[role]?.givenName ?? role;
