import * as z from "zod";
import type { Intake } from "#core/program/intake.ts";
import { guardedJson } from "./guarded-json.ts";

/**
 * Milliseconds for all accounts together. The hook is ended after ten seconds, and what it has not stored by then is lost;
 * without an answer in time the form counts as unverified.
 */
const patience = 4_000;

const Answer = z.looseObject({ name: z.string().optional(), answer: z.unknown().optional() });
const Reply = z.looseObject({
  content: z.looseObject({ id: z.string(), form_id: z.string(), answers: z.record(z.string(), Answer) }),
});

/** As much of `fetch` as is used here. */
export type Ask = (
  address: string,
  init: { headers: Record<string, string>; signal: AbortSignal; redirect: "error" },
) => Promise<Response>;

/**
 * What Jotform itself has under this id in this form, written as it posts it. Whoever knows a form's address can post
 * anything; nobody but Jotform can say this. Undefined where it has no such submission, or cannot be asked now.
 */
export async function askJotform(
  { form, at }: NonNullable<Intake["jotform"]>,
  submission: string,
  keys: readonly string[],
  ask: Ask = fetch,
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(patience);
  for (const key of keys) {
    if (signal.aborted) break;
    const reply = await asked(`https://${at}/submission/${submission}`, key, signal, ask);
    if (reply?.content.id === submission && reply.content.form_id === form)
      return JSON.stringify({ formID: form, submissionID: submission, rawRequest: posted(reply) });
  }
  return undefined;
}

async function asked(
  address: string,
  key: string,
  signal: AbortSignal,
  ask: Ask,
): Promise<z.infer<typeof Reply> | undefined> {
  try {
    // An account's key goes to Jotform, and nowhere that an answer points to.
    const response = await ask(address, { headers: { APIKEY: key }, signal, redirect: "error" });
    if (!response.ok) return undefined;
    const read = guardedJson(Buffer.from(await response.arrayBuffer()));
    return "value" in read ? Reply.safeParse(read.value).data : undefined;
  } catch {
    return undefined;
  }
}

/** A question that nobody answered has no answer, and a heading has none either. */
function posted({ content }: z.infer<typeof Reply>): string {
  const answered = Object.entries(content.answers).flatMap(([id, { name, answer }]) =>
    name === undefined || answer === undefined ? [] : [[`q${id}_${name}`, answer]],
  );
  return JSON.stringify(Object.fromEntries(answered));
}
