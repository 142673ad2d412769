import type { Mail } from "#adapters/store.ts";
import type { CohortPartEffect, Effect } from "#core/journey/effect.ts";
import { Journey } from "#core/journey/journey.ts";
import type { Archive } from "./archive.ts";
import { auditLetters } from "./letters.ts";

/** A submission that the hook said it took, and whose it is. */
export interface Accepted {
  submission: string;
  email: string;
  role: string;
}

/** Everything that is not as it was promised, in words; empty when nothing was lost and nothing done twice. */
export async function audit(archive: Archive, accepted: Accepted[]): Promise<string[]> {
  const journeys = archive.rows
    .filter(({ sk }) => sk === "JOURNEY")
    .map(({ journey }) => Journey.parse(journey));
  const mails = await allMails(archive, journeys);
  const checks = [
    ...(await Promise.all(accepted.map((one) => onePersonEach(archive, one)))),
    nobodyElse(archive, journeys, accepted),
    ...(await Promise.all(journeys.map((journey) => aliveAndRead(archive, journey)))),
    ...(await Promise.all(journeys.map((journey) => delivered(archive, journey)))),
    ...(await Promise.all(journeys.map((journey) => sameTasks(archive, journey)))),
    auditLetters(archive, journeys, mails),
    await noProblems(archive),
    sameIndexes(archive),
  ];
  return checks.flat();
}

async function allMails({ store }: Archive, journeys: Journey[]): Promise<Mail[]> {
  return (await Promise.all(journeys.map(({ id }) => store.mails.ofJourney(id)))).flat();
}

async function onePersonEach(
  { store }: Archive,
  { submission: id, email, role }: Accepted,
): Promise<string[]> {
  const submission = await store.submissions.get(id);
  if (submission?.state !== "mapped" || !submission.journey)
    return [`the submission of ${email} is ${submission?.state ?? "gone"}`];
  const journey = await store.journeys.get(submission.journey);
  const party = journey?.parties[role];
  const people = await store.people.sameEmail("cemewe", email);
  const pointers = party ? await store.people.journeysOf(party.person) : [];
  return [
    ...(party ? [] : [`${email} has no journey as ${role}`]),
    ...(people.join() === party?.person ? [] : [`${email} is ${people.length} people, not one`]),
    ...(pointers.includes(submission.journey) ? [] : [`nothing points from ${email} to the journey`]),
  ];
}

function nobodyElse({ rows }: Archive, journeys: Journey[], accepted: Accepted[]): string[] {
  const counts = {
    submissions: rows.filter(({ sk }) => sk === "SUBMISSION").length,
    people: rows.filter(({ sk }) => sk === "PERSON").length,
    journeys: journeys.filter(({ definition }) => definition !== "match").length,
  };
  return Object.entries(counts)
    .filter(([, count]) => count !== accepted.length)
    .map(([what, count]) => `${count} ${what} for ${accepted.length} accepted submissions`);
}

async function aliveAndRead({ store, execution }: Archive, journey: Journey): Promise<string[]> {
  const unread = await store.events.unread(journey.id);
  const run = await store.runs.get(journey.id);
  const driver = run && execution(`${journey.id}.${run.generation}`);
  const waitsForPlaces = Object.values(journey.threads).some(({ waiting }) => waiting?.kind === "places");
  const about = `${journey.definition} ${journey.id}`;
  return [
    ...unread.map((event) => `${about} has not read ${event.type} ${event.id}`),
    ...(journey.parked ? [`${about} is parked: ${journey.parked.code}`] : []),
    ...(journey.ended || driver?.status === "RUNNING" ? [] : [`${about} has no live execution`]),
    ...(journey.ended && driver?.status === "RUNNING" ? [`${about} has ended and still runs`] : []),
    ...(journey.ended || isTimed(driver?.park) ? [] : [`${about} runs and waits for nothing`]),
    ...(waitsForPlaces ? [`${about} still waits for an answer of another journey`] : []),
  ];
}

