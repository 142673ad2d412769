import { catastrophes, circles, paths } from "./attacks.ts";
import { crowds, longNames } from "./crowds.ts";
import { brims, heavyJourneys, heavyRules, heavyTexts } from "./heavy.ts";
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
  "names of many letters": longNames,
  "many of everything": crowds,
};

/** What may be there, and is as much to look at as it can be. */
export const heavy: Record<string, () => Poison[]> = {
  "rules that take long to look through": heavyRules,
  "journeys with many ways": heavyJourneys,
  "texts at the edge of what can be read": heavyTexts,
  "as much of everything as there may be": brims,
};
