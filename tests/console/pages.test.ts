import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { aDesk } from "./a-desk.ts";

const own = { "sec-fetch-site": "same-origin" };

async function asked(language = "en") {
  const desk = await aDesk();
  await desk.join("jrn_1", { language });
  const path = `/p/${await desk.token("jrn_1")}`;
  return { ...desk, path };
}

describe("a participant page", () => {
  it("shows the question to whoever opens the link, names nobody, and changes nothing", async () => {
    const desk = await asked();
    for (const method of ["GET", "HEAD", "GET"]) {
      const page = await desk.app.request(desk.runtime.addresses.pages + desk.path, { method });
      expect(page.status).toBe(200);
      expect(await page.text()).not.toContain("Samira");
    }
    expect(await desk.events("jrn_1")).toEqual([]);
    expect((await desk.journey("jrn_1")).threads.main!.waiting).toMatchObject({ answered: [] });
  });

  it("takes the answer, thanks by name, and lets the journey go on", async () => {
    const desk = await asked();
    const page = await desk.post(desk.path, { motivated: "yes" }, own);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Samira");
    await desk.run();
    expect((await desk.journey("jrn_1")).facts).toMatchObject({
      motivated: { value: true, by: "mentee" },
      group: { value: "light" },
    });
  });

  it("makes one event of a form sent twice, and shows the same receipt", async () => {
    const desk = await asked();
    const first = await (await desk.post(desk.path, { motivated: "yes" }, own)).text();
    const second = await (await desk.post(desk.path, { motivated: "no" }, own)).text();
    expect(second).toBe(first);
    await desk.run();
    await desk.post(desk.path, { motivated: "no" }, own);
    expect(await desk.events("jrn_1")).toHaveLength(1);
    expect((await desk.journey("jrn_1")).facts.motivated!.value).toBe(true);
  });

  it("says that it has the answer when the link is opened again, without a name", async () => {
    const desk = await asked();
    await desk.post(desk.path, { motivated: "yes" }, own);
    const again = await desk.get(desk.path, {});
    const html = await again.text();
    expect(html).toContain("You already answered");
    expect(html).not.toContain("Samira");
  });

  it("summarizes what is missing with a link to the field, and stores nothing", async () => {
    const desk = await asked();
    const page = await desk.post(desk.path, {}, own);
    const html = await page.text();
    expect(page.status).toBe(422);
    expect(html).toContain("<title>Error:");
    expect(html).toMatch(/role="alert"[\s\S]*href="#motivated"/);
    expect(html).toContain('id="motivated"');
    expect(await desk.events("jrn_1")).toEqual([]);
  });

  it("looks the same for a forged, an unknown, an expired and a superfluous link", async () => {
    const desk = await asked();
    const forged = await desk.get("/p/v1.k1.abc.def", {});
    const expected = await forged.text();
    expect(forged.status).toBe(404);
    desk.wait(31 * 86_400);
    const expired = await desk.get(desk.path, {});
    expect([expired.status, await expired.text()]).toEqual([404, expected]);
    const other = await aDesk();
    await other.join("jrn_1");
    const path = `/p/${await other.token("jrn_1")}`;
    await other.runtime.store.events.put("jrn_1", {
      schema: 1,
      type: "ended",
      id: "end",
      at: other.runtime.clock.now(),
      by: "coordinator",
      as: "withdrawn",
      reason: "moved away",
    });
    other.wait(20 * 86_400);
    await other.sweep();
    await other.run();
    const superfluous = await other.get(path, {});
    expect([superfluous.status, await superfluous.text()]).toEqual([404, expected]);
    expect((await other.post(path, { motivated: "yes" }, own)).status).toBe(404);
  });

  it("speaks the person's language in its direction, and another when chosen", async () => {
    const desk = await asked("ar");
    const html = await (await desk.get(desk.path, {})).text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain("هل تريدين العمل؟");
    const english = await (await desk.get(`${desk.path}?language=en`, {})).text();
    expect(english).toContain('<html lang="en" dir="ltr">');
  });

  it("refuses a form that another site sends, and takes one from an old browser that hides its origin", async () => {
    const desk = await asked();
    const foreign = { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" };
    expect((await desk.post(desk.path, { motivated: "yes" }, foreign)).status).toBe(403);
    expect((await desk.post(desk.path, { motivated: "yes" }, { ...foreign, origin: "null" })).status).toBe(
      403,
    );
    expect(
      (await desk.post(desk.path, { motivated: "yes" }, { origin: "https://elsewhere.example" })).status,
    ).toBe(403);
    expect(await desk.events("jrn_1")).toEqual([]);
    expect((await desk.post(desk.path, { motivated: "yes" }, { origin: "null" })).status).toBe(200);
  });

  it("keeps the coordinator's name and number in sight, and the headers strict", async () => {
    const desk = await asked();
    const page = await desk.get(desk.path, {});
    const html = await page.text();
    expect(html).toContain("Testa Sample");
    expect(html).toContain("+358 00 000");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.headers.get("referrer-policy")).toBe("no-referrer");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(html).not.toMatch(/<script|style="/);
  });

  it("weighs less than 15 KB with its stylesheet, compressed", async () => {
    const desk = await asked("ar");
    const parts = await Promise.all(
      [desk.path, "/p/style.css"].map(async (path) => (await desk.get(path, {})).text()),
    );
    expect(gzipSync(parts.join("")).length).toBeLessThan(15 * 1024);
  });
});

describe("a press", () => {
  it("that comes from no opened page, or from another link's, changes nothing and shows the page", async () => {
    const desk = await asked();
    await desk.join("jrn_2");
    const other = await (await desk.get(`/p/${await desk.token("jrn_2")}`, {})).text();
    const theirs = /name="page" value="([^"]+)"/.exec(other)![1]!;
    for (const page of ["", "x", "a~b", theirs, `${theirs}x`]) {
      const reply = await desk.post(desk.path, { motivated: "yes", page }, own);
      expect(reply.status).toBe(403);
      expect(await reply.text()).not.toContain("Samira");
      const concern = await desk.post(`${desk.path}/not-right`, { words: "Help me", page }, own);
      expect(concern.status).toBe(403);
      expect(await concern.text()).toContain("Help me</textarea>");
      desk.wait(60);
    }
    expect(await desk.events("jrn_1")).toEqual([]);
  });

  it("is taken ten times a minute for one link, and again a minute later", async () => {
    const desk = await asked();
    const press = async () => (await desk.post(desk.path, {}, own)).status;
    const replies = [];
    for (let i = 0; i < 12; i += 1) replies.push(await press());
    expect(replies).toEqual([...Array(10).fill(422), 429, 429]);
    desk.wait(60);
    expect(await press()).toBe(422);
  });
});

