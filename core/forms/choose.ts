import type { SentValue } from "./sent.ts";

/** Translates one of the sender's values by the list of the intake file; undefined when neither list nor value is known. */
export function choose<T extends string | boolean | number>(
  sent: SentValue,
  choices: Record<string, T> | undefined,
): T | undefined {
  if (!choices) return undefined;
  const name = sent.names.find((candidate) => Object.hasOwn(choices, candidate));
  if (name !== undefined) return choices[name];
  const folded = new Map(Object.keys(choices).map((label) => [fold(label), label]));
  const label = sent.names
    .map((candidate) => folded.get(fold(candidate)))
    .find((found) => found !== undefined);
  return label === undefined ? undefined : choices[label];
}

/** Case and spaces are the partner's taste, not another answer. */
const fold = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, " ");
