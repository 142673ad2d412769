import { describe, expect, it } from "vitest";
import { mapIntake } from "#core/forms/map-intake.ts";
import { readSent } from "#core/forms/read-sent.ts";
import { Intake } from "#core/program/intake.ts";
import { aProgram, typeformBody } from "../functions/a-program.ts";

const at = "2026-03-02T07:00:00.000Z";
const pack = aProgram();
const map = (change?: Parameters<typeof typeformBody>[1]) =>
  mapIntake(pack, pack.intake.typeform!, readSent.typeform(typeformBody("t", change))!, at);
const signed = (mapping: unknown[], data: Record<string, unknown>) => {
  const name = { question: "name", contact: "givenName" };
  const intake = Intake.parse({ sender: "standard-webhooks", role: "mentee", map: [name, ...mapping] });
  return mapIntake(pack, intake, readSent["standard-webhooks"]({ name: "Samira", ...data })!, at);
};

describe("an intake", () => {
  it("says in our words what the partner's form says", () => {
    expect(map()).toEqual({
      contact: { givenName: "Samira", email: "samira@example.org", language: "en" },
      facts: { languages: ["finnish"], age: 30 },
      consent: { texts: [], scope: [] },
    });
  });

  it("takes labels without regard to case and spaces, and our own values as they are", () => {
    expect(map({ languages: [" FINNISH", "arabic"] })).toMatchObject({
      facts: { languages: ["finnish", "arabic"] },
    });
  });

  it.each([
    [{ languages: ["Klingon"] }, "languages", "Klingon"],
    [{ age: "very old" }, "age", "no number"],
    [{ age: 500 }, "age", "too large"],
    [{ email: "a@example.org, b@example.org" }, "email", "one email address"],
    [{ name: " " }, "given_name", "not answered"],
  ])("names the field that it does not understand: %j", (change, field, words) => {
    expect(map(change)).toMatchObject({
      problem: { field, message: expect.stringContaining(words), fix: expect.any(String) },
    });
  });

  it("never repeats what a person typed", () => {
    expect(JSON.stringify(map({ age: "very old" }))).not.toContain("very old");
    expect(JSON.stringify(map({ email: "not an address" }))).not.toContain("not an address");
  });

  it("leaves out what was not answered, and stops where it had to be", () => {
    expect(signed([{ question: "age", fact: "age" }], {})).toMatchObject({ facts: {} });
    expect(signed([{ question: "age", fact: "age", required: true }], {})).toMatchObject({
      problem: { field: "age" },
    });
    expect(signed([], { name: "" })).toMatchObject({ problem: { field: "givenName" } });
  });

  it("keeps to which words and to what somebody agreed, each question by itself", () => {
    const letters = { question: "letters", consent: true, text: "2026-01", scope: ["letters", "matching"] };
    const photos = {
      question: "photos",
      consent: true,
      required: false,
      text: "photos-2",
      scope: ["photos"],
    };
    expect(signed([letters, photos], { letters: "yes", photos: "no" })).toMatchObject({
      consent: { texts: ["2026-01"], scope: ["letters", "matching"] },
    });
    expect(signed([letters, photos], { letters: "yes", photos: "так" })).toMatchObject({
      consent: { texts: ["2026-01", "photos-2"], scope: ["letters", "matching", "photos"] },
    });
  });

  it("takes a no for no consent", () => {
    const asked = { question: "consent", consent: true };
    const agreed = { consent: { texts: [], scope: [] } };
    expect(signed([asked], { consent: true })).toMatchObject(agreed);
    expect(signed([asked], { consent: "I agree" })).toMatchObject(agreed);
    expect(signed([asked], { consent: false })).toMatchObject({ problem: { field: "consent" } });
    expect(signed([{ ...asked, required: false }], { consent: "no" })).not.toHaveProperty("consent");
    for (const no of ["No, thanks", "لا شكرا", "Ні", "Don't write to me"]) {
      expect(signed([asked], { consent: no })).toMatchObject({ problem: { field: "consent" } });
    }
    expect(signed([{ ...asked, required: false }], {})).not.toHaveProperty("consent");
  });

  it("takes only a time zone that there is, by a name of today as well", () => {
    const asked = {
      ...{ question: "country", contact: "zone" },
      choices: {
        Ukraine: "Europe/Kyiv",
        Afghanistan: "Asia/Kabul",
        Moon: "Moon/Tranquility",
        East: "+05:30",
      },
    };
    expect(signed([asked], { country: "ukraine" })).toMatchObject({ contact: { zone: "Europe/Kyiv" } });
    expect(signed([asked], { country: "Afghanistan" })).toMatchObject({ contact: { zone: "Asia/Kabul" } });
    for (const country of ["Moon", "East", "Atlantis"])
      expect(signed([asked], { country })).toMatchObject({ problem: { field: "country" } });
  });

  it("takes only a language of the program", () => {
    const asked = { question: "language", contact: "language", choices: { English: "en", Dutch: "nl" } };
    expect(signed([asked], { language: "English" })).toMatchObject({ contact: { language: "en" } });
    expect(signed([asked], { language: "Dutch" })).toMatchObject({ problem: { field: "language" } });
  });

  it("translates choices into yes and no", () => {
    const asked = { question: "keen", fact: "motivated", choices: { "Very much": true, "Not now": false } };
    expect(signed([asked], { keen: "very much" })).toMatchObject({ facts: { motivated: true } });
    expect(signed([asked], { keen: "Perhaps" })).toMatchObject({ problem: { field: "keen" } });
  });
});
