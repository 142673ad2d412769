import { MailEffect } from "#core/journey/effect.ts";
import { composeLetter, type Letter, type LetterParts } from "#core/messages/letter.ts";
import { Person } from "#core/people/person.ts";
import type { Pack } from "#core/program/pack.ts";
import { Program } from "#core/program/program.ts";

/** A small invented program with one letter in three languages. */
export function aPack(
  change: { texts?: Pack["texts"]; program?: Partial<Program>; facts?: Pack["facts"] } = {},
): Pack {
  return {
    id: "north-bridge",
    version: "000000000000",
    program: { ...aProgram(), ...change.program },
    facts: change.facts ?? { facts: {}, derived: {} },
    never: { facts: [], rules: [], guards: [], promises: [] },
    intake: {},
    ruleSets: {},
    journeys: {},
    forms: {},
    agreements: {},
    plans: {},
    texts: change.texts ?? texts,
    examples: {},
  };
}

export const aProgram = (change: Partial<Program> = {}): Program => ({
  ...Program.parse({
    languages: { participants: ["en", "ar", "uk"], staff: ["en"] },
    zone: "Europe/Stockholm",
    roles: { mentee: {}, mentor: {}, coordinator: { staff: true } },
    coordinator: { name: "Ines Lindqvist", email: "ines@example.org", phone: "+46 70 000 00 00" },
  }),
  ...change,
});

export const aPerson = (change: Partial<Person> = {}): Person => ({
  ...Person.parse({
    schema: 1,
    id: "person-1",
    program: "north-bridge",
    givenName: "Samira",
    email: "samira@example.org",
    language: "en",
    createdAt: "2026-03-01T09:00:00.000Z",
    version: 1,
  }),
  ...change,
});

export const aMail = (change: Partial<MailEffect> = {}): MailEffect => ({
  ...MailEffect.parse({
    kind: "mail",
    id: "journey-1/7",
    at: "2026-03-01T09:00:00.000Z",
    to: "person-1",
    text: "mails.match.meet-mentor",
    params: { mentorName: "Marta", date: "2026-03-05T16:30:00.000Z", place: "Library, Storgatan 1" },
    asks: { id: "journey-1/6", purpose: "form", step: "meet-mentor", role: "mentee" },
  }),
  ...change,
});

export const slot = "{{link:lnk_0f8e2a77c1d94b06}}";

export const aLetter = (language: string, change: Partial<LetterParts> = {}): Letter =>
  composeLetter({
    pack: aPack(),
    person: aPerson({ language }),
    effect: aMail(),
    link: slot,
    now: "2026-03-01T09:00:00.000Z",
    ...change,
  });

const texts: Pack["texts"] = {
  en: {
    "program.name": "North Bridge Mentoring",
    "program.from": "Ines at North Bridge",
    "program.why": "You get this letter because you asked to take part in North Bridge Mentoring.",
    "mails.match.meet-mentor.subject": "Meet {mentorName} for the first time",
    "mails.match.meet-mentor.body":
      "We found someone who would like to meet you. Her name is {mentorName}.\n\nYour first meeting:\n\n- {date}\n- {place}\n\nDoes this day suit you? You can say yes or no. Both answers are fine, and you do not have to say why.",
    "mails.match.meet-mentor.button": "Say yes or no",
  },
  ar: {
    "program.name": "برنامج جسر الشمال",
    "program.from": "إينس من جسر الشمال",
    "program.why": "وصلتك هذه الرسالة لأنك طلبت المشاركة في برنامج جسر الشمال.",
    "mails.match.meet-mentor.subject": "أول لقاء مع {mentorName}",
    "mails.match.meet-mentor.body":
      "وجدنا شخصًا يسعده اللقاء بك. اسمها {mentorName}.\n\nموعد اللقاء الأول:\n\n- {date}\n- {place}\n\nهل يناسبك هذا اليوم؟ يمكنك الإجابة بنعم أو لا. كلتا الإجابتين مقبولة، ولا حاجة إلى ذكر السبب.",
    "mails.match.meet-mentor.button": "الإجابة بنعم أو لا",
  },
  uk: {
    "program.name": "Північний міст",
    "program.from": "Інес, Північний міст",
    "program.why": "Ви отримали цей лист, бо хотіли взяти участь у програмі «Північний міст».",
    "mails.match.meet-mentor.subject": "Перша зустріч: {mentorName}",
    "mails.match.meet-mentor.body":
      "Ми знайшли людину, яка хоче з Вами познайомитися. Її звати {mentorName}.\n\nВаша перша зустріч:\n\n- {date}\n- {place}\n\nЧи підходить Вам цей день? Можна відповісти «так» або «ні». Обидві відповіді нас влаштують, пояснювати нічого не потрібно.",
    "mails.match.meet-mentor.button": "Відповісти «так» або «ні»",
  },
};