const isTimed = (park: { kind: string; at?: number } | undefined): boolean => park?.at !== undefined;

/** What was decided last may stand in the outbox still, but its rows are there. */
async function delivered({ store, rows }: Archive, journey: Journey): Promise<string[]> {
  const isThere = async (effect: Effect): Promise<boolean> => {
    if (effect.kind === "mail") return (await store.mails.get(journey.id, effect.id)) !== undefined;
    if (effect.kind === "task") return (await store.tasks.get(journey.id, effect.id)) !== undefined;
    if (effect.kind === "task-closed")
      return (await store.tasks.get(journey.id, effect.task))?.state !== "open";
    if (effect.kind === "log") return rows.some(({ sk }) => sk === `LOG#${effect.id}`);
    if (effect.kind === "cohort") return (await store.cohorts.get(effect.id)) !== undefined;
    if (effect.kind === "round")
      return (await store.events.all(journey.id)).some(({ id }) => id === `${effect.id}/staged`);
    if (effect.kind === "cohort-part") return (await untold(store, effect)).length === 0;
    return (await store.events.all(effect.to)).some(({ id }) => id === effect.id);
  };
  const there = await Promise.all(journey.outbox.map(({ effect }) => isThere(effect)));
  return journey.outbox
    .filter((_, n) => !there[n])
    .map(({ effect }) => `${effect.kind} ${effect.id} was decided and never delivered`);
}

async function untold(
  { events, cohorts }: Archive["store"],
  { cohort, from, to }: CohortPartEffect,
): Promise<string[]> {
  const people = (await cohorts.get(cohort))?.slice(from, to) ?? [cohort];
  const told = await Promise.all(
    people.map(async (id) => (await events.all(id)).some((event) => event.id === `${cohort}/${id}`)),
  );
  return people.filter((_, n) => !told[n]);
}

async function sameTasks({ store }: Archive, journey: Journey): Promise<string[]> {
  const open = (await store.tasks.ofJourney(journey.id)).filter(({ state }) => state === "open");
  const shown = open
    .map(({ effect }) => effect.id)
    .sort()
    .join();
  const known = Object.keys(journey.openTasks).sort().join();
  return shown === known
    ? []
    : [`${journey.definition} ${journey.id} knows the tasks ${known}, staff see ${shown}`];
}

async function noProblems({ store, rows }: Archive): Promise<string[]> {
  const problems = rows.filter(({ pk, state }) => pk.startsWith("PROBLEMS#") && state === "open");
  const states = ["held", "failed", "unknown"] as const;
  const stuck = await Promise.all(states.map((state) => store.mails.list("cemewe", state)));
  return [
    ...problems.map(({ problem }) => `open problem: ${JSON.stringify(problem)}`),
    ...stuck.flat().map(({ effect, state, reason }) => `${effect.text} is ${state}: ${reason}`),
  ];
}

/** What an index does not show, no sweep and no postman finds. */
export function sameIndexes({ rows, due, listed }: Pick<Archive, "rows" | "due" | "listed">): string[] {
  const inDue = rows.filter((row) => row.duePk && row.dueAt);
  const inList = rows.filter((row) => row.listPk && row.listSk);
  return [
    ...differences(inDue, due, ({ pk, sk, duePk, dueAt }) => `due ${duePk} ${dueAt}: ${pk} ${sk}`),
    ...differences(inList, listed, ({ pk, sk, listPk, listSk }) => `list ${listPk} ${listSk}: ${pk} ${sk}`),
  ];
}

function differences<T>(rows: T[], shown: T[], name: (row: T) => string): string[] {
  const [are, seen] = [new Set(rows.map(name)), new Set(shown.map(name))];
  return [
    ...[...are].filter((one) => !seen.has(one)).map((one) => `missing in the index: ${one}`),
    ...[...seen].filter((one) => !are.has(one)).map((one) => `only in the index: ${one}`),
  ];
}
