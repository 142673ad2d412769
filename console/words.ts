import { hasPhrase, phrase } from "#core/messages/phrase.ts";
import { factInWords, text } from "#core/messages/text.ts";
import type { FactValue } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import type { OperatorName } from "#core/program/rule-set.ts";
import { partsOf } from "#core/rules/dictionary.ts";

type Args = Record<string, FactValue | undefined>;

/** The program's own words in one language, each with something readable where a text is missing. */
export interface Words {
  pack: Pack;
  language: string;
  say(key: string, args?: Args, otherwise?: string): string;
  /** The house's words, or the bare key where nobody wrote them. */
  phrase(key: string, args?: Args): string;
  /** A text of a task: the program's, else the house's. */
  task(key: string, args?: Args): string | undefined;
  /** A fact as people call it; "Mentor: languages" for a side of a pair. */
  fact(name: string): string;
  value(name: string, value: FactValue | undefined): string;
  role(role: string): string;
  stage(definition: string, stage: string): string;
  outcome(ruleSet: string, outcome: string): string;
}

export function wordsOf(pack: Pack, language: string): Words {
  const say: Words["say"] = (key, args = {}, otherwise) => {
    const said = text(pack, language, key, args);
    return said === key ? (otherwise ?? readable(key.slice(key.lastIndexOf(".") + 1))) : said;
  };
  const house: Words["phrase"] = (key, args = {}) =>
    hasPhrase(language, key, pack)
      ? phrase(language, key, args, pack)
      : readable(key.slice(key.indexOf(".") + 1).replaceAll(".", " "));
  const role = (name: string) => say(`roles.${name}`);
  return {
    pack,
    language,
    say,
    role,
    phrase: house,
    task: (key, args = {}) => {
      const said = text(pack, language, key, args);
      if (said !== key) return said;
      return hasPhrase(language, key, pack) ? phrase(language, key, args, pack) : undefined;
    },
    fact(ref) {
      const { side, name } = partsOf(ref);
      return side
        ? `${capital(role(side.slice(0, -1)))}: ${lower(say(`facts.${name}`))}`
        : capital(say(`facts.${name}`));
    },
    value: (name, value) => (value === undefined ? "not known" : shown(pack, language, name, value)),
    stage: (definition, stage) => say(`stages.${definition}.${stage}`),
    outcome: (ruleSet, outcome) => say(`outcomes.${ruleSet}.${outcome}`),
  };
}

function shown(pack: Pack, language: string, ref: string, value: FactValue): string {
  const { name } = partsOf(ref);
  const fact = pack.facts.facts[name];
  if (Array.isArray(value) && value.length === 0) return "none";
  const words = factInWords(pack, language, name, value);
  if (fact?.type === "number" && fact.unit) return `${words} ${fact.unit}`;
  return fact?.type === "choice" && words === value ? lower(readable(words)) : words;
}

const comparisons: Record<OperatorName, string> = {
  equal: "is",
  notEqual: "is not",
  in: "is one of",
  notIn: "is none of",
  lessThan: "is less than",
  lessThanInclusive: "is at most",
  greaterThan: "is more than",
  greaterThanInclusive: "is at least",
  atLeast: "is at least",
  below: "is below",
  contains: "includes",
  doesNotContain: "does not include",
  sharesAny: "has something in common with",
  sharesNone: "has nothing in common with",
  before: "is before",
  onOrBefore: "is on or before",
  after: "is after",
  onOrAfter: "is on or after",
  differsAtMost: "is at most # apart from",
  differsMore: "is more than # apart from",
  exceedsBy: "is more by # or over than",
  doesNotExceedBy: "is not more by # than",
  longerThan: "is longer than",
  notLongerThan: "is not longer than",
  shorterThan: "is shorter than",
  notShorterThan: "is not shorter than",
  containsAll: "includes all of",
  doesNotContainAll: "does not include all of",
  sharesAtLeast: "has at least # in common with",
  sharesFewerThan: "has fewer than # in common with",
  isExactly: "is exactly",
  isNotExactly: "is not exactly",
  speaks: "include, at # or better,",
  doesNotSpeak: "do not include, at # or better,",
  sharesLanguage: "have one, at # or better, in common with",
  sharesNoLanguage: "have none, at # or better, in common with",
  within: "is within # km of",
  beyond: "is farther than # km from",
};

/** "is at least" for `atLeast`, "is within 10 km of" for `within 10`: how a condition compares. */
export function comparison(operator: string): string {
  const [name = "", limit] = operator.split(" ");
  const words = comparisons[name as OperatorName] ?? readable(name).toLowerCase();
  return limit === undefined
    ? words.replace(", at # or better,", "")
    : words.replace("#", limit.toUpperCase());
}

/** "local-language" and "localLanguage" as words, for want of a text. */
export const readable = (name: string): string =>
  capital(
    name
      .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
      .replace(/[-_]/g, " ")
      .toLowerCase(),
  );

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
export const lower = (words: string): string =>
  /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
