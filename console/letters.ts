import type { Mail } from "#adapters/store.ts";
import type { Site } from "./site.ts";

/** Letters that stand still until a person says what becomes of them. */
export const standing = ["held", "unknown"] as const;

/** Lets a letter out that was held back, or that may not have arrived; the same bytes if it was written before. */
export async function sendAgain(runtime: Site, program: string, journey: string, id: string): Promise<void> {
  const mail = await standingMail(runtime, program, journey, id);
  if (!mail) return;
  const now = runtime.clock.now();
  const state = mail.frozen ? "frozen" : "queued";
  const again: Mail = {
    ...mail,
    state,
    reason: undefined,
    dueAt: now,
    ...(mail.frozen && { firstTriedAt: now }),
  };
  await close(runtime, mail, again);
}

/** A person has said it in another way. */
export async function leave(runtime: Site, program: string, journey: string, id: string): Promise<void> {
  const mail = await standingMail(runtime, program, journey, id);
  if (mail) await close(runtime, mail, { ...mail, state: "dropped", reason: "told-otherwise" });
}

async function standingMail({ store }: Site, program: string, journey: string, id: string) {
  const mail = await store.mails.get(journey, id);
  return mail?.program === program && standing.some((state) => state === mail.state) ? mail : undefined;
}

/** What was filed about the letter is dealt with together with it. */
async function close({ store }: Site, before: Mail, after: Mail): Promise<void> {
  if ((await store.mails.move(after, before.state)) === "stale") return;
  const problems = await store.problems.list(before.program);
  const own = problems.filter(({ detail, state }) => state === "open" && detail.mail === before.effect.id);
  for (const { id } of own) await store.problems.close(before.program, id);
}
