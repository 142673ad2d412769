import { IntlMessageFormat } from "intl-messageformat";
import type { FactValue } from "../program/fact.ts";
import { isolated, oneLine } from "./clean.ts";
import { direction, hasRightToLeft } from "./direction.ts";
import { localeOf } from "./language.ts";
import { momentOf, valueInWords } from "./value.ts";

export type Args = Record<string, FactValue | undefined>;

export interface Manner {
  zone: string;
  /** How a value is put into words; by its form alone when left out. */
  show?: (name: string, value: FactValue) => string;
  /**
   * Letters refuse to go out without a value, and say this where a value is known to be still empty. On screens both are
   * shown as "…", and `select` takes its branch "none".
   */
  strict?: { empty: string };
}

/** Fills an ICU message. Values go in as plain single lines, set apart where directions could mix. */
export function format(message: string, language: string, args: Args, manner: Manner): string {
  const { formatter, holes } = compiled(message, language, manner.zone);
  const values = holes.map((hole) => [keyOf(hole), filling(hole, language, args, manner)] as const);
  return String(formatter.format(Object.fromEntries(values)));
}

/** The arguments that an ICU message takes, for checks. Throws with the parser's words when it is not one. */
export const argumentsOf = (message: string): string[] => [
  ...new Set(compiled(message, "en", "UTC").holes.map((hole) => hole.name)),
];

type Kind = "shown" | "number" | "moment" | "choice";
interface Hole {
  name: string;
  kind: Kind;
}
interface Compiled {
  formatter: IntlMessageFormat;
  holes: Hole[];
}
/** As much of the parser's tree as we touch. */
interface Element {
  type: number;
  value: string;
  options?: Record<string, { value: Element[] }>;
}

/** Numbers are the parser's own (icu-messageformat-parser TYPE). */
const kinds: Record<number, Kind> = {
  1: "shown",
  2: "number",
  3: "moment",
  4: "moment",
  5: "choice",
  6: "number",
};

const keyOf = (hole: Hole): string => `${hole.kind} ${hole.name}`;

const cache = new Map<string, Compiled>();

function compiled(message: string, language: string, zone: string): Compiled {
  const key = `${language} ${zone} ${message}`;
  const known = cache.get(key);
  if (known) return known;
  if (cache.size >= 5000) cache.clear();
  const fresh = compile(message, language, zone);
  cache.set(key, fresh);
  return fresh;
}

function compile(message: string, language: string, zone: string): Compiled {
  const locale = localeOf(language);
  const parsed = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
  const tree = parsed.getAst() as unknown as Element[];
  const holes: Hole[] = [];
  const named = rename(tree, holes) as unknown as ReturnType<typeof parsed.getAst>;
  return {
    formatter: new IntlMessageFormat(named, locale, undefined, { formatters: formattersIn(zone) }),
    holes,
  };
}

/** One name may be shown in one place and chosen by in another; each use gets a value of its own. */
function rename(elements: Element[], holes: Hole[]): Element[] {
  return elements.map((element) => {
    const kind = kinds[element.type];
    if (!kind) return element;
    const hole: Hole = { name: element.value, kind };
    holes.push(hole);
    return {
      ...element,
      value: keyOf(hole),
      ...(element.options && { options: renamed(element.options, holes) }),
    };
  });
}

const renamed = (options: NonNullable<Element["options"]>, holes: Hole[]): Element["options"] =>
  Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      { ...option, value: rename(option.value, holes) },
    ]),
  );

function filling(hole: Hole, language: string, args: Args, manner: Manner): string | number | Date {
  const value = Object.hasOwn(args, hole.name) ? args[hole.name] : undefined;
  if (value === undefined || value === "") return gap(hole, manner, value);
  if (hole.kind === "choice") return String(value);
  if (hole.kind === "number") return Number.isFinite(Number(value)) ? Number(value) : gap(hole, manner);
  if (hole.kind === "moment") return momentOf(String(value), manner.zone) ?? gap(hole, manner);
  return apart(
    oneLine(manner.show?.(hole.name, value) ?? valueInWords(value, language, manner.zone)),
    language,
  );
}

function gap(hole: Hole, { strict }: Manner, value?: ""): string | number | Date {
  if (hole.kind === "choice") return "none";
  if (strict && (value === undefined || hole.kind !== "shown"))
    throw new Error(`{${hole.name}} is not known here; give it a value or take it out of the text`);
  if (hole.kind === "moment") return new Date(0);
  return hole.kind === "number" ? 0 : (strict?.empty ?? "…");
}

const apart = (words: string, language: string): string =>
  direction(language) === "rtl" || hasRightToLeft(words) ? isolated(words) : words;

/** Dates and times are told in the program's zone, wherever the code runs. */
const formattersIn = (zone: string) => ({
  getNumberFormat: (locales?: string | string[], options?: object) => new Intl.NumberFormat(locales, options),
  getDateTimeFormat: (locales?: Intl.LocalesArgument, options?: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locales, { timeZone: zone, ...options }),
  getPluralRules: (locales?: Intl.LocalesArgument, options?: Intl.PluralRulesOptions) =>
    new Intl.PluralRules(locales, options),
});
