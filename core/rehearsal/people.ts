import type { MailEffect } from "../journey/effect.ts";
import type { JourneyEvent } from "../journey/event.ts";
import type { Journey, Waiting } from "../journey/journey.ts";
import { later } from "../journey/time.ts";
import { dayOf } from "../program/calendar-day.ts";
import type { ExamplePerson } from "../program/example.ts";
import type { Facts } from "../program/fact.ts";
import type { Intake } from "../program/intake.ts";
import type { Pack } from "../program/pack.ts";
import { defaultFact } from "./default-fact.ts";
import { matchedOn } from "./matched-on.ts";
import type { World } from "./world.ts";

type Answering = Extract<Waiting, { kind: "answers" }>;

/** How soon someone answers who does not say. */
const usualTime = "P1D";

/** The name under which a person says what they answer when the engine itself asks for missing facts. */
const missingFacts = "missing-facts";

/** What the person does about a letter that asks something: an event to come, or nothing (no answer, or one already on its way). */
export function answerTo(world: World, journey: Journey, mail: MailEffect): JourneyEvent | undefined {
  const actor = world.actors.get(mail.to);
  if (!mail.asks || !actor) return undefined;
  const { id: ask, role } = mail.asks;
  const waiting = Object.values(journey.threads).find(
    (thread) => thread.waiting?.kind === "answers" && thread.waiting.id === ask,
  )?.waiting;
  const key = `${ask}/${role}`;
  if (waiting?.kind !== "answers" || world.answering.has(key)) return undefined;
  const said = actor.person.answers?.[nameOf(world.pack, journey, mail, waiting)];
  if (said?.never) return undefined;
  world.answering.add(key);
  const common = {
    schema: 1,
    id: key,
    at: later(world.now, said?.after ?? usualTime, world.pack.program.zone),
    by: role,
    ask,
    role,
  } as const;
  if (waiting.purpose === "sign") return { type: "signed", ...common, name: actor.person.id };
  return {
    type: "answered",
    ...common,
    facts: factsFor(world, [actor.person], askedFacts(world.pack, waiting), waiting.form),
  };
}

/** What each of these people says, the first who has something to say about it; else what an ordinary person would. */
export function factsFor(
  world: World,
  people: ExamplePerson[],
  names: string[],
  form: string | undefined,
): Facts {
  const on = dayOf(world.now, world.pack.program.zone);
  const facts: Facts = {};
  for (const name of names) {
    const said = people.map(
      (person) => person.answers?.[form ?? missingFacts]?.facts[name] ?? person.facts[name],
    );
    const value = said.find((each) => each !== undefined) ?? defaultFact(world.pack, name, on);
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}

export const questionsOf = (pack: Pack, form: string): string[] =>
  (pack.forms[form]?.questions ?? []).map((question) => question.fact);

/**
 * What the application says: what the partners' form that suits the person best brings, as far as the person has it. What
 * the form insists on, and what matching looks at (nothing asks for it later), is there in any case.
 */
export function applicationOf(pack: Pack, person: ExamplePerson, role: string, on: string): Facts {
  const forms = Object.values(pack.intake).filter((intake) => intake.role === role);
  const suits = (form: Intake) => factsIn(form).filter(({ fact }) => person.facts[fact] !== undefined).length;
  const [best] = forms.sort((a, b) => suits(b) - suits(a));
  const looked = matchedOn(pack, role);
  const facts: Facts = {};
  for (const { fact, required } of best ? factsIn(best) : []) {
    const value =
      person.facts[fact] ?? (required || looked.has(fact) ? defaultFact(pack, fact, on) : undefined);
    if (value !== undefined) facts[fact] = value;
  }
  return facts;
}

const factsIn = (form: Intake) => form.map.flatMap((mapping) => ("fact" in mapping ? [mapping] : []));

const askedFacts = (pack: Pack, waiting: Answering): string[] =>
  waiting.facts ?? questionsOf(pack, waiting.form ?? "");

function nameOf(pack: Pack, journey: Journey, mail: MailEffect, waiting: Answering): string {
  if (waiting.form) return waiting.form;
  if (waiting.purpose !== "sign") return missingFacts;
  const definition = pack.journeys[journey.definition]!;
  const steps = [...definition.stages, ...definition.tracks].flatMap((part) => part.steps);
  const step = steps.find((candidate) => candidate.id === mail.asks!.step);
  return step?.do === "sign" ? step.agreement : missingFacts;
}
