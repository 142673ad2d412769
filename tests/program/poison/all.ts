import { catastrophes, circles, paths } from "./attacks.ts";
import type { Poison } from "./poison.ts";
import { deepOnes, prototypes, tooMuch, wrongTypes } from "./shapes.ts";
import { duplicates, encodings, huge, missing, syntaxes } from "./texts.ts";

/** Every kind of poisoned file. */
export const kinds: Record<string, () => Poison[]> = {
  "wrong types": wrongTypes,
  "deep nesting": deepOnes,
  "prototype keys": prototypes,
  "more than there may be": tooMuch,
  "paths that would run code": paths,
  "catastrophic patterns": catastrophes,
  "circles and references": circles,
  "10 MB": huge,
  "wrong encodings": encodings,
  "no JSON": syntaxes,
  "duplicate keys": duplicates,
  "a sign missing": missing,
};
