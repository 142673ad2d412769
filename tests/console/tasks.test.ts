import { describe, expect, it } from "vitest";
import { open } from "#adapters/opening.ts";
import { openJourney } from "#core/journey/open.ts";
import { Pack } from "#core/program/pack.ts";
import { aDesk, twoLanguages } from "./a-desk.ts";

const nonceIn = (html: string): string => /name="nonce" value="([^"]+)"/.exec(html)![1]!;
const plain = twoLanguages();

/** A mentee who was asked to sign and did not answer, so that somebody calls. */
async function atTheCall() {
  const pack = Pack.parse({
    ...plain,
    agreements: { promise: { clauses: [{ id: "kind" }] } },
    journeys: {
      mentee: {
        role: "mentee",
        stages: [
          {
            id: "start",
            steps: [
              { do: "sign", id: "promise", agreement: "promise", by: ["mentee"] },
              { do: "close", id: "finish", as: "completed" },
            ],
          },
        ],
      },
    },
  });
  const desk = await aDesk({ pack });
  await desk.join("jrn_1");
  desk.wait(40 * 86_400);
  await desk.sweep();
  await desk.run();
  const [task] = await desk.runtime.store.tasks.list("test", "open");
  const path = `/console/test/tasks/jrn_1/${task!.effect.id.split("/")[1]}`;
  const nonce = nonceIn(await (await desk.get(path)).text());
  const signed = async () => (await desk.events("jrn_1")).filter(({ type }) => type === "signed");
  return { ...desk, path, nonce, signed };
}

describe("a call that nobody answered", () => {
  it("keeps the note in the story and the task open, without asking for the answer", async () => {
    const desk = await atTheCall();
    const page = await desk.post(desk.path, { nonce: desk.nonce, set: "note", note: "Call again on Friday" });
    expect(page.status).toBe(303);
    await desk.run();
    expect(await desk.runtime.store.tasks.list("test", "open")).toHaveLength(1);
    const story = await (await desk.get("/console/test/people/jrn_1")).text();
    expect(story).toContain("Note: Call again on Friday");
  });

  it("takes an empty note for nothing", async () => {
    const desk = await atTheCall();
    await desk.post(desk.path, { nonce: desk.nonce, set: "note", note: " " });
    expect((await desk.events("jrn_1")).filter(({ type }) => type === "worked")).toEqual([]);
  });
});

describe("a signature that staff write down after a call", () => {
  it.each([" ", "\u202e\u0007"])(
    "is refused without a name, which the page says at its field",
    async (name) => {
      const desk = await atTheCall();
      const page = await desk.post(desk.path, { nonce: desk.nonce, name, how: "by phone", done: "yes" });
      const html = await page.text();
      expect(page.status).toBe(422);
      expect(html).toContain('href="#name"');
      expect(html).toContain('id="name-error"');
      expect(await desk.signed()).toEqual([]);
    },
  );

  it.each(["", "by magic"])("is refused when it came in a way that is not offered: %j", async (how) => {
    const desk = await atTheCall();
    const page = await desk.post(desk.path, { nonce: desk.nonce, name: "Samira T", how, done: "yes" });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain('value="Samira T"');
    expect(await desk.signed()).toEqual([]);
  });

  it("keeps the name as one clean line, and how it came", async () => {
    const desk = await atTheCall();
    const name = "  Samira\u202e \n Testikova ";
    const page = await desk.post(desk.path, { nonce: desk.nonce, name, how: "on paper", done: "yes" });
    expect(page.status).toBe(303);
    expect(await desk.signed()).toMatchObject([{ name: "Samira Testikova", how: "on paper" }]);
  });
});

