import { type Intake, senders } from "#core/program/intake.ts";
import type { Pack } from "#core/program/pack.ts";
import {
  matching,
  pairRuleSets,
  sides,
  wholeMatch,
  wholeMatchLetters,
} from "../functions/a-match-program.ts";
import { aProgram } from "../functions/a-program.ts";
import { partners, secretOf } from "../functions/partners.ts";

const small = aProgram();
const forms = partners().intake;

/** One form that may be sent without a yes to letters. */
const maybeConsent = (form: Intake): Intake => ({
  ...form,
  map: form.map.map((line) => ("consent" in line ? { ...line, required: false } : line)),
});

/**
 * Days after which silence is answered, as the auditor goes by them: the survey's own are those in its step below, and the
 * match's are the house's where a program says nothing.
 */
export const patience = {
  survey: { remind: [7], call: 14 },
  how: { remind: [7, 14], call: 21 },
};

const life = (role: string) => ({
  role,
  stages: [
    {
      id: "start",
      steps: [
        { do: "tell" as const, id: "received" },
        { do: "ask" as const, id: "survey", form: "survey", remind: ["P7D"], escalate: { after: "P14D" } },
        { do: "decide" as const, id: "route", ruleSet: "routing" },
        { do: "task" as const, id: "talk", form: "talk" },
        // Both come of what a coordinator says: one of them has to wait for the next day.
        { do: "tell" as const, id: "talked" },
        { do: "tell" as const, id: "next" },
        { do: "queue" as const, id: "wait", capacity: 1 },
        { do: "wait" as const, id: "together", for: "match over" as const },
      ],
    },
  ],
});

const lettersOf = (role: string) =>
  Object.fromEntries(
    ["talked", "next"].flatMap((step) => [
      [`mails.${role}.${step}.subject`, `About what is ${step}`],
      [`mails.${role}.${step}.body`, "Hello {givenName}, thank you."],
    ]),
  );

/** The form by which mentors come; mentees have one of every sender. */
export const mentorForm = "mentors";

const zones = { north: "Europe/Helsinki", south: "Asia/Kabul" };
export type ProgramName = keyof typeof zones;
export const programNames = Object.keys(zones) as ProgramName[];

/**
 * Two programs of the same kind in two zones, one routine letter a person and day: people answer, talk, wait, are matched, say
 * how it is, and part.
 */
export const programs: Record<ProgramName, Pack> = { north: programOf("north"), south: programOf("south") };

function programOf(name: ProgramName): Pack {
  return aProgram({
    id: name,
    program: {
      ...small.program,
      zone: zones[name],
      mailsPerDay: 1,
      roles: { mentee: {}, mentor: {}, coordinator: { staff: true } },
      matching,
      coordinator: { name: `Coordinator of ${name}`, email: `${name}@example.org`, phone: "+358 00 000" },
    },
    ruleSets: { ...small.ruleSets, ...pairRuleSets },
    intake: {
      ...forms,
      "standard-webhooks": maybeConsent(forms["standard-webhooks"]!),
      [mentorForm]: { ...forms.typeform!, role: "mentor" },
    },
    journeys: { mentee: life("mentee"), mentor: life("mentor"), match: wholeMatch },
    forms: {
      survey: { raters: sides, questions: [{ fact: "motivated" }] },
      talk: { raters: ["coordinator"], questions: [{ fact: "talked" }] },
    },
    texts: {
      en: { ...small.texts.en, ...wholeMatchLetters, ...lettersOf("mentee"), ...lettersOf("mentor") },
    },
  });
}

/** The sender of each form. */
export const senderOf = (form: string): Intake["sender"] =>
  form === mentorForm ? "typeform" : (form as Intake["sender"]);

export const menteeForms: readonly string[] = senders;

export const webhooks = Object.fromEntries(
  programNames.flatMap((program) =>
    [...menteeForms, mentorForm].map((form) => [`${program}/${form}`, [secretOf(senderOf(form))]]),
  ),
);
