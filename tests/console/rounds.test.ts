import { describe, expect, it } from "vitest";
import { open } from "#adapters/opening.ts";
import { openJourney } from "#core/journey/open.ts";
import { aMatchProgram, matching, sides } from "../functions/a-match-program.ts";
import { aProgram } from "../functions/a-program.ts";
import { aDesk } from "./a-desk.ts";

const rounds = "/console/test/matches/rounds";
const names: Record<string, string> = { mentor0: "Mia", mentor1: "Nel", mentee0: "Ann", mentee1: "Bea" };

/** The mentor is asked before the mentee, each by a letter of their own. */
const pack = aProgram({
  ...aMatchProgram,
  program: { ...aMatchProgram.program, matching },
  journeys: {
    ...aMatchProgram.journeys,
    match: {
      ...{ role: "match", sides },
      stages: [
        {
          id: "start",
          steps: [
            { do: "match", id: "places", sides },
            { do: "ask", id: "ask-mentor", form: "survey", to: ["mentor"] },
            { do: "ask", id: "ask-mentee", form: "survey", to: ["mentee"] },
          ],
        },
      ],
    },
  },
  forms: { ...aMatchProgram.forms, survey: { raters: sides, questions: [{ fact: "motivated" }] } },
  texts: {
    en: {
      ...aMatchProgram.texts.en,
      "roles.mentor": "Mentor",
      "roles.mentee": "Mentee",
      "because.points.motivated": "She is motivated.",
      "mails.match.ask-mentor.subject": "Would you meet {menteeName}?",
      "mails.match.ask-mentor.body": "Hello {givenName}, we think of {menteeName}.",
      "mails.match.ask-mentor.button": "Answer",
      "mails.match.ask-mentee.subject": "{mentorName} said yes",
      "mails.match.ask-mentee.body": "Hello {givenName}, would you meet {mentorName}?",
      "mails.match.ask-mentee.button": "Answer",
    },
  },
} as never);

/** Two mentors and two mentees in the line, and a coordinator who may have a round worked out. */
async function aRound(ages: Record<string, number> = {}) {
  const desk = await aDesk({ pack });
  const { store, clock } = desk.runtime;
  const now = clock.now();
  for (const [id, givenName] of Object.entries(names)) {
    const role = id.replace(/\d/, "");
    const consent = { at: now, from: "typeform" };
    await store.people.create({
      ...{ schema: 1, id: `per_${id}`, program: "test", givenName, familyName: "", language: "en", consent },
      ...{ email: `${id}@example.org`, holds: [], createdAt: now, version: 1 },
    });
    const parties = { [role]: { person: `per_${id}`, givenName, facts: {}, copiedAt: now } };
    const facts = { age: ages[id] ?? 50, motivated: true };
    await open(
      desk.runtime,
      openJourney({ id: `jrn_${id}`, pack, definition: role, parties, facts, by: role, now }),
    );
  }
  await desk.run();
  const html = async (path: string, status = 200) => {
    const page = await desk.get(path);
    expect(page.status, path).toBe(status);
    return page.text();
  };
  const staged = async () => {
    expect((await desk.post(rounds)).headers.get("location")).toBe(`${rounds}/1`);
    return html(`${rounds}/1`);
  };
  const press = (act: string, form: Record<string, string | string[]>) =>
    desk.post(`${rounds}/1/${act}`, { version: "1", ...form });
  const matches = () => store.journeys.list("test", "match");
  const deliver = async () => {
    await desk.run();
    await desk.postman();
    return desk.mailbox.map(({ letter }) => letter.subject);
  };
  return { ...desk, html, staged, press, matches, deliver };
}

const keysIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/name="pair" value="([^"]+)"/g)].map(([, key]) => key!)),
];

