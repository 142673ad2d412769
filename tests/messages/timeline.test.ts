import { describe, expect, test } from "vitest";
import { hasPhrase, phrase, staffPhrases } from "#core/messages/phrase.ts";
import { houseTasks, logged, loggedByTheEngine } from "./log-codes.ts";

describe("the timeline", () => {
  test("has a sentence for every code that a journey logs", () => {
    expect(logged.length).toBeGreaterThan(30);
    expect(logged.filter((code) => !hasPhrase("en", `log.${code}`))).toEqual([]);
  });

  test("has a reason for everything that the program does by itself", () => {
    for (const code of ["journey.opened", "closed", "place.released", "match.over", "ended"])
      expect(loggedByTheEngine).toContain(code);
    expect(loggedByTheEngine).not.toContain("facts.set");
    const codes = [...loggedByTheEngine, ...houseTasks];
    expect(codes.filter((code) => !hasPhrase("en", `why.${code}`))).toEqual([]);
  });

  test("does not say that a coordinator ended what ended by itself", () => {
    const args = { as: "ended early", reason: "mentee left", by: "engine" };
    expect(phrase("en", "log.ended", args)).toBe("Ended (ended early): mentee left");
  });

  test.each([
    ["Started.", "journey.opened", {}],
    [
      "Reached a new stage: Getting to know each other",
      "stage.entered",
      { stage: "Getting to know each other" },
    ],
    ["Asked Samira: How are you now?", "mail.asked", { name: "Samira", step: "How are you now?" }],
    [
      "Reminded Samira of: Survey (reminder 2)",
      "mail.reminded",
      { name: "Samira", step: "Survey", reminder: 2 },
    ],
    ["Samira answered: Survey", "ask.answered", { name: "Samira", role: "Mentee", form: "Survey" }],
    ["Mentee answered", "ask.answered", { role: "Mentee" }],
    [
      "A coordinator wrote down the answer of Samira (by phone)",
      "ask.answered-by-staff",
      { name: "Samira", how: "by phone" },
    ],
    ["Decided: Group 1", "decision.made", { outcome: "Group 1" }],
    [
      "Could not decide yet. We must ask: Work and Languages",
      "decision.needs-info",
      { facts: "Work and Languages" },
    ],
    [
      "Date set for Kick-off: Friday, Library",
      "gathering.dated",
      { step: "Kick-off", date: "Friday", place: "Library" },
    ],
    ["Moved: Kick-off", "gathering.held", { outcome: "moved", step: "Kick-off" }],
    ["Took place: Kick-off", "gathering.held", { outcome: "held", step: "Kick-off" }],
    ["Meeting: they met", "meeting.logged", { outcome: "held" }],
    ["Meeting: did not come", "meeting.logged", { outcome: "did not come" }],
    [
      "Training hours written down, theory: 0, practice: 4.5",
      "training.logged",
      { theory: 0, practice: 4.5 },
    ],
    ["Follow-up “Monthly talk”, round 3", "track.round", { track: "Monthly talk", round: 3 }],
    ["Ended by a coordinator (withdrawn): moved away", "ended", { as: "withdrawn", reason: "moved away" }],
  ])("says: %s", (sentence, code, args) => {
    expect(phrase("en", `log.${code}`, args)).toBe(sentence);
  });
});

describe("tasks of the house", () => {
  test("have a title and a script, each one that is opened anywhere", () => {
    expect(houseTasks.length).toBeGreaterThan(5);
    const keys = houseTasks.flatMap((stem) => [`${stem}.title`, `${stem}.script`]);
    expect(keys.filter((key) => !staffPhrases.includes(key))).toEqual([]);
  });

  test("say whom to call, where, and what about", () => {
    const args = { name: "Samira", phone: "+46 70 111 11 11", step: "Survey" };
    expect(phrase("en", "tasks.call.title", args)).toBe("Call Samira: Survey");
    expect(phrase("en", "tasks.call.script", args)).toContain(
      "Call Samira at +46 70 111 11 11 in their language.",
    );
    expect(phrase("en", "tasks.call.title")).toBe("Call the person");
  });

  test("show another's words as words, not as paragraphs or commands", () => {
    const script = phrase("en", "tasks.not-right.script", { words: "No {x}\n\n<b>help</b>" });
    expect(script.split("\n\n")[0]).toBe("They wrote: “No {x} <b>help</b>”");
  });
});
