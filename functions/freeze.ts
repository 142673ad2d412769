import { linkId, linkToken } from "#adapters/links.ts";
import type { FrozenLetter } from "#adapters/mailer.ts";
import type { Runtime } from "#adapters/runtime.ts";
import type { Mail } from "#adapters/store.ts";
import { composeLetter } from "#core/messages/letter.ts";
import type { Person } from "#core/people/person.ts";
import type { Pack } from "#core/program/pack.ts";
import { renderLetter } from "#emails/render.ts";

/** Writes the letter for good. Where a link belongs stands a slot: what is stored opens no page. */
export async function freeze(
  runtime: Runtime,
  pack: Pack,
  person: Person,
  { effect }: Mail,
): Promise<FrozenLetter> {
  const { secrets, mailFrom, clock } = runtime;
  const link = effect.asks && `{{link:${linkId(secrets.linkKey, effect.id)}}}`;
  const letter = composeLetter({ pack, person, effect, link, now: clock.now() });
  const rendered = await renderLetter(letter);
  return {
    ...rendered,
    from: `"${letter.from.replace(/["\\]/g, "")}" <${mailFrom}>`,
    replyTo: letter.replyTo,
    to: person.email!,
    headers: { "Auto-Submitted": "auto-generated", "X-Waymark-Mail": effect.id },
  };
}

/** The letter as it goes out; the same bytes each time, because a token is made of its id alone. */
export function fillLinks({ secrets, origin }: Runtime, letter: FrozenLetter): FrozenLetter {
  const fill = (text: string): string =>
    text.replace(
      /\{\{link:([A-Za-z0-9_-]+)\}\}/g,
      (_, id: string) => `${origin}/p/${linkToken(secrets.linkKey, id)}`,
    );
  return { ...letter, html: fill(letter.html), text: fill(letter.text) };
}
