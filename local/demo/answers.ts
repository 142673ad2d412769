import type { FactValue } from "#core/program/fact.ts";
import type { Control, Fill } from "./hands.ts";
import type { Persona } from "./persona.ts";

/** What nobody in particular says: the pair's terms, and what staff put down about an ordinary ending. */
const ordinary: Record<string, FactValue> = {
  meetEvery: "P1M",
  matchFor: "P3M",
  closingTalk: "both-together",
  endReason: "as-agreed",
  meetingOutcome: "held",
};

/** Fills a form the way this person would; `round` lets ratings rise a little from one time to the next. */
export function answersOf(persona: Persona | undefined, round = 0): Fill {
  const known: Record<string, FactValue> = { ...ordinary, ...persona?.facts };
  return (control) => {
    if (control.type === "hidden") return control.value;
    // One button is pressed: the one that is done with it, not the one that sets something aside.
    if (control.type === "submit") return control.name === "set" ? undefined : control.options[0];
    const [name, part] = control.name.split(".") as [string, string?];
    const value = known[name];
    if (part !== undefined) return lengthOf(value, part);
    if (value !== undefined && offers(control, value)) return written(value);
    return invented(control, persona, round);
  };
}

const written = (value: FactValue): string | string[] => {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (!Array.isArray(value)) return String(value);
  return typeof value[0] === "number" || value.length === 0 ? value.join(", ") : value.map(String);
};

function offers(control: Control, value: FactValue): boolean {
  if (control.type !== "radio" && control.type !== "checkbox") return true;
  return [written(value)].flat().every((one) => control.options.includes(one));
}

function lengthOf(value: FactValue | undefined, part: string): string | undefined {
  const [, amount, unit] = /^P(\d+)([DWMY])$/.exec(String(value)) ?? [];
  return part === "amount" ? amount : part === "unit" ? unit : undefined;
}

/** Questions that only someone who says no, who has a question or who has something to note would answer. */
const unsaid = ["declineReason", "matchQuestion", "note"];

function invented(control: Control, persona: Persona | undefined, round: number): string | undefined {
  if (unsaid.includes(control.name)) return undefined;
  if (control.name === "name") return persona ? `${persona.givenName} ${persona.familyName}` : undefined;
  if (control.type === "radio" && control.options.includes("5"))
    return String(rating(control.name, persona, round));
  if (control.type === "radio" || control.type === "checkbox" || control.type === "select")
    return control.options[0];
  return control.type === "textarea" || control.type === "text" ? "Invented for the demo" : undefined;
}

/** From 2 to 5, different for each question and person, and never falling. */
function rating(question: string, persona: Persona | undefined, round: number): number {
  const seed = [...question, ...(persona?.email ?? "")].reduce(
    (sum, letter) => sum + letter.codePointAt(0)!,
    0,
  );
  return Math.min(5, 2 + (seed % 3) + (round > 0 && seed % 2 === 0 ? 1 : 0));
}