describe("a round in the console", () => {
  it("is worked out at a press, with points, both values and how sure it is; nobody hears of it", async () => {
    const { html, staged, deliver } = await aRound();
    expect(await html("/console/test/matches")).toContain("Work out a round");
    const page = await staged();
    expect(keysIn(page)).toHaveLength(2);
    for (const words of ["Mia", "Bea", "She is motivated", "+1", "The best round there is", "2 pairs"])
      expect(page).toContain(words);
    expect(await deliver()).toEqual([]);
    expect(await html("/console/test/matches")).toContain(`href="${rounds}/1"`);
  });

  it("says before one is worked out for whom a rule leaves nobody, and says nothing where all can be matched", async () => {
    const { html } = await aRound({ mentor1: 16 });
    const page = await html("/console/test/matches");
    expect(page).toContain("Already this leaves nobody for Nel");
    expect(page).not.toContain("nobody for Mia");
    const { html: other } = await aRound();
    expect(await other("/console/test/matches")).not.toContain("leaves nobody");
  });

  it("shows both letters before the approval, and only that lets the first of them out", async () => {
    const { html, staged, press, matches, deliver, runtime } = await aRound();
    const [key] = keysIn(await staged());
    const preview = await html(`${rounds}/1/approve?version=1&pair=${encodeURIComponent(key!)}`);
    expect(preview).toMatch(/Would you meet (Ann|Bea)\?/);
    expect(preview).toMatch(/(Mia|Nel) said yes/);
    expect(await matches()).toEqual([]);
    expect(await deliver()).toEqual([]);
    const to = (await press("approve", { pair: key! })).headers.get("location")!;
    expect(await html(to)).toContain("1 pair is approved; the mentor is asked first.");
    expect(await deliver()).toEqual([expect.stringMatching(/^Would you meet/)]);
    const month = new Date().toISOString().slice(0, 7);
    const traces = await runtime.store.audit.of("test", month, 50);
    const approved = traces.filter(({ what }) => what?.includes("round-approve"));
    expect(approved.map(({ of }) => of).sort()).toEqual(key!.split("~").sort());
  });

  it("approves several at once, and refuses several at once never", async () => {
    const { staged, press, matches, runtime } = await aRound();
    const keys = keysIn(await staged());
    await press("reject", { pair: keys });
    const round = (await runtime.store.rounds.get("test", 1))!;
    expect(round.pairs.map(({ state }) => state).sort()).toEqual(["open", "rejected"]);
    const other = await aRound();
    const both = keysIn(await other.staged());
    await other.press("approve", { pair: [...both, both[0]!] });
    expect(await other.matches()).toHaveLength(2);
    expect(await matches()).toEqual([]);
  });

  it("swaps two pairs", async () => {
    const { staged, press, runtime } = await aRound();
    const [one, other] = keysIn(await staged()) as [string, string];
    expect((await press("swap", { pair: one, other })).status).toBe(303);
    const { pairs } = (await runtime.store.rounds.get("test", 1))!;
    expect(pairs.map(({ mentor, mentee }) => `${mentor}~${mentee}`).sort()).not.toEqual([one, other].sort());
    expect(new Set(pairs.flatMap(({ mentor, mentee }) => [mentor, mentee])).size).toBe(4);
  });

  it("tells the second of two coordinators what the first did, and changes nothing", async () => {
    const { staged, press, runtime } = await aRound();
    const [one, other] = keysIn(await staged()) as [string, string];
    await press("lock", { pair: one });
    const late = await press("reject", { pair: other });
    expect(late.status).toBe(409);
    const page = await late.text();
    expect(page).toContain("Nothing was changed");
    expect(page).toMatch(/Testa Sample locked (Ann|Bea) with (Mia|Nel)/);
    const round = (await runtime.store.rounds.get("test", 1))!;
    expect(round.pairs.every(({ state }) => state === "open")).toBe(true);
  });

  it("never suggests two again of whom a coordinator said so, with a reason, until that is taken back", async () => {
    const { html, staged, press, post, runtime } = await aRound();
    const [key] = keysIn(await staged()) as [string];
    expect((await press("never", { pair: key, reason: " " })).status).toBe(409);
    expect((await press("never", { pair: key, reason: "They are neighbors." })).status).toBe(303);
    const [mentor, mentee] = key.split("~");
    expect(await html("/console/test/matches")).toContain("They are neighbors.");
    expect((await post("/console/test/matches", { mentor: mentor!, mentee: mentee! })).status).toBe(409);
    expect(JSON.stringify(await runtime.store.rounds.get("test", 1))).not.toContain("neighbors");
    await post("/console/test/matches/apart", { pair: key });
    expect(await html("/console/test/matches")).not.toContain("They are neighbors.");
  });

  it("says in a sentence whose pair is not possible any more, and lets the others go on", async () => {
    const { html, staged, press, matches, runtime } = await aRound();
    const keys = keysIn(await staged());
    await runtime.store.people.hold("per_mentee0", {
      ...{ id: "h", at: runtime.clock.now(), why: "a concern", by: "Testa" },
    });
    const page = await html(`${rounds}/1`);
    expect(page).toContain("Ann is held back: a person is in charge of them first.");
    expect([...page.matchAll(/form="approve"/g)]).toHaveLength(1);
    const answer = await html((await press("approve", { pair: keys })).headers.get("location")!);
    expect(answer).toContain("1 pair is approved");
    expect(answer).toContain("1 pair could not be proposed: the card says why.");
    expect(answer).toContain("Ann is held back");
    expect(await matches()).toHaveLength(1);
  });

  it("shows why any two may be matched, or why not", async () => {
    const { html, runtime } = await aRound();
    const two = (mentor: string, mentee: string) =>
      html(`/console/test/matches/two?mentor=jrn_${mentor}&mentee=jrn_${mentee}`);
    expect(await two("mentor0", "mentee1")).toContain("They may be matched");
    const mentor = (await runtime.store.journeys.get("jrn_mentor0"))!;
    const facts = { ...mentor.facts, age: { value: 17, at: mentor.createdAt, by: "mentor" } };
    await runtime.store.journeys.save({ ...mentor, version: mentor.version + 1, facts });
    const page = await two("mentor0", "mentee1");
    expect(page).toContain("They may not be matched");
    expect(page).not.toContain("Propose this match");
    await html("/console/test/matches/two?mentor=jrn_mentor0&mentee=jrn_none", 404);
  });

  it("is put away without anybody losing their place", async () => {
    const { html, staged, press, post } = await aRound();
    await staged();
    expect((await press("put-away", {})).status).toBe(303);
    expect(await html("/console/test/matches")).toContain("Work out a round");
    expect((await post(rounds)).headers.get("location")).toBe(`${rounds}/2`);
  });

  it("that there is not, or an act that there is not, is no page", async () => {
    const { html, post } = await aRound();
    await html(`${rounds}/9`, 404);
    await html(`${rounds}/x`, 404);
    expect((await post(`${rounds}/9/lock`, { version: "1" })).status).toBe(404);
    expect((await post(`${rounds}/1/constructor`, {})).status).toBe(404);
  });
});
