export type Direction = "ltr" | "rtl";

/** Which way a language is written, worked out from its script: "ar", "fa", "prs", "ps", "ur", "he" and others run right to left. */
export function direction(language: string): Direction {
  const { script } = new Intl.Locale(language).maximize();
  return script !== undefined && rightToLeft.has(script) ? "rtl" : "ltr";
}

/** True when the words hold a letter of a script that is written from right to left. */
export const hasRightToLeft = (words: string): boolean => letters.test(words);

const rightToLeft = new Set(["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"]);
const letters =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
