import { Temporal } from "temporal-polyfill";
import type { MailEffect } from "../journey/effect.ts";
import type { Person } from "../people/person.ts";
import type { Pack } from "../program/pack.ts";
import { oneLine, shortened, withoutDirections } from "./clean.ts";
import { type Direction, direction } from "./direction.ts";
import { type Args, format } from "./icu.ts";
import { closest } from "./language.ts";
import { hasPhrase, participantPhrases, phrase } from "./phrase.ts";
import { mannerOf, messageOf } from "./text.ts";

/** One letter, all in one language, ready to be drawn. */
export interface Letter {
  language: string;
  dir: Direction;
  /** For the header: one line, no invisible marks, at most 150 characters. */
  subject: string;
  /** The subject without "Reminder:", as the heading in the letter. */
  heading: string;
  preview: string;
  /** Absent when the body greets by name itself. */
  greeting?: string;
  /** A line that begins with "- " is an item of a list. */
  paragraphs: string[];
  button?: { label: string; url: string };
  /** Goes before the bare address under the button. */
  urlNote?: string;
  help: string;
  signature: string[];
  why: string;
  stop: string;
  stopAt?: { label: string; url: string };
  /** The sender's name; the address is the mailer's. */
  from: string;
  replyTo: string;
}

export interface LetterParts {
  pack: Pack;
  person: Person;
  effect: MailEffect;
  /** The page's address, or a slot such as {{link:<id>}} that is filled in at sending. */
  link?: string;
  /** The same for the page that stops letters. */
  stopLink?: string;
  now: string;
}

/** Throws when the program's first language lacks a text or a text asks for what is not known: such a letter must not go out. */
export function composeLetter({ pack, person, effect, link, stopLink, now }: LetterParts): Letter {
  const language = languageOf(pack, person.language, effect, link);
  const write = writer(pack, language, argsOf(pack, person, effect, language, now));
  const heading = header(write.text(`${effect.text}.subject`));
  const body = paragraphsOf(write.text(`${effect.text}.body`));
  const reminder = effect.reminder > 0;
  return {
    language,
    dir: direction(language),
    subject: reminder ? header(write.house("mail.reminder.subject", { subject: heading })) : heading,
    heading,
    preview: shortened(withoutDirections(body[0]!.replace(/\s+/g, " ")), 110),
    ...(greets(messageOf(pack, language, `${effect.text}.body`)!)
      ? {}
      : { greeting: write.house("mail.greeting") }),
    paragraphs: reminder ? [write.house("mail.reminder.line"), ...body] : body,
    ...(link === undefined
      ? {}
      : { button: { label: buttonOf(write, effect), url: link }, urlNote: write.house("mail.address") }),
    help: write.house("mail.help"),
    signature: signatureOf(pack, write),
    why: write.has("program.why") ? write.text("program.why") : write.house("mail.why"),
    stop: write.house("mail.stop"),
    ...(stopLink === undefined ? {} : { stopAt: { label: write.house("mail.stop.address"), url: stopLink } }),
    from: header(write.text("program.from")),
    replyTo: pack.program.coordinator.email,
  };
}

interface Writer {
  has(key: string): boolean;
  text(key: string): string;
  house(key: string, more?: Args): string;
}

function writer(pack: Pack, language: string, args: Args): Writer {
  return {
    has: (key) => messageOf(pack, language, key) !== undefined,
    house: (key, more = {}) => phrase(language, key, { ...args, ...more }, pack),
    text(key) {
      const message = messageOf(pack, language, key);
      if (message === undefined)
        throw new Error(`texts/${language}.json lacks "${key}"; write it, so that the letter can go out`);
      try {
        return format(message, language, args, mannerOf(pack, language, true));
      } catch (problem) {
        throw new Error(
          `texts/${language}.json "${key}": ${problem instanceof Error ? problem.message : problem}`,
        );
      }
    },
  };
}

/** The person's language if every word of this letter is there in it, else the program's first one for all of it. */
function languageOf(pack: Pack, wanted: string, effect: MailEffect, link: string | undefined): string {
  const first = pack.program.languages.participants[0]!;
  const language = closest(wanted, pack.program.languages.participants);
  if (language === undefined) return first;
  const needed = [`${effect.text}.subject`, `${effect.text}.body`, "program.name", "program.from"];
  const optional = ["program.why", ...(link === undefined ? [] : [`${effect.text}.button`])];
  const written = optional.filter((key) => messageOf(pack, first, key) !== undefined);
  const complete =
    [...needed, ...written].every((key) => messageOf(pack, language, key) !== undefined) &&
    lettersWords.every((key) => hasPhrase(language, key, pack));
  return complete ? language : first;
}

const lettersWords = participantPhrases.filter((key) => key.startsWith("mail."));

/** What every letter may mention; what the journey says about this one comes on top. */
function argsOf(pack: Pack, person: Person, effect: MailEffect, language: string, now: string): Args {
  const { coordinator } = pack.program;
  return {
    givenName: oneLine(person.givenName, 100),
    program: programName(pack, language),
    coordinator: coordinator.name,
    coordinatorPhone: inOneLine(coordinator.phone),
    today: Temporal.Instant.from(now).toZonedDateTimeISO(pack.program.zone).toPlainDate().toString(),
    ...effect.params,
  };
}

/** A number that is broken over two lines is hard to read, and harder where the lines run from the right. */
const inOneLine = (phone: string): string => phone.replaceAll(" ", "\u00a0");

const programName = (pack: Pack, language: string): string | undefined => {
  const message = messageOf(pack, language, "program.name");
  return message && format(message, language, {}, mannerOf(pack, language));
};

const buttonOf = (write: Writer, effect: MailEffect): string =>
  write.has(`${effect.text}.button`)
    ? write.text(`${effect.text}.button`)
    : write.house(`mail.button.${effect.asks?.purpose ?? "form"}`);

const signatureOf = (pack: Pack, write: Writer): string[] => [
  write.house("mail.regards"),
  oneLine(pack.program.coordinator.name),
  write.house("mail.coordinator"),
  write.house("mail.phone"),
];

const header = (words: string): string => shortened(oneLine(words), 150);

const paragraphsOf = (body: string): string[] =>
  body
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");

/** A body whose first paragraph already has the person's name needs no greeting of ours. */
const greets = (body: string): boolean => /\{\s*givenName\s*\}/.test(body.trim().split(/\n\s*\n/)[0]!);
