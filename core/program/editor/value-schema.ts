import type { Fact } from "../fact.ts";
import { valuesOf } from "../fact.ts";
import { levels } from "../level.ts";
import type { Pack } from "../pack.ts";
import { kindOf, said } from "./fact-words.ts";
import { oneOfThese, type Schema, type Word } from "./json-schema.ts";

/** A fact's values with their labels. */
export const valueWords = (pack: Pack, name: string, values: readonly string[]): Word[] =>
  values.map((value) => ({ name: value, label: said(pack, `facts.${name}.${value}`) }));

/** What a fact can hold, as an editor completes and checks it; the same that `misfit` accepts. */
export function valueSchema(pack: Pack, name: string, fact: Fact): Schema {
  const errorMessage = kindOf(fact);
  const words = valueWords(
    pack,
    name,
    valuesOf(fact) ?? (fact.type === "duration" ? (fact.values ?? []) : []),
  );
  switch (fact.type) {
    case "boolean":
      return { type: "boolean", errorMessage };
    case "number":
    case "rating":
      return { type: "number", ...between(fact), errorMessage };
    case "text":
      return { type: "string", errorMessage };
    case "choice":
    case "place":
      return oneOfThese(words, errorMessage);
    case "choices":
      return { type: "array", items: oneOfThese(words, errorMessage), errorMessage };
    case "numbers":
      return { type: "array", items: { type: "number", ...between(fact), errorMessage }, errorMessage };
    case "date":
      return { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$", errorMessage };
    case "duration":
      return words.length > 0 ? oneOfThese(words, errorMessage) : { ...lengths, errorMessage };
    case "languages":
      return { type: "array", items: oneOfThese(spoken(words), errorMessage), errorMessage };
  }
}

export const lengths: Schema = {
  type: "string",
  pattern: "^P(?=\\d|T\\d)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=\\d)(\\d+H)?(\\d+M)?)?$",
  examples: ["P7D", "P14D", "P1M", "P3M"],
};

const between = ({ min, max }: { min?: number; max?: number }): Schema => ({
  ...(min !== undefined && { minimum: min }),
  ...(max !== undefined && { maximum: max }),
});

const spoken = (languages: Word[]): Word[] =>
  languages.flatMap(({ name, label }) =>
    levels.map((level) => ({ name: `${name} ${level}`, label: `${label ?? name} (${level.toUpperCase()})` })),
  );