/** A match that cannot be decided, because nobody knows how old the mentor is and what she likes. */
async function aMatchThatLacks() {
  const all = (fact: string, operator: string, value: unknown) => ({ all: [{ fact, operator, value }] });
  const pack = Pack.parse({
    ...plain,
    program: { ...plain.program, roles: { ...plain.program.roles, mentor: { journey: "mentor" } } },
    facts: {
      ...plain.facts,
      facts: { ...plain.facts.facts, fits: { type: "choice", values: ["yes", "no"], kind: "staff" } },
    },
    ruleSets: {
      ...plain.ruleSets,
      fitting: {
        decides: "fits",
        hitPolicy: "first match",
        rules: [
          {
            name: "grown-up",
            conditions: {
              all: [
                ...all("mentor.age", "greaterThanInclusive", 18).all,
                ...all("mentor.languages", "contains", "arabic").all,
              ],
            },
            event: { type: "yes" },
          },
        ],
        otherwise: { type: "no" },
      },
    },
    journeys: {
      ...plain.journeys,
      match: {
        role: "match",
        sides: ["mentor", "mentee"],
        stages: [
          {
            id: "start",
            steps: [
              { do: "decide", id: "fit", ruleSet: "fitting" },
              { do: "task", id: "talk", form: "talk" },
              { do: "close", id: "finish", as: "completed" },
            ],
          },
        ],
      },
    },
    texts: {
      ...plain.texts,
      en: {
        ...plain.texts.en,
        "roles.mentor": "Mentor",
        "facts.age": "Age",
        "questions.age": "How old are you?",
      },
    },
  });
  const desk = await aDesk({ pack });
  const mentee = await desk.join("jrn_mentee");
  const mentor = await desk.join("jrn_mentor", { givenName: "Mia" });
  const now = desk.runtime.clock.now();
  const parties = {
    mentor: { person: mentor, journey: "jrn_mentor", givenName: "Mia", facts: {}, copiedAt: now },
    mentee: { person: mentee, journey: "jrn_mentee", givenName: "Samira", facts: { age: 30 }, copiedAt: now },
  };
  await open(
    desk.runtime,
    openJourney({ id: "mat_1", pack, definition: "match", parties, facts: {}, by: "coordinator", now }),
  );
  await desk.run();
  const [task] = await desk.tasks("mat_1");
  expect(task!.effect.work).toEqual({ kind: "facts", facts: ["mentor.age", "mentor.languages"] });
  return { ...desk, path: `/console/test/tasks/mat_1/${task!.effect.id.split("/")[1]}` };
}

describe("what a match lacks about one of its sides", () => {
  it("is asked with the words of the fact, and says whose it is", async () => {
    const desk = await aMatchThatLacks();
    const page = await desk.get(desk.path);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('name="mentor.age"');
    expect(html).toContain("Mentor: How old are you?");
    expect(html).toContain('name="mentor.languages"');
    expect(html).toContain('value="arabic"');
  });

  it("is checked by the type of the fact, with the error at its field", async () => {
    const desk = await aMatchThatLacks();
    const nonce = nonceIn(await (await desk.get(desk.path)).text());
    const page = await desk.post(desk.path, { nonce, "mentor.age": "forty", done: "yes" });
    const html = await page.text();
    expect(page.status).toBe(422);
    expect(html).toContain("Write a number from 0 to 120");
    expect(html).toContain('href="#mentor.age"');
    expect(html).toContain('href="#mentor.languages"');
  });

  it("is kept as that side's own, and the decision goes on", async () => {
    const desk = await aMatchThatLacks();
    const nonce = nonceIn(await (await desk.get(desk.path)).text());
    const answer = { "mentor.age": "44", "mentor.languages": ["arabic"] };
    expect((await desk.post(desk.path, { nonce, ...answer, done: "yes" })).status).toBe(303);
    expect((await desk.events("mat_1")).at(-1)).toMatchObject({
      facts: { "mentor.age": 44, "mentor.languages": ["arabic"] },
    });
    await desk.run();
    expect((await desk.journey("mat_1")).facts).toMatchObject({
      "mentor.age": { value: 44 },
      fits: { value: "yes" },
    });
  });
});
