import { argumentsOf } from "../messages/icu.ts";
import { missingPhrases } from "../messages/phrase.ts";
import { didYouMean, guess, oneOf } from "./guess.ts";
import { ofTheHouse } from "./idle-texts.ts";
import { at, type Inspection, keyOf } from "./inspection.ts";
import { type TextKey, textKeys } from "./text-keys.ts";

/** texts/*.json: every text that is needed is there in every language it is needed in, can be read, and is used. */
export function checkTexts(inspection: Inspection): void {
  const { texts, program } = inspection.pack;
  const keys = textKeys(inspection.pack);
  const byKey = new Map(keys.map((each) => [each.key, each]));
  const { participants, staff } = program.languages;
  const languages = [...new Set([...participants, ...staff])];
  for (const language of languages) {
    if (!Object.hasOwn(texts, language)) missingLanguage(inspection, language);
    else
      checkMissing(
        inspection,
        language,
        keys.filter((key) => isFor(key, language, participants, staff)),
      );
  }
  for (const { language, key } of missingPhrases(inspection.pack)) missingPhrase(inspection, language, key);
  for (const language of Object.keys(texts)) {
    if (!languages.includes(language)) strangeLanguage(inspection, language, languages);
    else checkWritten(inspection, language, byKey);
  }
}

const isFor = (key: TextKey, language: string, participants: string[], staff: string[]) =>
  (key.readers === "participants" ? participants : staff).includes(language);

function missingLanguage({ report }: Inspection, language: string): void {
  const where = at("program.json", "languages");
  report(
    where,
    "text.language",
    `there are no texts in "${language}"`,
    `Add the file texts/${language}.json, or take the language out.`,
  );
}

/** A language that the house itself does not speak must bring the words of every page along. */
function missingPhrase({ report }: Inspection, language: string, key: string): void {
  const message = `the house does not speak "${language}" yet, so the program must say "${key}" itself`;
  report(
    at(`texts/${language}.json`),
    "text.missing",
    message,
    `Add "${key}": "..." to texts/${language}.json.`,
  );
}

function strangeLanguage({ report }: Inspection, language: string, languages: string[]): void {
  const message = `the program does not speak "${language}"${didYouMean(language, languages)}`;
  report(
    at(`texts/${language}.json`),
    "text.language",
    message,
    'Add it to "languages" in program.json, or remove the file.',
  );
}

function checkMissing({ pack, report }: Inspection, language: string, keys: TextKey[]): void {
  const written = pack.texts[language]!;
  const named = new Set<string>();
  for (const { key, optional, from } of keys) {
    if (optional || named.has(key) || (Object.hasOwn(written, key) && written[key]!.trim() !== "")) continue;
    named.add(key);
    const where = at(`texts/${language}.json`, ...(Object.hasOwn(written, key) ? [key] : []));
    const message = `the text "${key}" is missing in "${language}"; ${from.file} needs it`;
    report(where, "text.missing", message, `Add "${key}": "..." to texts/${language}.json.`);
  }
}

function checkWritten(inspection: Inspection, language: string, known: Map<string, TextKey>): void {
  const { pack, report } = inspection;
  const free = [...known.keys()].filter((key) => !Object.hasOwn(pack.texts[language]!, key));
  for (const [key, message] of Object.entries(pack.texts[language]!)) {
    const where = at(`texts/${language}.json`, key);
    if (!known.has(key) && !ofTheHouse.test(key)) {
      const message = () => `nothing uses the text "${key}"${didYouMean(key, free)}`;
      const meant = () => guess(key, free);
      const fix = () => (meant() === undefined ? "Take it out." : `Write "${meant()}", or take it out.`);
      report(keyOf(where), "text.unused", message, fix);
    }
    checkMessage(inspection, language, key, message, known.get(key)?.args);
  }
}

function checkMessage(
  { report }: Inspection,
  language: string,
  key: string,
  message: string,
  args: readonly string[] | undefined,
): void {
  const where = at(`texts/${language}.json`, key);
  const read = readArguments(message);
  if (typeof read === "string")
    return report(where, "text.unreadable", `the text "${key}" cannot be read: ${read}`, advice);
  for (const argument of args ? read : []) {
    if (args!.includes(argument)) continue;
    const problem = () => `{${argument}} is not known in the text "${key}"${didYouMean(argument, args!)}`;
    const fix =
      args!.length === 0 ? "Write it without {...}." : `Write ${oneOf(args!.map((name) => `{${name}}`))}.`;
    report(where, "text.argument", problem, fix);
  }
}

const advice = "Write {givenName} for a value; put '{' between single quotes to show a bracket itself.";

/** The arguments of a message, or in words why it is not one. */
function readArguments(message: string): string[] | string {
  try {
    return argumentsOf(message);
  } catch (error) {
    const code = error instanceof Error ? error.message : String(error);
    if (code.includes("MISSING_OTHER")) return 'a choice of forms needs an "other {...}"';
    if (/BRACE|UNMATCHED|EMPTY_ARGUMENT|MALFORMED_ARGUMENT/.test(code))
      return 'there is a "{" or "}" that does not fit';
    return code.toLowerCase().replaceAll("_", " ");
  }
}
