import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hasPhrase, phrase, staffPhrases } from "#core/messages/phrase.ts";

const rooms = ["core/journey", "core/people", "adapters", "functions"].map((room) =>
  join(import.meta.dirname, "../..", room),
);
const source = rooms
  .flatMap((room) => readdirSync(room, { recursive: true, encoding: "utf8" }).map((file) => join(room, file)))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

describe("the timeline", () => {
  test("has a sentence for every code that a journey logs", () => {
    const codes = [...source.matchAll(/\blog\(\s*draft,\s*([^{);]*)/g)].flatMap(([, codes]) =>
      quoted(codes!),
    );
    expect(codes.length).toBeGreaterThan(25);
    expect(codes.filter((code) => !hasPhrase("en", `log.${code}`))).toEqual([]);
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
    const opened = new Set([...source.matchAll(/"(tasks\.[a-z-]+)"/g)].map(([, stem]) => stem!));
    expect(opened.size).toBeGreaterThan(5);
    const keys = [...opened].flatMap((stem) => [`${stem}.title`, `${stem}.script`]);
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

const quoted = (words: string): string[] => [...words.matchAll(/"([a-z.-]+)"/g)].map(([, word]) => word!);
