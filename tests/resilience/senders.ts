import { bodyOf, prove, type Sender, secretOf } from "../functions/partners.ts";
import { habitOf } from "./habits.ts";
import type { House } from "./house.ts";
import { menteeForms, mentorForm, type ProgramName, programNames, senderOf } from "./program.ts";

/** Somebody who fills in a partner's form. */
export interface Applicant {
  program: ProgramName;
  form: string;
  /** What the form tool counts its submissions with. */
  number: string;
  /** The sender's own name for the submission. */
  key: string;
  givenName: string;
  email: string;
  role: "mentee" | "mentor";
  /** Whether they allow us to write. */
  consents: boolean;
  /** When, in milliseconds after the beginning. */
  after: number;
}

/** What the sender heard: a submission that was accepted must not be lost. */
export interface Accepted extends Applicant {
  submission: string;
  statuses: number[];
}

const minute = 60_000;
const hour = 60 * minute;

/** As many mentees as mentors in each program; each word that is only theirs can be looked for. */
export function applicantsOf(seed: number, count: number): Applicant[] {
  return Array.from({ length: count }, (_, index) => {
    const { below, happens } = habitOf(seed, "applicant", String(index));
    const program = programNames[index % 2]!;
    const role = Math.floor(index / 2) % 2 === 0 ? "mentee" : "mentor";
    const form = role === "mentor" ? mentorForm : menteeForms[(seed + index) % menteeForms.length]!;
    const number = String(1_000_000 + ((seed * 1009) % 900_000) * 100 + index);
    const name = `amira${seed}x${index}`;
    const consents = form !== "standard-webhooks" || happens(0.5);
    const who = { form, number, consents, givenName: `Z${name}`, email: `z${name}@example.org` };
    return { ...who, program, role, key: keyOf(who), after: below(6 * 60) * minute } as const;
  });
}

/** The same person, who says yes to letters; what some senders call her form depends on what stands in it. */
export function consenting(applicant: Applicant): Applicant {
  const who = { ...applicant, consents: true };
  return { ...who, key: keyOf(who) };
}

type Filled = Pick<Applicant, "form" | "number" | "givenName" | "email" | "consents">;

/** How the sender's own name for it comes out of what it sends. */
function keyOf(who: Filled): string {
  const sender: Sender = senderOf(who.form);
  if (sender === "standard-webhooks") return postOf(who).headers["webhook-id"]!;
  return sender === "microsoft-forms" ? `v4j5cvGGr0GRqy180BHbR/${who.number}` : who.number;
}

/** The bytes that this sender posts; the same at each try. */
export function postOf({ form, givenName, email, number, consents }: Filled) {
  const sender = senderOf(form);
  const body = bodyOf(sender, number)
    .replaceAll("Samira", givenName)
    .replaceAll(/samira(@|%40)example\.org/g, (_, at) => email.replace("@", at))
    .replace('"consent":true', `"consent":${consents}`);
  return prove(sender, Buffer.from(body), secretOf(sender));
}

/**
 * Posts until it is told that it was taken, as senders do; now and then several times at once, and again on the next days
 * although it was taken.
 */
export async function send(house: House, seed: number, applicant: Applicant, posts?: 1): Promise<Accepted> {
  const { line } = house;
  const { below, happens } = habitOf(seed, "sender", applicant.number);
  await line.sleep(applicant.after);
  const statuses: number[] = [];
  const once = posts === 1 || happens(0.5);
  const copies = once ? 1 : happens(0.5) ? 10 : 2;
  const first = await Promise.all(
    Array.from({ length: copies }, () => untilTaken(house, applicant, statuses)),
  );
  if (copies > 1) house.weather.tally({ kind: "form posted again", when: "before" });
  for (let day = 0; day < 3 && !once; day += 1) {
    await line.sleep(20 * hour + below(8 * 60) * minute);
    house.weather.tally({ kind: "form posted again", when: "before" });
    first.push(await untilTaken(house, applicant, statuses));
  }
  return { ...applicant, submission: first[0]!, statuses };
}

async function untilTaken(house: House, applicant: Applicant, statuses: number[]): Promise<string> {
  for (;;) {
    const reply = await house
      .doors()
      .hook({ program: applicant.program, form: applicant.form, ...postOf(applicant) })
      .catch(() => undefined);
    if (reply) statuses.push(reply.status);
    if (reply && reply.status < 300 && "submission" in reply.body) return reply.body.submission!;
    await house.line.sleep(3 * minute);
  }
}
