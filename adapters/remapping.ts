import { exactJson } from "#core/forms/exact-json.ts";
import { mapIntake } from "#core/forms/map-intake.ts";
import { readSent } from "#core/forms/read-sent.ts";
import { trustOf, withTrust } from "#core/forms/trust.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { Facts } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import { send } from "./inbox.ts";
import type { Has } from "./runtime.ts";
import type { Store, Submission } from "./store.ts";

/** Facts that a form says by the live intake file, and that are otherwise known of its person. */
export interface Correction {
  submission: string;
  journey: string;
  facts: Facts;
}

/** What reading the forms of one intake file once more comes to. */
export interface Rereading {
  /** Those that could not be read until now. */
  again: string[];
  corrections: Correction[];
  /** Read as before. */
  same: number;
  /** Their words have been cleared away, or their journey is over: nothing is corrected any more. */
  past: number;
  /** They no longer fit; what is known stays. */
  unfit: string[];
}

/** Every form of the program that could not be read is read once more: the sweep finds it within a minute. */
export async function readAgain({ submissions }: Pick<Store, "submissions">, program: string, form?: string) {
  const all = await submissions.list(program, "unmappable");
  const stuck = all.filter((submission) => form === undefined || submission.form === form);
  for (const { id } of stuck) await submissions.mark(id, "unmappable", { state: "received" });
  return stuck.length;
}

/**
 * What the live intake file would make of forms that were taken in before it. Only facts that still are as the form said are held against it:
 * what somebody has said since stays. Changes nothing.
 */
export async function reread(
  { store }: Pick<Has<"store">, "store">,
  pack: Pack,
  form: string,
): Promise<Rereading> {
  const [stuck, mapped] = await Promise.all([
    store.submissions.list(pack.id, "unmappable"),
    store.submissions.list(pack.id, "mapped"),
  ]);
  const again = stuck.filter((submission) => submission.form === form).map(({ id }) => id);
  const found: Rereading = { again, corrections: [], same: 0, past: 0, unfit: [] };
  for (const submission of mapped.filter((one) => one.form === form)) {
    const outcome = await rereadOne(store, pack, submission);
    if (outcome === "same" || outcome === "past") found[outcome] += 1;
    else if (outcome === "unfit") found.unfit.push(submission.id);
    else found.corrections.push(outcome);
  }
  return found;
}

async function rereadOne(
  store: Store,
  pack: Pack,
  submission: Submission,
): Promise<Correction | "same" | "past" | "unfit"> {
  const { id, form, body, trust, receivedAt, journey: begun } = submission;
  const journey = begun === undefined ? undefined : await store.journeys.get(begun);
  if (body === "" || !journey || journey.ended) return "past";
  const intake = pack.intake[form]!;
  const sent = readSent[intake.sender](exactJson(body));
  const mapped =
    sent && mapIntake(pack, intake, withTrust(sent, trust ?? trustOf(intake.sender)), receivedAt);
  if (!mapped || "problem" in mapped) return "unfit";
  const dictionary = (await store.packs.get(pack.id, journey.pack)).facts.facts;
  const before = await correctedBefore(store, submission, journey);
  const changed = Object.entries(mapped.facts).filter(
    ([fact, value]) =>
      Object.hasOwn(dictionary, fact) &&
      isOfForm(journey, fact, receivedAt, before) &&
      !same(journey.facts[fact]?.value, value),
  );
  return changed.length === 0
    ? "same"
    : { submission: id, journey: journey.id, facts: Object.fromEntries(changed) };
}

/** What earlier readings have made of it, the last one last. */
async function correctedBefore({ events }: Store, { id }: Submission, journey: Journey): Promise<Facts> {
  const all = await events.all(journey.id);
  const ours = all.filter((event) => event.type === "facts-set" && event.id.startsWith(`${id}/read-again/`));
  return Object.assign({}, ...ours.map((event) => (event.type === "facts-set" ? event.facts : {})));
}

function isOfForm({ facts, parties }: Journey, fact: string, receivedAt: string, before: Facts): boolean {
  const known = facts[fact];
  if (!known) return true;
  if (known.at === receivedAt && parties[known.by] !== undefined) return true;
  return Object.hasOwn(before, fact) && same(before[fact], known.value);
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Tells each journey what its form says; done twice, it is done once. */
export async function correct(
  outside: Has<"store" | "machine">,
  { version }: Pack,
  corrections: Correction[],
): Promise<void> {
  for (const { submission, journey, facts } of corrections) {
    const id = `${submission}/read-again/${version}`;
    const event = { schema: 1 as const, id, at: outside.clock.now(), by: "coordinator" };
    await send(outside, journey, { type: "facts-set", ...event, facts });
  }
}
