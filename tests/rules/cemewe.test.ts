import { describe, expect, it } from "vitest";
import { decide } from "#core/rules/decide.ts";
import { aProgram, day } from "./a-program.ts";

const { pack, decided } = aProgram("cemewe");

describe("the CeMeWE program", () => {
  it("says much: examples of every group, and letters for all that can happen", () => {
    expect(Object.values(pack().examples).flatMap(({ decisions }) => decisions).length).toBeGreaterThan(8);
    const subjects = Object.keys(pack().texts.en!).filter((key) => /^mails\..+\.subject$/.test(key));
    expect(subjects.length).toBeGreaterThan(30);
  });

  it.each([
    ["samira", 1],
    ["fatima", 2],
    ["tatiana", 3],
  ])("routes %s to group %i", (name, group) => {
    expect(decided("routing", pack().examples[name]!.person.facts).params).toEqual({ group });
  });

  it("says the same to every participant, whatever the group", () => {
    const said = ["samira", "fatima", "tatiana"].map(
      (name) =>
        decide(pack(), "routing", pack().examples[name]!.person.facts, day, "uk").sentence.participant,
    );
    expect(new Set(said).size).toBe(1);
  });

  it("never writes to participants of refugees, immigrants or target groups", () => {
    for (const language of pack().program.languages.participants)
      for (const key of Object.keys(pack().texts.ar!))
        expect(pack().texts[language]![key], `${language} ${key}`).not.toMatch(
          /refugee|immigrant|target|group|біжен|мігрант|لاجئ|مهاجر/i,
        );
  });
});
