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
  const id = linkId(secrets.linkKey, effect.id);
  const stopLink = `{{stop:${id}}}`;
  const link = effect.asks && `{{link:${id}}}`;
  const letter = composeLetter({ pack, person, effect, link, stopLink, now: clock.now() });
  const rendered = await renderLetter(letter);
  return {
    ...rendered,
    from: `"${letter.from.replace(/["\\]/g, "")}" <${mailFrom}>`,
    replyTo: letter.replyTo,
    to: person.email!,
    headers: {
      "Auto-Submitted": "auto-generated",
      "List-Unsubscribe": `<${stopLink}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "X-Waymark-Mail": effect.id,
    },
  };
}

/** The letter as it goes out; the same bytes each time, because a token is made of its id alone. */
export function fillLinks({ secrets, origin }: Runtime, letter: FrozenLetter): FrozenLetter {
  const pages = { link: "p", stop: "u" };
  const fill = (text: string): string =>
    text.replace(/\{\{(link|stop):([A-Za-z0-9_-]+)\}\}/g, (_, kind: keyof typeof pages, id: string) => {
      return `${origin}/${pages[kind]}/${linkToken(secrets.linkKey, id)}`;
    });
  const headers = Object.fromEntries(
    Object.entries(letter.headers).map(([name, value]) => [name, fill(value)]),
  );
  return { ...letter, html: fill(letter.html), text: fill(letter.text), headers };
}
