import { beforeAll, describe, expect, it } from "vitest";
import { loadPack } from "#adapters/pack-files.ts";
import type { MailEffect } from "#core/journey/effect.ts";
import { composeLetter, type Letter } from "#core/messages/letter.ts";
import type { Person } from "#core/people/person.ts";
import type { Pack } from "#core/program/pack.ts";
import { confirm } from "#core/rules/confirm.ts";
import { decide } from "#core/rules/decide.ts";

const day = "2026-11-23";
let pack: Pack;
beforeAll(async () => {
  const loaded = await loadPack("rules", "cemewe");
  expect(loaded.problems).toBeUndefined();
  pack = loaded.pack!;
});

describe("the CeMeWE program", () => {
  it("decides its examples as they say, and json-rules-engine agrees", async () => {
    const made = Object.values(pack.examples).flatMap(({ person, decisions }) =>
      decisions.map((wanted) => ({ wanted, facts: without(person.facts, wanted.without) })),
    );
    expect(made.length).toBeGreaterThan(8);
    for (const { wanted, facts } of made) {
      const decision = decide(pack, wanted.ruleSet, facts, day);
      expect(decision).toMatchObject({
        outcome: wanted.outcome,
        ...(wanted.needs && { needs: wanted.needs }),
      });
      expect(await confirm(pack, wanted.ruleSet, facts, day, decision)).toBeUndefined();
    }
  });

  it.each([
    ["samira", 1],
    ["fatima", 2],
    ["tatiana", 3],
  ])("routes %s to group %i", (name, group) => {
    expect(decide(pack, "routing", pack.examples[name]!.person.facts, day).params).toEqual({ group });
  });

  it("says the same to every participant, whatever the group", () => {
    const said = ["samira", "fatima", "tatiana"].map(
      (name) => decide(pack, "routing", pack.examples[name]!.person.facts, day, "uk").sentence.participant,
    );
    expect(new Set(said).size).toBe(1);
  });

  it("has every letter in every language, short and without a word about groups", () => {
    const stems = Object.keys(pack.texts.en!).flatMap((key) => /^(mails\..+)\.subject$/.exec(key)?.[1] ?? []);
    expect(stems.length).toBeGreaterThan(30);
    for (const stem of stems) {
      for (const language of pack.program.languages.participants) {
        const letter = letterOf(stem, language);
        expect(letter.language, stem).toBe(language);
        expect(wordsOf(letter), stem).toBeLessThan(120);
      }
    }
  });

  it("never writes to participants of refugees, immigrants or target groups", () => {
    for (const language of pack.program.languages.participants) {
      for (const key of Object.keys(pack.texts.ar!)) {
        expect(pack.texts[language]![key], `${language} ${key}`).not.toMatch(
          /refugee|immigrant|target|group|біжен|мігрант|لاجئ|مهاجر/i,
        );
      }
    }
  });
});

const without = <T>(facts: Record<string, T>, left: string[] = []) =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !left.includes(name)));

const wordsOf = ({ paragraphs }: Letter) => paragraphs.join(" ").split(/\s+/).length;

function letterOf(stem: string, language: string): Letter {
  const person: Person = {
    schema: 1,
    id: "p1",
    program: "cemewe",
    givenName: "Amal",
    familyName: "",
    language,
    holds: [],
    createdAt: `${day}T08:00:00Z`,
    version: 1,
  };
  const effect: MailEffect = {
    kind: "mail",
    id: "m/1",
    at: `${day}T08:00:00Z`,
    to: "p1",
    text: stem,
    params: {
      menteeName: "Amal",
      mentorName: "Leena",
      ...(stem === "mails.match.kick-off" && { date: `${day}T10:00:00Z`, place: "Library" }),
    },
    reminder: 0,
    urgency: "routine",
  };
  return composeLetter({ pack, person, effect, link: "{{link:1}}", now: `${day}T08:00:00Z` });
}
