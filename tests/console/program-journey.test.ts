import { describe, expect, it } from "vitest";
import { programJourneyId } from "#adapters/program-journey.ts";
import { aProgram } from "../functions/a-program.ts";
import { aDesk, twoLanguages } from "./a-desk.ts";

const small = aProgram();
const year = programJourneyId("test");

/** The small program, whose own journey finds a room, asks for the day, and invites everybody. */
const withYear = () => {
  const plain = twoLanguages();
  return twoLanguages({
    facts: {
      facts: { ...small.facts.facts, meetingDay: { type: "date", kind: "staff", roles: ["program"] } },
    },
    journeys: {
      ...small.journeys,
      year: {
        role: "program",
        stages: [
          {
            id: "end",
            steps: [
              { do: "task", id: "find-a-room" },
              { do: "tell all", id: "last-meeting", whom: { role: "mentee" }, with: ["meetingDay"] },
              { do: "wait", id: "until-then", for: "P14D" },
            ],
          },
        ],
      },
    },
    texts: {
      ...plain.texts,
      en: {
        ...plain.texts.en,
        "stages.year.end": "The year comes to its end.",
        "facts.meetingDay": "The day of the last meeting",
        "questions.meetingDay": "When do we meet?",
        "tasks.year.find-a-room.title": "Find a room for everybody",
        "tasks.year.find-a-room.script": "Ask the library.",
        "mails.year.last-meeting.subject": "Our last meeting",
        "mails.year.last-meeting.body": "Hello {givenName}, come on {meetingDay}.",
      },
    },
  });
};

async function begun() {
  const desk = await aDesk({ pack: withYear() });
  const { store, clock } = desk.runtime;
  const person = (await store.people.get(await desk.join("jrn_1")))!;
  const consent = { at: clock.now(), from: "typeform" };
  await store.people.save({ ...person, consent, version: person.version + 1 });
  await desk.sweep();
  await desk.run();
  const html = async (path: string) => {
    const page = await desk.get(path);
    expect(page.status, path).toBe(200);
    return page.text();
  };
  const openTask = async () => {
    const tasks = await store.tasks.ofJourney(year);
    const { effect } = tasks.find(({ state }) => state === "open")!;
    return `/console/test/tasks/${year}/${effect.id.split("/")[1]}`;
  };
  const done = async (answers: Record<string, string> = {}) => {
    const path = await openTask();
    const nonce = /name="nonce" value="([^"]+)"/.exec(await html(path))![1]!;
    expect((await desk.post(path, { nonce, done: "yes", ...answers })).status).toBe(303);
    await desk.run();
  };
  return { ...desk, html, openTask, done };
}

describe("the console of a program with a journey of its own", () => {
  it("shows its work among the day's, as that of the program", async () => {
    const { html, openTask } = await begun();
    const today = await html("/console/test");
    expect(today).toContain("Find a room for everybody");
    expect(today).toContain(`href="/console/test/people/${year}">Test program</a>`);
    expect(await html(await openTask())).toContain("Ask the library.");
  });

  it("leads from the Program page to what it did, waits for and does next", async () => {
    const { html } = await begun();
    expect(await html("/console/test/program")).toContain(`href="/console/test/people/${year}"`);
    const page = await html(`/console/test/people/${year}`);
    for (const words of [
      "The program’s own journey",
      "The year comes to its end.",
      "Find a room for everybody",
      "Under way",
    ])
      expect(page).toContain(words);
    expect(page).toContain("Our last meeting");
  });

  it("counts it among no people", async () => {
    const { html } = await begun();
    const people = await html("/console/test/people");
    expect(people).toContain("1 mentee");
    expect(people).not.toContain(year);
  });

  it("asks for the day, tells everybody with it, and says why in the story of each", async () => {
    const desk = await begun();
    await desk.done();
    expect(await desk.html(await desk.openTask())).toContain("When do we meet?");
    await desk.done({ meetingDay: "2026-06-12" });
    await desk.run();
    // They have had a letter today already.
    for (let days = 0; days < 3; days += 1) {
      desk.wait(86_400);
      await desk.postman();
    }
    const letter = desk.mailbox.find(({ letter }) => letter.subject === "Our last meeting")!;
    expect(letter.letter.text).toContain("12");
    const story = await desk.html("/console/test/people/jrn_1");
    expect(story).toContain("Our last meeting");
    expect(story).toContain("The program tells everybody for whom it is.");
    expect(await desk.html(`/console/test/people/${year}`)).toContain(
      "One person is told, if it is for them",
    );
  });
});
