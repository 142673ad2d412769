/** "ar-SY" is served by "ar" when there is nothing closer. */
export function closest(wanted: string, offered: readonly string[]): string | undefined {
  if (offered.includes(wanted)) return wanted;
  const [base] = wanted.split("-");
  return offered.find((language) => language === base);
}

/** A language in its own words: "العربية", "українська". */
export function languageName(language: string): string {
  const name =
    own[language] ?? new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** What to give to Intl. Plain "en" would write dates the American way and times by 12 hours. */
export const localeOf = (language: string): string => (language === "en" ? "en-GB" : language);

/** The ones that Intl does not know by their own name. */
const own: Record<string, string> = { prs: "دری", ti: "ትግርኛ", ku: "Kurdî", kmr: "Kurmancî", rom: "Romani" };
