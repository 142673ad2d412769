import type { Runtime } from "./runtime.ts";

/**
 * Lets the letters go that were held for one reason ("hold", "no-consent", ...), after staff have seen to it. The Postman
 * looks at each again: a letter that is no longer true is dropped.
 */
export async function release(
  { store, clock, nudge }: Pick<Runtime, "store" | "clock" | "nudge">,
  program: string,
  person: string,
  reason: string,
): Promise<number> {
  const held = (await store.mails.list(program, "held")).filter(
    (mail) => mail.effect.to === person && mail.reason === reason,
  );
  for (const mail of held) {
    const state = mail.firstTriedAt ? ("frozen" as const) : ("queued" as const);
    await store.mails.move({ ...mail, state, dueAt: clock.now(), reason: undefined }, "held");
  }
  if (held.length > 0) nudge.post();
  return held.length;
}
