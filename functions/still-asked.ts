import type { MailEffect } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";

/** Whether the answer that a letter asks for is still wanted from its reader. A letter that asks nothing stays true. */
export function stillAsked(journey: Journey | undefined, { asks }: MailEffect): boolean {
  if (!asks) return true;
  return Object.values(journey?.threads ?? {}).some(
    ({ waiting }) =>
      waiting?.kind === "answers" && waiting.id === asks.id && !waiting.answered.includes(asks.role),
  );
}
