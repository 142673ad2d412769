import { describe, expect, it } from "vitest";
import { aProgram } from "../functions/a-program.ts";
import { aDesk, twoLanguages } from "./a-desk.ts";

/** A mentee whose answer decided, so that the talk with a coordinator is the open task. */
async function atTheTalk(answer = "yes") {
  const desk = await aDesk();
  await desk.join("jrn_1");
  await desk.post(
    `/p/${await desk.token("jrn_1")}`,
    { motivated: answer },
    { "sec-fetch-site": "same-origin" },
  );
  await desk.run();
  const [task] = await desk.runtime.store.tasks.list("test", "open");
  const path = `/console/test/tasks/jrn_1/${task!.effect.id.split("/")[1]}`;
  return { ...desk, task: task!, path };
}

const nonceIn = (html: string): string => /name="nonce" value="([^"]+)"/.exec(html)![1]!;

describe("the console", () => {
  it("sends everyone without a session to the login page, and never serves them a screen", async () => {
    const desk = await aDesk();
    for (const path of ["/console", "/console/test", "/console/test/people", "/console/test/tasks/a/1"]) {
      const page = await desk.get(path, {});
      expect([page.status, page.headers.get("location")]).toEqual([303, "/console/login"]);
    }
    const posted = await desk.post("/console/test/problems/x/close", {}, { "sec-fetch-site": "same-origin" });
    expect([posted.status, posted.headers.get("location")]).toEqual([303, "/console/login"]);
    expect((await desk.get("/console/test")).status).toBe(200);
  });

  it("begins in the one program there is, or with a list of those in which somebody is anybody", async () => {
    const desk = await atTheTalk();
    expect((await desk.get("/console")).headers.get("location")).toBe("/console/test");
    const pack = twoLanguages();
    const other = {
      ...pack,
      id: "other",
      texts: { ...pack.texts, en: { ...pack.texts.en, "program.name": "Another <one>" } },
    };
    await desk.runtime.store.packs.publish(other);
    await desk.runtime.store.packs.setLive("other", other.version);
    const html = await (await desk.get("/console")).text();
    expect(html).toContain('<a href="/console/other">Another &lt;one&gt;</a>');
    expect(html).toContain('<a href="/console/test">');
    expect(html).toMatch(/\/console\/other.*No open tasks.*\/console\/test.*1 open task</s);
    const funder = await desk.comeIn({ id: "stf_f", roles: { "*": "funder" } });
    const figures = await (await desk.get("/console", { cookie: funder })).text();
    expect(figures).toContain('href="/console/test/indicators"');
    expect(figures).not.toMatch(/open task/);
    const one = await desk.comeIn({ id: "stf_o", roles: { other: "coordinator" } });
    expect((await desk.get("/console", { cookie: one })).headers.get("location")).toBe("/console/other");
  });

  it("refuses a session that was changed or signed by somebody else", async () => {
    const desk = await aDesk();
    const [name] = (await desk.get("/console")).headers.get("location")!.split("?");
    expect(name).toBe("/console/test");
    const forged = `waymark-staff=${encodeURIComponent('{"name":"Eve","until":"2999-01-01T00:00:00.000Z"}.AAAA')}`;
    expect((await desk.get("/console/test", { cookie: forged })).status).toBe(303);
  });

  it("refuses a form that another site sends", async () => {
    const desk = await atTheTalk();
    const nonce = nonceIn(await (await desk.get(desk.path)).text());
    const page = await desk.post(
      desk.path,
      { nonce, talked: "yes", done: "yes" },
      { origin: "https://elsewhere.example", cookie: "x=y" },
    );
    expect(page.status).toBe(403);
    expect(await desk.events("jrn_1")).toHaveLength(1);
  });

  it("says what needs somebody today, and what is stuck with its field and its mending", async () => {
    const desk = await atTheTalk();
    const { store } = desk.runtime;
    const at = desk.runtime.clock.now();
    const row = {
      id: "sub_1",
      program: "test",
      form: "typeform",
      sender: "typeform",
      key: "k",
      receivedAt: at,
      body: "{}",
    };
    await store.submissions.put({ ...row, state: "received" });
    const problem = {
      field: "languages",
      message: "“Klingon” is not one of the choices.",
      fix: "Add it to intake/typeform.json.",
    };
    await store.submissions.mark("sub_1", "received", { state: "unmappable", problem });
    const html = await (await desk.get("/console/test")).text();
    expect(html).toContain("2 things need you");
    expect(html).toContain("Talk with Samira");
    for (const words of ["“languages”", "Klingon", "Add it to intake/typeform.json."])
      expect(html).toContain(words);
    await desk.post("/console/test/submissions/sub_1/again");
    expect((await store.submissions.get("sub_1"))!.state).toBe("received");
    // Within the minute the sweep finds it.
    desk.wait(61);
    expect(await desk.sweep()).toMatchObject({ mapped: 1 });
    expect(await store.submissions.get("sub_1")).toMatchObject({
      state: "unmappable",
      problem: { field: "body" },
    });
  });

  it("shows a letter that was held back until a person lets it go", async () => {
    const desk = await aDesk();
    const person = await desk.join("jrn_1");
    const { store, clock } = desk.runtime;
    await store.people.hold(person, { id: "h", at: clock.now(), why: "x", by: "coordinator" });
    const [mail] = await store.mails.ofJourney("jrn_1");
    const problem = {
      program: "test",
      at: clock.now(),
      code: "mail.not-composed",
      detail: { mail: mail!.effect.id },
      state: "open",
    } as const;
    await store.problems.put({ id: "prb_1", ...problem });
    await store.mails.move({ ...mail!, state: "held", reason: "hold" }, "queued");
    const html = await (await desk.get("/console/test")).text();
    expect(html).toContain("1 thing needs you");
    const path = /action="([^"]+\/again)"/.exec(html)![1]!;
    expect((await desk.post(path)).status).toBe(303);
    await desk.post(path);
    expect(await store.mails.get("jrn_1", mail!.effect.id)).toMatchObject({ state: "queued" });
    expect((await store.problems.list("test")).filter(({ state }) => state === "open")).toEqual([]);
    expect(await (await desk.get("/console/test")).text()).toContain("Nothing needs you now");
  });

  it("says so when nothing needs anybody", async () => {
    const desk = await aDesk();
    expect(await (await desk.get("/console/test")).text()).toContain("Nothing needs you now");
  });

  it("does a task once, however often the same form arrives", async () => {
    const desk = await atTheTalk();
    const nonce = nonceIn(await (await desk.get(desk.path)).text());
    for (const _press of [1, 2]) {
      const page = await desk.post(desk.path, { nonce, talked: "yes", done: "yes" });
      expect(page.status).toBe(303);
    }
    const worked = (await desk.events("jrn_1")).filter(({ type }) => type === "worked");
    expect(worked).toMatchObject([
      { task: desk.task.effect.id, facts: { talked: true }, done: true, by: "coordinator" },
    ]);
    await desk.run();
    expect((await desk.journey("jrn_1")).ended).toMatchObject({ as: "completed" });
    expect(await (await desk.get(desk.path)).text()).toContain("This is done.");
  });

  it("keeps a task open and says what is missing when its form is not whole", async () => {
    const desk = await atTheTalk();
    const page = await desk.post(desk.path, { nonce: "n", done: "yes" });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain('href="#talked"');
    expect((await desk.events("jrn_1")).filter(({ type }) => type === "worked")).toEqual([]);
  });

  it("tells a person's story with the reason behind every decision, in the program's words", async () => {
    const desk = await atTheTalk();
    const html = await (await desk.get("/console/test/people/jrn_1")).text();
    for (const words of [
      "She is motivated",
      "Light support",
      "we know",
      "Letter to Samira",
      "What comes next, when",
    ])
      expect(html).toContain(words);
    expect(html).not.toMatch(/>[^<]*(receipt|near miss|needs-info|hit policy)/i);
  });

  it("puts the answer of somebody who was called under their own name, with how it came", async () => {
    const desk = await aDesk();
    await desk.join("jrn_1");
    desk.wait(15 * 86_400);
    await desk.sweep();
    await desk.run();
    const [call] = await desk.runtime.store.tasks.list("test", "open");
    expect(call!.effect.text).toBe("tasks.call");
    const path = `/console/test/tasks/jrn_1/${call!.effect.id.split("/")[1]}`;
    const html = await (await desk.get(path)).text();
    expect(html).toContain("+358 00 555");
    await desk.post(path, { nonce: nonceIn(html), motivated: "yes", how: "by phone", done: "yes" });
    await desk.run();
    expect((await desk.journey("jrn_1")).facts.motivated).toMatchObject({
      value: true,
      by: "mentee, by phone",
    });
  });

  it("corrects what we know, and says who did", async () => {
    const desk = await atTheTalk();
    const path = "/console/test/people/jrn_1/facts?fact=age";
    const html = await (await desk.get(path)).text();
    const wrong = await desk.post(path, { nonce: nonceIn(html), age: "forty" });
    expect([wrong.status, (await wrong.text()).includes("Write a number from 0 to 120")]).toEqual([
      422,
      true,
    ]);
    const right = await desk.post(path, { nonce: nonceIn(html), age: "40" });
    await desk.run();
    const after = await (await desk.get(right.headers.get("location")!)).text();
    expect(after).toContain("with a coordinator as the source");
    expect(after).toContain("said by coordinator");
    expect((await desk.journey("jrn_1")).facts.age).toMatchObject({ value: 40, by: "coordinator" });
  });

  it("does not let staff say what the program has promised that only she says, and nothing stops because of it", async () => {
    const line = { name: "hers", text: "Only she says it.", why: "It is hers to say." };
    const never = {
      guards: [{ ...line, never: "said by others" as const, fact: "motivated", by: ["mentee"] }],
    };
    const desk = await aDesk({ pack: aProgram({ never }) });
    await desk.join("jrn_1");
    const path = "/console/test/people/jrn_1/facts?fact=motivated";
    const refused = await desk.post(path, { nonce: "n", motivated: "yes" });
    expect([refused.status, (await refused.text()).includes("It is hers to say.")]).toEqual([409, true]);
    await desk.run();
    const journey = await desk.journey("jrn_1");
    expect([journey.facts.motivated, journey.parked]).toEqual([undefined, undefined]);
  });

  it("holds letters back and lets them go on, and ends a journey only with a reason", async () => {
    const desk = await atTheTalk();
    const path = "/console/test/people/jrn_1";
    const person = async () => (await desk.runtime.store.people.get("prs_jrn_1"))!;
    await desk.post(`${path}/hold`, { person: "prs_jrn_1", why: "she is traveling", nonce: "n" });
    expect((await person()).holds).toMatchObject([{ why: "she is traveling", by: "Testa Sample" }]);
    await desk.post(`${path}/hold`, { person: "prs_other", why: "x", nonce: "n" });
    await desk.post(`${path}/lift`, { person: "prs_jrn_1", hold: (await person()).holds[0]!.id });
    expect((await person()).holds).toEqual([]);
    await desk.post(`${path}/end`, { as: "withdrawn", reason: "", nonce: "n" });
    await desk.post(`${path}/end`, { as: "thrown out", reason: "x", nonce: "n" });
    await desk.run();
    expect((await desk.journey("jrn_1")).ended).toBeUndefined();
    await desk.post(`${path}/end`, { as: "withdrawn", reason: "moved away", nonce: "n" });
    await desk.run();
    expect((await desk.journey("jrn_1")).ended).toMatchObject({ as: "withdrawn", reason: "moved away" });
  });

  it("finds people by name, whatever the accents, and by where they stand", async () => {
    const desk = await aDesk();
    await desk.join("jrn_1", { givenName: "Zoë" });
    await desk.join("jrn_2", { givenName: "Nadiia" });
    const filtered = async (query: string) => (await desk.get(`/console/test/people?${query}`)).text();
    const found = async (q: string, more = {}) =>
      (await desk.post("/console/test/people", { q, role: "", status: "", ...more })).text();
    expect(await found("zoe")).toContain("Zoë Testikova");
    expect(await found("zoe")).not.toContain("Nadiia");
    expect(await found("zoe", { status: "alumni" })).toContain("Nobody fits");
    expect(await filtered("role=mentee&status=applied")).toContain("Nadiia");
    expect(await filtered("status=alumni")).toContain("Nobody fits");
  });

  it("never has a name in an address, where histories and logs would keep it", async () => {
    const desk = await aDesk();
    await desk.join("jrn_1", { givenName: "Zoë" });
    const html = await (await desk.get("/console/test/people?q=nobody")).text();
    expect(html).toContain("Zoë Testikova");
    expect(html).toMatch(/<form[^>]*method="post"[^>]*>(?:(?!<\/form>).)*name="q"/s);
    expect(html).not.toMatch(/<form(?![^>]*method="post")[^>]*>(?:(?!<\/form>).)*name="q"/s);
    const plain = await desk.post("/console/test/people", { q: " ", role: "mentee", status: "applied" });
    expect([plain.status, plain.headers.get("location")]).toEqual([
      303,
      "/console/test/people?role=mentee&status=applied",
    ]);
    const foreign = { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" };
    expect((await desk.post("/console/test/people", { q: "zoe" }, foreign)).status).toBe(403);
  });

  it("leaves the ticks of a mentee's own goals to her", async () => {
    const groups = [{ id: "first", items: [{ id: "find-work" }, { id: "rest" }] }];
    const plans = { goals: { owner: "mentee", groups }, chores: { owner: "coordinator", groups } } as never;
    const { journeys, ...pack } = twoLanguages();
    const wishes = { type: "choices" as const, values: ["find-work", "rest"] };
    const facts = { ...pack.facts, facts: { ...pack.facts.facts, wishes } };
    const question = { fact: "wishes", choicesFrom: { plan: "goals" } };
    const forms = { ...pack.forms, wishes: { raters: ["mentee"], questions: [question] } };
    const [start] = journeys.mentee!.stages;
    const chores = { do: "task", id: "chores", plan: "chores" };
    const route = { do: "decide", id: "route", ruleSet: "routing", plans: { light: "goals" } };
    const steps = [...start!.steps.slice(0, 2), route, chores];
    const stages = [{ ...start!, steps }] as never;
    const desk = await aDesk({
      pack: twoLanguages({ plans, facts, forms, journeys: { mentee: { ...journeys.mentee!, stages } } }),
    });
    await desk.join("jrn_1");
    await desk.post(
      `/p/${await desk.token("jrn_1")}`,
      { motivated: "yes" },
      { "sec-fetch-site": "same-origin" },
    );
    await desk.run();
    const html = await (await desk.get("/console/test/people/jrn_1")).text();
    expect(html).toContain("0 of 2 items chosen");
    expect(html).toContain("only she chooses them");
    expect(html).toContain("/plans/chores");
    expect(html).not.toContain("/plans/goals");
    const tick = (plan: string) =>
      desk.post(`/console/test/people/jrn_1/plans/${plan}`, { nonce: plan, ticked: "find-work" });
    expect((await tick("goals")).status).toBe(409);
    expect((await tick("chores")).status).toBe(303);
    const chosen = { nonce: "n", wishes: "find-work" };
    await desk.post("/console/test/people/jrn_1/facts?fact=wishes", chosen);
    await desk.run();
    const later = await (await desk.get("/console/test/people/jrn_1")).text();
    expect(later).toContain("1 of 2 items chosen");
    expect(later).toMatch(/value="find-work" checked="" disabled=""/);
    const { plans: kept } = await desk.journey("jrn_1");
    expect([Object.keys(kept.goals!.ticked), Object.keys(kept.chores!.ticked)]).toEqual([[], ["find-work"]]);
  });

  it("shows the files that run and what is wrong with those on the disk", async () => {
    const wrong = {
      file: "routing.json",
      line: 3,
      column: 7,
      code: "rules.unknown-fact",
      message: "No fact “motivatd”.",
      fix: "Write motivated.",
    };
    const desk = await aDesk({ options: { problems: () => [wrong] } });
    const html = await (await desk.get("/console/test/program")).text();
    expect(html).toContain("journeys/mentee.json");
    for (const words of ["routing.json, line 3, column 7", "No fact “motivatd”.", "Write motivated."])
      expect(html).toContain(words);
  });

  it("keeps one program's people out of another's console", async () => {
    const desk = await atTheTalk();
    const other = { ...twoLanguages(), id: "other" };
    await desk.runtime.store.packs.publish(other);
    await desk.runtime.store.packs.setLive("other", other.version);
    expect((await desk.get("/console/other/people/jrn_1")).status).toBe(404);
    expect((await desk.get(desk.path.replace("/test/", "/other/"))).status).toBe(404);
    expect((await desk.get("/console/nowhere")).status).toBe(404);
  });

  it("writes what people typed as text, never as markup", async () => {
    const desk = await aDesk();
    await desk.join("jrn_1", { givenName: "<b>Eve</b>" });
    for (const path of ["/console/test/people", "/console/test/people/jrn_1"])
      expect(await (await desk.get(path)).text()).not.toContain("<b>Eve");
  });
});