describe("a link that is too old", () => {
  const again = { again: "yes" };

  it("brings a new one to the address of the letter, once a day, and says nothing of anybody", async () => {
    const desk = await asked("ar");
    const { people } = desk.runtime.store;
    const samira = (await people.get("prs_jrn_1"))!;
    const consent = { at: samira.createdAt, from: "sub_1" };
    await people.save({ ...samira, consent, version: 2 });
    await desk.postman();
    desk.wait(31 * 86_400);
    const page = await desk.get(desk.path, { "accept-language": "uk" });
    expect(page.status).toBe(404);
    expect(await page.text()).toMatch(/<html lang="uk".*Надішліть мені нове посилання/s);
    expect(await desk.events("jrn_1")).toEqual([]);
    for (let i = 0; i < 3; i += 1) expect((await desk.post(desk.path, again, own)).status).toBe(200);
    expect((await desk.events("jrn_1")).map(({ type }) => type)).toEqual(["link-asked"]);
    await desk.run();
    const fresh = `/p/${await desk.token("jrn_1")}`;
    expect(fresh).not.toBe(desk.path);
    const before = desk.mailbox.length;
    await desk.postman();
    expect(desk.mailbox.slice(before).map(({ letter }) => letter.to)).toContain("jrn_1@example.org");
    expect((await desk.post(fresh, { motivated: "yes" }, own)).status).toBe(200);
  });

  it("is answered in the same words, whether it was ever one or not, or needs no answer any more", async () => {
    const desk = await asked();
    const words = async (path: string) => (await desk.post(path, again, own)).text();
    const expected = await words("/p/v1.k1.abc.def");
    await desk.post(desk.path, { motivated: "yes" }, own);
    await desk.run();
    desk.wait(31 * 86_400);
    expect(await words(desk.path)).toBe(expected);
    expect((await desk.events("jrn_1")).map(({ type }) => type)).toEqual(["answered"]);
  });
});

