import { linkHead } from "#adapters/links.ts";
import type { FrozenLetter } from "#adapters/mailer.ts";
import { after, minute } from "#adapters/moment.ts";
import type { Login, Member } from "#adapters/store.ts";
import { memberWith } from "#console/membership.ts";
import { oneLine } from "#core/messages/clean.ts";
import type { Letter } from "#core/messages/letter.ts";
import { renderLetter } from "#emails/render.ts";
import { fillLinks, slot } from "./freeze.ts";
import type { Post } from "./post.ts";

const atOnce = 20;
const tries = 5;
const patience = 10 * minute;

/**
 * Sends the letters that let staff in; they come before all other mail, at any hour, since somebody sits and waits. An
 * address that nobody has gets none, and only here is that known. Answers how many went out.
 */
export async function sendLogins(runtime: Post): Promise<number> {
  const { store, clock } = runtime;
  let sent = 0;
  for (const login of await store.logins.due(clock.now(), atOnce))
    if (await sendLogin(runtime, login)) sent += 1;
  return sent;
}

async function sendLogin(runtime: Post, login: Login): Promise<boolean> {
  const { store, clock } = runtime;
  const member = await memberWith(runtime, login.email);
  const over = login.attempts >= tries || after(login.askedAt, patience) <= clock.now();
  if (!member || over) {
    await store.logins.move({ ...login, state: "dropped" }, login.attempts);
    return false;
  }
  // Counted before anything leaves, so that a letter on which we die is not tried for ever.
  const attempts = login.attempts + 1;
  const trying = { ...login, attempts, dueAt: after(clock.now(), 15 * attempts) };
  if ((await store.logins.move(trying, login.attempts)) === "stale") return false;
  const delivery = await runtime.mailer.send(await letterFor(runtime, login, member), login.id);
  runtime.log.info("login.letter", { login: login.id, sent: delivery.ok ? "yes" : "no" });
  if (!delivery.ok) return false;
  return (await store.logins.move({ ...trying, state: "sent", member: member.id }, attempts)) === "saved";
}

/** The same bytes for the same request, however often it is tried. */
async function letterFor(runtime: Post, login: Login, member: Member): Promise<FrozenLetter> {
  const { secrets, addresses, mailFrom } = runtime;
  const url = `${addresses.console}/console/login/${linkHead(secrets.linkKeys, login.id)}.${slot}`;
  return fillLinks(runtime, {
    ...(await renderLetter(words(member, url, mailFrom))),
    from: `"Waymark" <${mailFrom}>`,
    replyTo: mailFrom,
    to: login.email,
    headers: { "Auto-Submitted": "auto-generated", "X-Waymark-Mail": login.id },
  });
}

const words = (member: Member, url: string, replyTo: string): Letter => ({
  language: "en",
  dir: "ltr",
  subject: "Your way into the console",
  heading: "Your way into the console",
  preview: "Works once, within ten minutes, in the browser in which you asked for it.",
  greeting: `Hello ${oneLine(member.name, 80)},`,
  paragraphs: [
    "Press the button and then “Come in”. It works once, within ten minutes, and only in the browser in which you asked for it.",
    "You did not ask? Then somebody typed your address. Without this letter and their own browser together they do not come in; you need do nothing.",
  ],
  button: { label: "To the console", url },
  urlNote: "Or copy this address into that browser:",
  help: "We never ask for a code or a password by mail or by phone.",
  signature: ["Waymark"],
  why: "You get this letter because your address was written on the console’s entrance.",
  stop: "There is nothing to unsubscribe from: it is only sent when it is asked for.",
  from: "Waymark",
  replyTo,
});
