import { oneAddress } from "../people/address.ts";
import type { IntakeMapping } from "../program/intake.ts";
import type { Pack } from "../program/pack.ts";
import { Zone } from "../program/zone.ts";
import { choose } from "./choose.ts";
import type { IntakeProblem } from "./map-intake.ts";
import { plainDigits } from "./number.ts";
import type { SentAnswer } from "./sent.ts";
import { cleanLine } from "./value.ts";

/** How to reach a person, as a form gives it. */
export interface Contact {
  givenName: string;
  familyName?: string;
  email?: string;
  phone?: string;
  language: string;
  /** Where they live, when it is not where the program is: letters keep to the hours there. */
  zone?: string;
}

type ContactMapping = Extract<IntakeMapping, { contact: string }>;

/** Puts one answer into the contact, or says why it cannot be one. */
export function mapContact(
  pack: Pack,
  mapping: ContactMapping,
  answer: SentAnswer,
  contact: Contact,
): IntakeProblem | undefined {
  const sent = answer.values[0]!;
  const written = cleanLine(choose(sent, mapping.choices) ?? String(sent.value));
  if (written === "") return undefined;
  if (mapping.contact === "email") return email(mapping, written, contact);
  if (mapping.contact === "language") return language(pack, mapping, written, contact);
  if (mapping.contact === "zone") return zone(mapping, written, contact);
  if (mapping.contact === "phone") contact.phone = plainDigits(written);
  else contact[mapping.contact] = written;
  return undefined;
}

function email(mapping: ContactMapping, written: string, contact: Contact): IntakeProblem | undefined {
  const address = oneAddress(written);
  if (!address) {
    return {
      field: mapping.question,
      message: `The question "${mapping.question}" does not hold one email address.`,
      fix: "Ask the person for the address, or use the form's own email question, which checks it.",
    };
  }
  contact.email = address;
  return undefined;
}

function language(
  pack: Pack,
  mapping: ContactMapping,
  written: string,
  contact: Contact,
): IntakeProblem | undefined {
  const known = pack.program.languages.participants;
  const found = known.find((tag) => tag.toLowerCase() === written.toLowerCase());
  if (!found) {
    return {
      field: mapping.question,
      message: `The question "${mapping.question}" names a language that the program does not have: "${written.slice(0, 40)}".`,
      fix: `Add it to "choices" of this question in the intake file; the program has ${known.join(", ")}.`,
    };
  }
  contact.language = found;
  return undefined;
}

function zone(mapping: ContactMapping, written: string, contact: Contact): IntakeProblem | undefined {
  if (!Zone.safeParse(written).success) {
    return {
      field: mapping.question,
      message: `The question "${mapping.question}" names no time zone: "${written.slice(0, 40)}".`,
      fix: 'Add it to "choices" of this question in the intake file, with a zone such as "Europe/Kyiv".',
    };
  }
  contact.zone = written;
  return undefined;
}