describe("the coordinator's number", () => {
  const link = 'href="tel:+35800000"';

  it("is to be tapped on every page, also where a sentence has it", async () => {
    const desk = await asked();
    const unsubscribe = desk.path.replace("/p/", "/u/");
    const pages = [
      await desk.get(desk.path, {}),
      await desk.post(desk.path, {}, own),
      await desk.post(`${desk.path}/not-right`, { words: "" }, own),
      await desk.post(`${desk.path}/not-right`, { words: "Wrong person" }, own),
      await desk.post(desk.path, { motivated: "yes" }, own),
      await desk.get(desk.path, {}),
      await desk.get(unsubscribe, {}),
      await desk.post(unsubscribe, {}, {}),
    ];
    for (const page of pages) {
      const html = await page.text();
      expect(html).toContain(link);
      const bare = html.replaceAll(/<a [^>]*href="tel:[^>]*>[^<]*<\/a>/g, "");
      expect(bare).not.toContain("+358 00 000");
    }
  });
});

describe("“This is not right”", () => {
  it("holds the letters first, tells the journey once, and says who will call", async () => {
    const desk = await asked();
    const press = () => desk.post(`${desk.path}/not-right`, { words: "Wrong person" }, own);
    const page = await press();
    await press();
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("Testa Sample");
    await desk.run();
    const person = await desk.runtime.store.people.get("prs_jrn_1");
    expect(person!.holds).toHaveLength(1);
    expect((await desk.events("jrn_1")).map(({ type }) => type)).toEqual(["not-right"]);
    expect(
      (await desk.tasks("jrn_1")).filter(({ effect }) => effect.text === "tasks.not-right"),
    ).toHaveLength(1);
  });

  it("reaches a person again with the same words, once the hold was lifted", async () => {
    const desk = await asked();
    const { people } = desk.runtime.store;
    const pressed = async () => {
      const html = await (await desk.get(desk.path, {})).text();
      const [, opened = ""] = /name="page" value="([^"]+)"/.exec(html) ?? [];
      const press = () => desk.post(`${desk.path}/not-right`, { words: "Wrong person", page: opened }, own);
      await press();
      return press;
    };
    const again = await pressed();
    await desk.run();
    const [hold] = (await people.get("prs_jrn_1"))!.holds;
    await people.lift("prs_jrn_1", hold!.id);
    desk.wait(60);
    await again();
    expect((await people.get("prs_jrn_1"))!.holds).toEqual([]);
    const third = await pressed();
    await third();
    await desk.run();
    expect((await people.get("prs_jrn_1"))!.holds).toHaveLength(1);
    const tasks = (await desk.tasks("jrn_1")).filter(({ effect }) => effect.text === "tasks.not-right");
    expect(tasks).toHaveLength(2);
  });

  it("asks for words when there are none, and holds nothing", async () => {
    const desk = await asked();
    const page = await desk.post(`${desk.path}/not-right`, { words: "  " }, own);
    expect(page.status).toBe(422);
    expect((await desk.runtime.store.people.get("prs_jrn_1"))!.holds).toEqual([]);
  });
});

describe("the page that stops letters", () => {
  it("shows a button and changes nothing until it is pressed", async () => {
    const desk = await asked();
    const path = desk.path.replace("/p/", "/u/");
    expect((await desk.get(path, {})).status).toBe(200);
    expect((await desk.runtime.store.people.get("prs_jrn_1"))!.suppressed).toBeUndefined();
  });

  it("stops them at one press of a mail program, and somebody calls instead", async () => {
    const desk = await asked();
    const path = desk.path.replace("/p/", "/u/");
    const press = () => desk.post(path, { "List-Unsubscribe": "One-Click" }, {});
    expect((await press()).status).toBe(200);
    await press();
    await desk.run();
    expect((await desk.runtime.store.people.get("prs_jrn_1"))!.suppressed).toBe("unsubscribed");
    expect((await desk.tasks("jrn_1")).map(({ effect }) => effect.text)).toEqual(["tasks.call"]);
    expect((await desk.post("/u/v1.k1.x.y", {}, {})).status).toBe(404);
  });

  it("has somebody call anew when they stop once more, after they had wanted letters again", async () => {
    const desk = await asked();
    const path = desk.path.replace("/p/", "/u/");
    await desk.post(path, {}, {});
    await desk.post("/console/test/people/jrn_1/letters", {
      ...{ person: "prs_jrn_1", why: "She called", word: "yes", nonce: "n" },
    });
    for (const _ of [1, 2]) await desk.post(path, {}, {});
    expect((await desk.runtime.store.people.get("prs_jrn_1"))!.suppressed).toBe("unsubscribed");
    const stopped = (await desk.events("jrn_1")).filter(({ type }) => type === "mail-failed");
    expect(stopped).toHaveLength(2);
  });

  it("works for as long as the letter lies in a mailbox, with no way on that would lead nowhere", async () => {
    const desk = await asked();
    const path = desk.path.replace("/p/", "/u/");
    desk.wait(400 * 86_400);
    const page = await desk.get(path, {});
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain("/p/v1");
    expect((await desk.post(path, { "List-Unsubscribe": "One-Click" }, {})).status).toBe(200);
    expect((await desk.runtime.store.people.get("prs_jrn_1"))!.suppressed).toBe("unsubscribed");
    expect((await desk.get(desk.path, {})).status).toBe(404);
  });
});
