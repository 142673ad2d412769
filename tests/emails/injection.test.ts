import { describe, expect, it } from "vitest";
import { linkHead, linkId } from "#adapters/links.ts";
import { loadPack } from "#adapters/pack-files.ts";
import type { Mail } from "#adapters/store.ts";
import { mapContact } from "#core/forms/contact.ts";
import { MailEffect } from "#core/journey/effect.ts";
import { hasPhrase } from "#core/messages/phrase.ts";
import { messageOf } from "#core/messages/text.ts";
import type { Pack } from "#core/program/pack.ts";
import { fillLinks, freeze } from "#functions/freeze.ts";
import type { Post } from "#functions/post.ts";
import { aPerson } from "../messages/a-letter.ts";
import { payloads, skeleton } from "./injected.ts";

const keys = ["k".repeat(40)];
const post = {
  secrets: { linkKeys: keys },
  addresses: { pages: "https://waymark.example.org" },
  mailFrom: "hello@example.org",
  clock: { now: () => "2026-03-02T07:00:00.000Z" },
} as unknown as Post;

const loaded = await loadPack("rules", "cemewe");
const languages = loaded.pack!.program.languages.participants;
/** As the program is, and one more letter that says names wherever a letter may. */
const pack: Pack = {
  ...loaded.pack!,
  texts: Object.fromEntries(languages.map((language) => [language, withNames(language)])),
};

function withNames(language: string): Record<string, string> {
  const named = "{givenName}, {mentorName} and {place}";
  const parts = { subject: named, body: `${named}\n\n- ${named}\n- ${named}`, button: named };
  const own = Object.entries(parts).map(([part, text]) => [`mails.mentee.named.${part}`, text]);
  return { ...loaded.pack!.texts[language], ...Object.fromEntries(own) };
}

const stems = [
  ...new Set(Object.keys(pack.texts.en!).flatMap((key) => /^(mails\..+)\.subject$/.exec(key)?.[1] ?? [])),
];

/** Every word of the letter that somebody else has said is the payload; what is a moment stays one. */
function effectOf(stem: string, words: string): MailEffect {
  const text = ["subject", "body", "button"]
    .map((part) => messageOf(pack, "en", `${stem}.${part}`) ?? "")
    .join(" ");
  const names = [...text.matchAll(/\{(\w+)(?:,\s*(\w+))?/g)];
  const params = Object.fromEntries(
    names.map(([, name, kind]) => [
      name!,
      kind === "date" || kind === "time"
        ? "2026-03-05T16:30:00.000Z"
        : kind === "number" || kind === "plural"
          ? 3
          : words,
    ]),
  );
  const asks = { id: "jrn_1/6", purpose: "form" as const, step: "survey", role: "mentee" };
  const id = "jrn_1/7";
  return MailEffect.parse({ kind: "mail", id, at: post.clock.now(), to: "per_1", text: stem, params, asks });
}

async function letterWith(stem: string, language: string, words: string) {
  const person = aPerson({ givenName: words, familyName: words, language, email: "samira@example.org" });
  const frozen = await freeze(post, pack, person, { effect: effectOf(stem, words) } as Mail);
  return fillLinks(post, frozen);
}

/** WAYMARK_INJECTIONS=all tries every payload in every letter and language; without it each has its turn somewhere. */
const all = process.env.WAYMARK_INJECTIONS === "all";
const turns = stems.flatMap((stem) => languages.map((language) => ({ stem, language })));
const tried = (turn: number) => (all ? payloads : payloads.filter((_, n) => n % turns.length === turn));

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const unseen = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066\u2067]/;

describe("what somebody wrote into a form", () => {
  it("is tried in more than three hundred ways, in every letter of the program", () => {
    expect(new Set(payloads).size).toBeGreaterThan(300);
    expect(stems.length).toBeGreaterThan(20);
    expect(languages.every((language) => hasPhrase(language, "mail.help", pack))).toBe(true);
  });

  it.each(turns.map((turn, n) => ({ ...turn, n })))(
    "adds no reader, no header and no markup to $stem in $language",
    async ({ stem, language, n }) => {
      const plain = await letterWith(stem, language, "Samira");
      for (const words of tried(n)) {
        const letter = await letterWith(stem, language, words);
        expect(letter.to, words).toBe("samira@example.org");
        expect([letter.from, letter.replyTo, letter.headers], words).toEqual([
          plain.from,
          plain.replyTo,
          plain.headers,
        ]);
        expect(letter.subject, words).not.toMatch(unseen);
        expect([...letter.subject].length, words).toBeLessThanOrEqual(150);
        expect(skeleton(letter.html), words).toBe(skeleton(plain.html));
        expect(letter.text.match(/https:\/\/waymark\.example\.org\/\S+/g), words).toEqual(
          plain.text.match(/https:\/\/waymark\.example\.org\/\S+/g),
        );
      }
    },
    600_000,
  );

  it("gives away no link of its own: a slot that somebody wrote is no slot", async () => {
    const head = linkHead(keys, linkId("of somebody else"));
    const { html, text } = await letterWith(stems[0]!, "en", `${head}.{{mac}}`);
    for (const words of [html, text])
      expect(words).not.toMatch(new RegExp(`${head.replaceAll(".", "\\.")}\\.[\\w-]{43}`));
  });

  it("makes no list of a paragraph that begins with it", async () => {
    const { html, text } = await letterWith("mails.mentee.named", "en", "- Samira");
    expect(html.match(/<li\b/g)).toHaveLength(2);
    expect(text).toContain("\n\n– Samira");
  });

  it("is no address when it is more than one", () => {
    const taken = payloads.flatMap((words) => {
      const contact = { givenName: "Samira", language: "en" } as Parameters<typeof mapContact>[3];
      const mapping = { question: "email", contact: "email", required: false } as Parameters<
        typeof mapContact
      >[1];
      mapContact(pack, mapping, { values: [{ value: words }] } as Parameters<typeof mapContact>[2], contact);
      return contact.email ?? [];
    });
    expect(taken.filter((address) => !/^[\w.+-]+@[\w.-]+$/.test(address))).toEqual([]);
  });
});
