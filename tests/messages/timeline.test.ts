import { describe, expect, test } from "vitest";
import { LogEntry, TaskEffect } from "#core/journey/effect.ts";
import { staffPhrases } from "#core/messages/phrase.ts";
import { taskWords } from "#core/messages/task.ts";
import { logSentence } from "#core/messages/timeline.ts";
import type { Pack } from "#core/program/pack.ts";
import { JourneyDefinition } from "#core/program/step.ts";
import { aPack } from "./a-letter.ts";

const pack: Pack = {
  ...aPack({
    texts: {
      en: {
        "roles.mentee": "Mentee",
        "stages.mentee.getting-to-know": "Getting to know each other",
        "mails.mentee.survey.subject": "How are you now, {menteeName}?",
        "forms.survey.title": "How you are",
        "tasks.mentee.interview.title": "Interview {menteeName}",
        "tasks.mentee.interview.script": "Ask kindly.\n\nListen.",
        "outcomes.routing.group-1": "Group 1: first steps",
        "facts.hasWork": "Work",
        "facts.languages": "Languages",
        "facts.mode.online": "by video",
      },
    },
  }),
  journeys: {
    mentee: JourneyDefinition.parse({
      role: "mentee",
      stages: [
        {
          id: "getting-to-know",
          steps: [
            { do: "ask", id: "survey", form: "survey" },
            { do: "task", id: "interview" },
          ],
        },
      ],
    }),
  },
};
const scene = { pack, definition: "mentee", names: { mentee: "Samira", mentor: "Marta" } };
const say = (code: string, params: LogEntry["params"] = {}, step?: string) =>
  logSentence(scene, LogEntry.parse({ at: "2026-03-05T09:00:00.000Z", code, step, params, by: "engine" }));

describe("a timeline", () => {
  test.each<[string, string, LogEntry["params"], string | undefined]>([
    ["Started.", "journey.opened", {}, undefined],
    [
      "Reached a new stage: Getting to know each other",
      "stage.entered",
      { stage: "getting-to-know" },
      "survey",
    ],
    ["Asked Samira: How are you now, Samira?", "mail.asked", { role: "mentee" }, "survey"],
    [
      "Reminded Samira of: How are you now, Samira? (reminder 2)",
      "mail.reminded",
      { role: "mentee", reminder: 2 },
      "survey",
    ],
    ["Samira answered: How you are", "ask.answered", { role: "mentee", how: "" }, "survey"],
    [
      "A coordinator wrote down the answer of Samira: How you are (by phone)",
      "ask.answered-by-staff",
      { role: "mentee", how: "by phone" },
      "survey",
    ],
    ["Decided: Group 1: first steps", "decision.made", { outcome: "group-1", ruleSet: "routing" }, "route"],
    [
      "Could not decide yet. We must ask: Work and Languages",
      "decision.needs-info",
      { facts: ["hasWork", "mentee.languages"] },
      "route",
    ],
    ["New task for staff: Interview Samira", "task.opened", { task: "tasks.mentee.interview" }, "interview"],
    [
      "New task for staff: Call Samira: How are you now, Samira?",
      "task.opened",
      { task: "tasks.call", role: "mentee" },
      "survey",
    ],
    [
      "Date set for Interview Samira: Thursday, 5 March 2026 at 17:30, Library",
      "gathering.dated",
      { date: "2026-03-05T16:30:00.000Z", place: "Library" },
      "interview",
    ],
    ["Moved: Interview Samira", "gathering.held", { outcome: "moved" }, "interview"],
    ["Meeting: moved to another day", "meeting.logged", { outcome: "moved" }, undefined],
    ["Meeting: Did not come", "meeting.logged", { outcome: "did-not-come" }, undefined],
    [
      "Training hours written down, theory: 0, practice: 4.5",
      "training.logged",
      { theory: 0, practice: 4.5 },
      "training",
    ],
    ["Follow-up “Monthly talk”, round 3", "track.round", { track: "monthly-talk", round: 3 }, undefined],
    [
      "Waiting until Thursday, 5 March 2026 at 17:30",
      "wait.started",
      { until: "2026-03-05T16:30:00.000Z" },
      undefined,
    ],
    [
      "Ended by a coordinator (withdrawn): moved away",
      "ended",
      { as: "withdrawn", reason: "moved away" },
      undefined,
    ],
    ["A letter could not be delivered (bounced)", "mail.failed", { code: "bounced" }, undefined],
  ])("says: %s", (sentence, code, params, step) => {
    expect(say(code, params, step)).toBe(sentence);
  });

  test("has a sentence for every code, also when it knows nothing more", () => {
    const codes = staffPhrases.filter((key) => key.startsWith("log.")).map((key) => key.slice(4));
    expect(codes.length).toBeGreaterThan(40);
    for (const code of codes) expect(say(code), code).not.toMatch(/undefined|…|\{/);
  });

  test("says a code that it does not know as words", () => {
    expect(say("visa.checked")).toBe("Visa checked");
  });

  test("does not name those whose names the reader may not see", () => {
    const entry = LogEntry.parse({
      at: "2026-03-05T09:00:00.000Z",
      code: "ask.answered",
      params: { role: "mentee" },
      by: "mentee",
    });
    expect(logSentence({ pack, definition: "mentee" }, entry)).toBe("Mentee answered");
  });
});

describe("a task", () => {
  const task = (change: object) =>
    TaskEffect.parse({
      kind: "task",
      id: "j/1",
      at: "2026-03-05T09:00:00.000Z",
      text: "tasks.call",
      params: { menteeName: "Samira" },
      work: { kind: "done" },
      ...change,
    });

  test("of the program is in the program's words", () => {
    const words = taskWords(pack, "mentee", task({ text: "tasks.mentee.interview", step: "interview" }));
    expect(words).toEqual({ title: "Interview Samira", script: ["Ask kindly.", "Listen."] });
  });

  test("of the house is in the house's, with what the screen knows", () => {
    const call = taskWords(pack, "mentee", task({ step: "survey" }), { phone: "+46 70 111 11 11" });
    expect(call.title).toBe("Call Samira: How are you now, Samira?");
    expect(call.script.join(" ")).toContain("Call Samira at +46 70 111 11 11 in their language.");
    const missing = taskWords(
      pack,
      "mentee",
      task({ text: "tasks.missing-facts", work: { kind: "facts", facts: ["hasWork"] } }),
    );
    expect(missing.title).toBe("Find out more about Samira");
    expect(missing.script[0]).toBe("We cannot go on until we know this: Work.");
    const confirm = taskWords(
      pack,
      "mentee",
      task({ text: "tasks.confirm", params: { outcome: "group-1", ruleSet: "routing" } }),
    );
    expect(confirm.title).toBe("Decide: Group 1: first steps?");
  });

  test("about a match names the one whose turn it is, or both", () => {
    const params = { menteeName: "Samira", mentorName: "Marta" };
    expect(taskWords(pack, "match", task({ params: { ...params, role: "mentor" } })).title).toBe(
      "Call Marta",
    );
    expect(taskWords(pack, "match", task({ params })).title).toBe("Call Samira and Marta");
  });

  test("shows another's words as words, not as commands", () => {
    const { script } = taskWords(
      pack,
      "mentee",
      task({ text: "tasks.not-right", params: { words: "No {x}\n\n<b>help</b>" } }),
    );
    expect(script[0]).toBe("They wrote: “No {x} <b>help</b>”");
  });
});
