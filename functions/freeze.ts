import { linkHead, linkId, signHead } from "#adapters/links.ts";
import type { FrozenLetter } from "#adapters/mailer.ts";
import type { Mail } from "#adapters/store.ts";
import { composeLetter } from "#core/messages/letter.ts";
import type { Person } from "#core/people/person.ts";
import type { Pack } from "#core/program/pack.ts";
import { renderLetter } from "#emails/render.ts";
import type { Post } from "./post.ts";

/** Where the MAC of a link belongs: what is stored opens no page. */
export const slot = "{{mac}}";

/** Writes the letter for good, addresses and all, but for what makes its links open. */
export async function freeze(
  runtime: Post,
  pack: Pack,
  person: Person,
  { effect }: Mail,
): Promise<FrozenLetter> {
  const { secrets, addresses, mailFrom, clock } = runtime;
  const head = linkHead(secrets.linkKeys, linkId(effect.id));
  const stopLink = `${addresses.pages}/u/${head}.${slot}`;
  const link = effect.asks && `${addresses.pages}/p/${head}.${slot}`;
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

/** The letter as it goes out; the same bytes each time, whichever key links are made with by now. */
export function fillLinks({ secrets }: Pick<Post, "secrets">, letter: FrozenLetter): FrozenLetter {
  const fill = (text: string): string =>
    text.replace(/(v1\.[\w-]+\.[\w-]+)\.\{\{mac\}\}/g, (_, head: string) => {
      return `${head}.${signHead(secrets.linkKeys, head)}`;
    });
  const headers = Object.fromEntries(
    Object.entries(letter.headers).map(([name, value]) => [name, fill(value)]),
  );
  return { ...letter, html: fill(letter.html), text: fill(letter.text), headers };
}
