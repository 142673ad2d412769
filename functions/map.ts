import { reportDuplicates } from "#adapters/duplicates.ts";
import { identify, twin } from "#adapters/identify.ts";
import { after, day } from "#adapters/moment.ts";
import { open } from "#adapters/opening.ts";
import { bind, type Has, machine, secrets, store } from "#adapters/runtime.ts";
import type { Submission } from "#adapters/store.ts";
import { exactJson } from "#core/forms/exact-json.ts";
import { type IntakeProblem, type Mapped, mapIntake } from "#core/forms/map-intake.ts";
import { readSent } from "#core/forms/read-sent.ts";
import { trustOf, withTrust } from "#core/forms/trust.ts";
import type { Journey } from "#core/journey/journey.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Person } from "#core/people/person.ts";
import type { Intake } from "#core/program/intake.ts";
import type { Pack } from "#core/program/pack.ts";
import { type KeyStream, submissionsIn } from "./key-stream.ts";
import { MapInput } from "./payloads.ts";

/**
 * Turns a kept submission into a person with a journey. Every id comes from the submission, so however often and however far
 * it is run, it is one person. One that could not be mapped may be tried again after the intake file was mended.
 */
export const create =
  (runtime: Has<"store" | "machine">) =>
  async (input: MapInput): Promise<{ state: Submission["state"] | "missing" }> => {
    const { submission: id } = MapInput.parse(input);
    const submission = await runtime.store.submissions.get(id);
    if (!submission || submission.state === "mapped") return { state: submission?.state ?? "missing" };
    const journey = twin("jrn", id);
    if (await runtime.store.journeys.isErased(journey)) return turnAway(runtime, submission, journey);
    const pack = await runtime.store.packs.live(submission.program);
    if (!pack)
      throw new Error(`The program ${submission.program} is not live; publish it, and the sweep maps ${id}.`);
    const intake = Object.hasOwn(pack.intake, submission.form) ? pack.intake[submission.form] : undefined;
    const mapped = intake ? understand(pack, intake, submission) : { problem: formGone(submission) };
    if ("problem" in mapped) return setAside(runtime, submission, mapped.problem);
    return welcome(runtime, pack, intake!, submission, mapped);
  };

/** As the table's stream calls it: keys alone come along, and one that fails is left to the sweep. */
export const handler = bind(
  (runtime: Has<"store" | "machine">) => {
    const map = create(runtime);
    return async (stream: KeyStream): Promise<void> => {
      for (const submission of submissionsIn(stream)) {
        await map({ submission }).catch((error: unknown) => {
          const name = error instanceof Error ? error.name : "unknown";
          runtime.log.error("map.left-to-sweep", { submission, error: name });
        });
      }
    };
  },
  { store, machine, secrets: secrets("emailHash") },
);

function understand(
  pack: Pack,
  intake: Intake,
  { body, trust, receivedAt }: Submission,
): Mapped | { problem: IntakeProblem } {
  const sent = readSent[intake.sender](exactJson(body));
  if (sent) return mapIntake(pack, intake, withTrust(sent, trust ?? trustOf(intake.sender)), receivedAt);
  const fix = "Look at the submission as it came, and at the sender named in the intake file.";
  return { problem: { field: "body", message: `This is not a form as ${intake.sender} sends it.`, fix } };
}

const formGone = ({ form }: Submission): IntakeProblem => ({
  field: "form",
  message: `The program no longer has an intake file for the form "${form}".`,
  fix: "Put the intake file back, or enter the person by hand.",
});

/** Kept and shown with the field named; what the person wrote stays in the submission. */
async function setAside(
  { store, clock }: Has<"store" | "machine">,
  submission: Submission,
  problem: IntakeProblem,
) {
  const { id, program, form } = submission;
  const detail = { submission: id, form, field: problem.field };
  const row = {
    id: problemId(id),
    program,
    at: clock.now(),
    code: "submission.unmappable",
    detail,
    state: "open" as const,
  };
  await store.problems.put(row);
  await store.problems.close(program, failureId(id));
  const state = "unmappable" as const;
  if ((await store.submissions.mark(id, submission.state, { state, problem })) === "saved") return { state };
  // Somebody else was quicker, perhaps with a newer intake file: what they made of it stands.
  const theirs = (await store.submissions.get(id))!.state;
  if (theirs === "mapped") await store.problems.close(program, row.id);
  return { state: theirs };
}

async function welcome(
  runtime: Has<"store" | "machine">,
  pack: Pack,
  intake: Intake,
  submission: Submission,
  mapped: Mapped,
) {
  const { store } = runtime;
  const person = personOf(submission, mapped);
  await store.people.create(person);
  const journey = journeyOf(pack, intake, submission, person, mapped);
  await open(runtime, journey);
  await reportDuplicates(runtime, journey.id, person);
  const { id, program, state, receivedAt } = submission;
  for (const problem of [problemId(id), failureId(id)]) await store.problems.close(program, problem);
  const bodyUntil = after(receivedAt, pack.program.retention.rawSubmissionsDays * day);
  await store.submissions.mark(id, state, { state: "mapped", journey: journey.id, bodyUntil });
  return { state: "mapped" as const };
}

/** The form of somebody who was erased came once more: nobody comes back by it, and its body goes within the hour. */
async function turnAway({ store, clock }: Has<"store">, { id, state }: Submission, journey: string) {
  await store.submissions.mark(id, state, { state: "mapped", journey, bodyUntil: clock.now() });
  return { state: "mapped" as const };
}

function personOf(submission: Submission, { contact, consent }: Mapped): Person {
  const { id: submitted, program, form, key, receivedAt } = submission;
  const given = { at: receivedAt, from: form, submission: submitted, language: contact.language };
  const { texts = [], scope = [] } = consent ?? {};
  const words = { ...(texts.length > 0 && { texts }), ...(scope.length > 0 && { scope }) };
  return {
    schema: 2,
    id: identify("per", program, form, key),
    program,
    ...contact,
    familyName: contact.familyName ?? "",
    consent: consent && { ...given, ...words },
    holds: [],
    createdAt: receivedAt,
    version: 1,
  };
}

function journeyOf(
  pack: Pack,
  { role }: Intake,
  submission: Submission,
  person: Person,
  mapped: Mapped,
): Journey {
  const { program, form, key, receivedAt } = submission;
  const definition = pack.program.roles[role]?.journey ?? role;
  const party = { person: person.id, givenName: person.givenName, facts: {}, copiedAt: receivedAt };
  const id = identify("jrn", program, form, key);
  const { facts } = mapped;
  return openJourney({ id, pack, definition, parties: { [role]: party }, facts, by: role, now: receivedAt });
}

/** The problem of a submission that the sweep has failed to map; it is over once the mapping comes to an end. */
export const failureId = (submission: string): string => identify("prb", submission, "failed");

const problemId = (submission: string): string => identify("prb", submission, "unmappable");
