/** One value of an answer: what it says, and every name the sender has for it (labels, ids, references). */
export interface SentValue {
  value: string | number | boolean;
  names: string[];
}

/** One answered question of a partner's form, whoever the sender is. Unanswered questions are not there. */
export interface SentAnswer {
  /** Every name of the question: the sender's reference, its id, its label as people saw it. */
  names: string[];
  values: SentValue[];
}

/** A partner's form, understood as far as the sender's own format goes. */
export interface Sent {
  answers: SentAnswer[];
}

/** Reads a sender's body. `undefined` when it does not look like that sender's at all. */
export type ReadSent = (body: unknown) => Sent | undefined;

/** A value with its names; nothing for what was left empty. */
export function sentValue(value: unknown, ...names: unknown[]): SentValue[] {
  if (typeof value === "string" && (value.trim() === "" || isPicture(value))) return [];
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return [];
  return [{ value, names: textsOf(String(value), ...names) }];
}

/** A drawn signature or a file written out in letters: nothing that rules or people could read. It stays with the form that came. */
const isPicture = (text: string): boolean => /^data:[^,]{0,100};base64,/.test(text);

/** Trimmed texts without repetition; ids that came as numbers become texts. */
export function textsOf(...names: unknown[]): string[] {
  const texts = names.filter((name) => typeof name === "string" || typeof name === "number");
  return [...new Set(texts.map((name) => String(name).trim()).filter((name) => name !== ""))];
}
