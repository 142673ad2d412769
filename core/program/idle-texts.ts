import { isInherited } from "./layers.ts";
import { placeAt, type Sources } from "./node.ts";
import type { Pack } from "./pack.ts";
import { textKeys } from "./text-keys.ts";

/** The house's own words, said another way by this program. */
export const ofTheHouse = /^(house|phrases)\./;

/**
 * The texts of a program without those of the programs below it that it has no use for: in languages that it does not speak, and of
 * what it took out. What it writes itself stays, so that a typing mistake is told.
 */
export function withoutIdleTexts(pack: Pack, sources: Sources): Pack["texts"] {
  const used = new Set(textKeys(pack).map(({ key }) => key));
  const spoken = new Set(Object.values(pack.program.languages).flat());
  const kept = Object.entries(pack.texts).map(([language, texts]): [string, Record<string, string>] => {
    const isIdle = (key: string) =>
      isInherited(placeAt(sources[`texts/${language}.json`]!, [key], "key")) &&
      !(spoken.has(language) && (used.has(key) || ofTheHouse.test(key)));
    return [language, Object.fromEntries(Object.entries(texts).filter(([key]) => !isIdle(key)))];
  });
  return Object.fromEntries(
    kept.filter(([language, texts]) => spoken.has(language) || Object.keys(texts).length > 0),
  );
}
