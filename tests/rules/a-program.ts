import { beforeAll, describe, expect, it } from "vitest";
import { listPrograms, loadPack } from "#adapters/pack-files.ts";
import type { MailEffect } from "#core/journey/effect.ts";
import { argumentsOf } from "#core/messages/icu.ts";
import { composeLetter, type Letter } from "#core/messages/letter.ts";
import { hasPhrase, participantPhrases, phraseMessage } from "#core/messages/phrase.ts";
import type { Person } from "#core/people/person.ts";
import type { Facts } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Step, StepOf } from "#core/program/step.ts";
import { tryExamples } from "#core/rehearsal/try-examples.ts";
import { confirm } from "#core/rules/confirm.ts";
import { decide } from "#core/rules/decide.ts";

export const day = "2026-11-23";

/** A program of rules/ under test: what every one of them keeps, whatever it is about. */
export interface Program {
  pack(): Pack;
  decided(ruleSet: string, facts: Facts): ReturnType<typeof decide>;
  step<K extends Step["do"]>(journey: string, id: string, kind: K): StepOf<K>;
}

/** Loads a program before its tests, and holds what all programs keep. */
export function aProgram(id: string): Program {
  let pack: Pack;
  beforeAll(async () => {
    const loaded = await loadPack("rules", id);
    expect(loaded.problems).toBeUndefined();
    pack = loaded.pack!;
  });

  describe("as every program", () => {
    it("runs, and says itself who coordinates it, where it is and which languages it speaks", async () => {
      expect(await listPrograms("rules")).toContain(id);
      expect(pack.program.coordinator.name).not.toBe("Invented Coordinator");
      expect(pack.program.zone).not.toBe("UTC");
      expect(Object.keys(pack.texts).sort()).toEqual(
        [...new Set(Object.values(pack.program.languages).flat())].sort(),
      );
    });

    it("decides its examples as they say, and json-rules-engine agrees", async () => {
      const made = Object.values(pack.examples).flatMap(({ person, decisions }) =>
        decisions.map((wanted) => ({ wanted, facts: without(person.facts, wanted.without) })),
      );
      expect(made.length).toBeGreaterThan(2);
      for (const { wanted, facts } of made) {
        const decision = decide(pack, wanted.ruleSet, facts, day);
        expect(decision.outcome).toBe(wanted.outcome);
        if (wanted.needs) expect(decision.needs).toEqual(wanted.needs);
        expect(await confirm(pack, wanted.ruleSet, facts, day, decision)).toBeUndefined();
      }
    });

    it("goes on the days that its rehearsals say", () => {
      const days = Object.values(pack.examples).flatMap(({ rehearsal }) => rehearsal?.expect ?? []);
      expect(days.length).toBeGreaterThan(5);
      expect(tryExamples(pack, day)).toEqual([]);
    });

    it("has every letter in every language, and none is long", () => {
      const stems = Object.keys(pack.texts.en!).flatMap(
        (key) => /^(mails\..+)\.subject$/.exec(key)?.[1] ?? [],
      );
      expect(stems.length).toBeGreaterThan(4);
      for (const stem of stems)
        for (const language of pack.program.languages.participants) {
          const letter = letterOf(pack, stem, language);
          expect(letter.language, stem).toBe(language);
          expect(letter.paragraphs.join(" ").split(/\s+/).length, `${language} ${stem}`).toBeLessThan(120);
        }
    });

    it("says the words of letters and pages in each language, with what they take in English", () => {
      for (const language of pack.program.languages.participants)
        for (const key of participantPhrases) {
          expect(hasPhrase(language, key, pack), `${language} ${key}`).toBe(true);
          const taken = [language, "en"].map((each) => argumentsOf(phraseMessage(each, key, pack)).sort());
          expect(taken[0], `${language} ${key}`).toEqual(taken[1]);
        }
    });

    it("never writes to people about what they are called in reports", () => {
      for (const language of pack.program.languages.participants)
        for (const [key, text] of Object.entries(pack.texts[language]!))
          if (key.startsWith("mails.")) expect(text, `${language} ${key}`).not.toMatch(reportWords);
    });

    it("says for every indicator and every step with a length of time where it is from", () => {
      for (const { id, source } of pack.indicators?.indicators ?? []) expect(source, id).toBeTruthy();
      for (const step of stepsIn(pack))
        if (["wait", "training"].includes(step.do) && !("for" in step && step.for === "match over"))
          expect(step.source, step.id).toBeTruthy();
    });
  });

  return {
    pack: () => pack,
    decided: (ruleSet, facts) => decide(pack, ruleSet, facts, day),
    step: (journey, id, kind) => {
      const found = stepsIn(pack, journey).find((step) => step.id === id);
      expect(found?.do, `${journey}.${id}`).toBe(kind);
      return found as StepOf<typeof kind>;
    },
  };
}

const reportWords =
  /refugee|immigrant|migrant|target group|mental|disadvantaged|bēg[lļ]|migrant|psihisk|біжен|мігрант|pagula|sisserän|pakola|maahanmuut|flykting|invandr/i;

const stepsIn = (pack: Pack, journey?: string): Step[] =>
  Object.entries(pack.journeys)
    .filter(([name]) => journey === undefined || name === journey)
    .flatMap(([, { stages, tracks }]) => [...stages, ...tracks].flatMap(({ steps }) => steps));

const without = (facts: Facts, left: string[] = []): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !left.includes(name)));

function letterOf(pack: Pack, stem: string, language: string): Letter {
  const person: Person = {
    schema: 1,
    id: "p1",
    program: pack.id,
    givenName: "Amal",
    familyName: "",
    language,
    holds: [],
    createdAt: `${day}T08:00:00Z`,
    version: 1,
  };
  const [, journey, id] = stem.split(".");
  const gathering = stepsIn(pack, journey).some((step) => step.do === "gathering" && step.id === id);
  const effect: MailEffect = {
    kind: "mail",
    id: "m/1",
    at: `${day}T08:00:00Z`,
    to: "p1",
    text: stem,
    params: {
      menteeName: "Amal",
      mentorName: "Leena",
      ...(gathering && { date: `${day}T10:00:00Z`, place: "Library" }),
    },
    reminder: 0,
    urgency: "routine",
  };
  return composeLetter({ pack, person, effect, link: "{{link:1}}", now: `${day}T08:00:00Z` });
}
