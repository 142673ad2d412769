import type { FactValue } from "../program/fact.ts";
import { stepsOf } from "../program/journey-steps.ts";
import { mustNotBreak } from "../program/never-broken.ts";
import { programJourney } from "../program/own-journey.ts";
import type { Pack } from "../program/pack.ts";
import type { StepOf } from "../program/step.ts";
import { meets } from "./condition.ts";
import { stepAt } from "./definition.ts";
import { add, type Draft, log, mail, nextId, openTask } from "./draft.ts";
import type { EventOf } from "./event.ts";
import { knownFacts } from "./known.ts";
import { askForFacts, wait } from "./wait.ts";

/** More people than this are told in further parts, up to so many parts: each is a piece of work of its own for Deliver. */
const peopleInPart = 50;
const mostParts = 30;

/** Asks who is in the program now; what the letter is to say must be known first. Everybody is told once that is settled. */
export function tellAll(draft: Draft, thread: string, step: StepOf<"tell all">): void {
  const { pack, journey, now } = draft;
  mustNotBreak(pack, { act: "letter", journey: journey.definition, to: step.whom.role });
  mustNotBreak(pack, { act: "tell", to: step.whom.role, facts: step.with });
  const known = knownFacts(journey);
  const lacking = step.with.filter((fact) => known[fact] === undefined);
  if (lacking.length > 0) return askForFacts(draft, thread, step.id, lacking, nextId(draft));
  const definitions = Object.keys(pack.journeys).filter(
    (name) => pack.journeys[name]!.role === step.whom.role,
  );
  const id = nextId(draft);
  add(draft, { kind: "cohort", id, at: now, definitions });
  wait(draft, thread, { kind: "cohort", id });
}

/** It is settled who they are. Answers the thread that waited for it, which may go on. */
export function cohortFrozen(draft: Draft, { cohort, people }: EventOf<"cohort.frozen">): string | undefined {
  const [thread, line] =
    Object.entries(draft.journey.threads).find(
      ([, { waiting }]) => waiting?.kind === "cohort" && waiting.id === cohort,
    ) ?? [];
  const step = thread === undefined ? undefined : stepAt(draft.route, thread, line?.step);
  if (step?.do !== "tell all") return undefined;
  const known = knownFacts(draft.journey);
  const params = Object.fromEntries(
    step.with.flatMap((fact) => (known[fact] === undefined ? [] : [[fact, known[fact]]])),
  );
  const size = Math.max(peopleInPart, Math.ceil(people / mostParts));
  for (let from = 0; from < people; from += size) {
    const what = { cohort, from, to: Math.min(people, from + size) };
    const letter = { pack: draft.pack.version, step: step.id, params };
    add(draft, { kind: "cohort-part", id: nextId(draft), at: draft.now, ...what, ...letter });
  }
  log(draft, "cohort.told", { step: step.id, params: { people } });
  return thread;
}

/**
 * The program tells everybody something, and this journey is one of those it went to. Its own person gets the letter if it is for them,
 * in the words of the version that sends it; who fits is decided here, from what is known here. What is not known is for staff to find out.
 */
export function told(draft: Draft, event: EventOf<"told">): void {
  const found = stepToldBy(versionOf(draft, event.pack), event.step);
  if (draft.journey.ended || !found) return;
  const { step, pack } = found;
  const { holds, needs } = isFor(draft, pack, step.whom);
  if (holds === "unknown") return unsure(draft, step.id, needs);
  if (!holds) return log(draft, "cohort.not-for-them", { step: step.id });
  write(draft, found, event.params);
}

function isFor(draft: Draft, pack: Pack, { role, status, conditions }: StepOf<"tell all">["whom"]) {
  const { parties, status: stands } = draft.journey;
  const isThere = parties[role] && (status === undefined || stands.participant === status);
  if (!isThere) return { holds: false, needs: [] };
  return conditions ? meets({ ...draft, pack }, conditions) : { holds: true, needs: [] };
}

function unsure(draft: Draft, step: string, facts: string[]): void {
  const params = { letter: step.replaceAll("-", " ") };
  openTask(draft, { text: "tasks.for-whom", params, work: { kind: "facts", facts } });
  log(draft, "decision.needs-info", { step, params: { facts } });
}

interface Found {
  step: StepOf<"tell all">;
  definition: string;
  pack: Pack;
}

/** What never.json forbids is not written, whether the version says so that the journey is on or the one that tells. */
function write(draft: Draft, { step, definition, pack }: Found, params: Record<string, FactValue>): void {
  const { role } = step.whom;
  mustNotBreak(draft.pack, { act: "letter", journey: definition, to: role });
  const version = pack === draft.pack ? {} : { pack: pack.version };
  mail(draft, [role], { text: `mails.${definition}.${step.id}`, params, ...version });
  log(draft, "mail.told", { step: step.id, params: { role } });
}

function versionOf({ versions, pack, journey }: Draft, version: string): Pack {
  const found = version === pack.version ? pack : versions.get(version);
  if (!found)
    throw new Error(`journey.no-such-version: ${journey.id} is told by ${version}, which is not there`);
  return found;
}

function stepToldBy(pack: Pack, id: string): Found | undefined {
  const definition = programJourney(pack);
  if (definition === undefined) return undefined;
  const placed = stepsOf(definition, pack.journeys[definition]!).find(({ step }) => step.id === id);
  return placed?.step.do === "tell all" ? { step: placed.step, definition, pack } : undefined;
}
