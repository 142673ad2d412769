import type { Context } from "hono";
import { readLinkToken } from "#adapters/links.ts";
import type { Link } from "#adapters/store.ts";
import type { Journey } from "#core/journey/journey.ts";
import { closest } from "#core/messages/language.ts";
import { houseLanguages } from "#core/messages/phrase.ts";
import type { Person } from "#core/people/person.ts";
import type { FactValue } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Site } from "../site.ts";
import { type Words, wordsOf } from "../words.ts";
import { proofOf } from "./proof.ts";

/** Somebody came with a link that we made and that is still good. */
export interface Visit {
  token: string;
  /** Of this opening of the page: pressing it twice is one press, and opening it again allows another. */
  proof: string;
  /** The link is too old for pages. */
  expired: boolean;
  link: Link;
  journey: Journey;
  pack: Pack;
  person: Person;
  words: Words;
}

/** Undefined for whatever is no link of ours, or no longer: all of them look the same from outside. */
export async function visitOf(runtime: Site, c: Context): Promise<Visit | undefined> {
  const visit = await visitAnyTime(runtime, c);
  return visit?.expired ? undefined : visit;
}

/** With an old link, too: who wants no more letters must not be told that it is too late for that. */
export async function visitAnyTime(runtime: Site, c: Context): Promise<Visit | undefined> {
  const moment = runtime.clock.now();
  const token = c.req.param("token") ?? "";
  const id = readLinkToken(runtime.secrets.linkKeys, token);
  const link = id === undefined ? undefined : await runtime.store.links.get(id);
  if (!link) return undefined;
  const [journey, person] = await Promise.all([
    runtime.store.journeys.get(link.journey),
    runtime.store.people.get(link.person),
  ]);
  if (!journey || !person) return undefined;
  const pack = await runtime.store.packs.get(journey.program, journey.pack);
  const words = wordsOf(pack, languageFor(c, pack, person));
  const proof = proofOf(runtime.secrets.linkKeys, link.id, moment);
  return { token, proof, expired: link.expiresAt <= moment, link, journey, pack, person, words };
}

/** The one chosen on the page, else the person's own, else the program's first. */
function languageFor(c: Context, pack: Pack, person: Person): string {
  const { participants } = pack.program.languages;
  const chosen = c.req.query("language");
  return (
    (chosen && closest(chosen, participants)) ?? closest(person.language, participants) ?? participants[0]!
  );
}

/** For pages that belong to nobody: what the browser asks for, as far as the house speaks it. */
export function strangersLanguage(c: Context): string {
  const wanted = (c.req.header("accept-language") ?? "").split(",").map((part) => part.split(";")[0]!.trim());
  return (
    wanted.map((language) => closest(language, houseLanguages)).find((language) => language !== undefined) ??
    "en"
  );
}

/** What texts may mention on a page that only shows: everyone's first name but that of the one it was sent to. */
export function shownArgs({ journey, link, words, pack }: Visit): Record<string, FactValue> {
  const { coordinator } = pack.program;
  const others = Object.entries(journey.parties).filter(([role]) => role !== link.role);
  return {
    program: words.say("program.name"),
    coordinator: coordinator.name,
    coordinatorPhone: coordinator.phone,
    ...Object.fromEntries(others.map(([role, party]) => [`${role}Name`, party.givenName])),
  };
}

/** The address of this visit's own page; the language stays when it was chosen. */
export function pathOf({ token, words, person }: Visit, more = ""): string {
  const chosen = words.language === person.language ? "" : `?language=${words.language}`;
  return `/p/${token}${more}${chosen}`;
}
