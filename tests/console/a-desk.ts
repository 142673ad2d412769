import { Hono } from "hono";
import { linkId, linkToken } from "#adapters/links.ts";
import { open } from "#adapters/opening.ts";
import type { Member } from "#adapters/store.ts";
import type { Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { type ConsoleOptions, consoleApp } from "#console/app.tsx";
import { formToken } from "#console/own-forms.ts";
import { pagesApp } from "#console/pages.tsx";
import { hashOf, openSession } from "#console/session.ts";
import { unsubscribeApp } from "#console/unsubscribe.tsx";
import { openJourney } from "#core/journey/open.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Watch } from "#local/permit.ts";
import { aProgram } from "../functions/a-program.ts";
import { aWorld } from "../functions/a-world.ts";

const en = aProgram().texts.en!;

/** The small program with a second, right-to-left language, and words for its decision. */
export const twoLanguages = (change: Parameters<typeof aProgram>[0] = {}): Pack =>
  aProgram({
    program: {
      languages: { participants: ["en", "ar"], staff: ["en"] },
      zone: "Europe/Helsinki",
      roles: { mentee: { journey: "mentee" }, coordinator: { staff: true } },
      coordinator: { name: "Testa Sample", email: "testa@example.org", phone: "+358 00 000" },
    },
    texts: {
      en: {
        ...en,
        "roles.mentee": "Mentee",
        "stages.mentee.start": "We have your application.",
        "forms.survey.title": "One question",
        "because.routing.motivated": "She is motivated",
        "outcomes.routing.light": "Light support",
        "outcomes.routing.intensive": "Intensive support",
      },
      ar: {
        "program.name": "برنامج",
        "forms.survey.title": "سؤال واحد",
        "questions.motivated": "هل تريدين العمل؟",
      },
    },
    ...change,
  });

/** A coordinator of every program, unless something else is said. */
export const aMember = (who: Partial<Member> = {}): Member => ({
  ...{ id: "stf_testa", name: "Testa Sample", email: "testa@example.org" },
  ...{ roles: { "*": "coordinator" }, admin: false, recovery: [], version: 1 },
  ...{ createdAt: "2026-01-01T00:00:00.000Z", sessionsFrom: "2026-01-01T00:00:00.000Z" },
  ...who,
});

/** What a browser would send back: the last one of a name. */
export const cookieOf = (reply: Response): string => {
  const set = reply.headers.getSetCookie().map((line) => line.split(";")[0]!);
  return [...new Map(set.map((pair) => [pair.split("=")[0], pair])).values()].join("; ");
};

/** What a page that was made for the session of this cookie has in its forms. */
export const formOf = (sessionKey: string, cookie = ""): string =>
  formToken(sessionKey, hashOf(/waymark-staff=([^;]*)/.exec(cookie)?.[1] ?? ""));

/** A world with its console and pages, a coordinator who is logged in, and people who have joined. */
export async function aDesk({
  table = memoryTable() as Table,
  pack = twoLanguages(),
  options = {} as ConsoleOptions,
  watch = undefined as Watch | undefined,
} = {}) {
  const world = await aWorld({ table, pack, watch });
  const { runtime } = world;
  const app = new Hono();
  app.post("/come-in", async (c) => {
    const member = aMember(await c.req.json());
    await runtime.store.staff.create(member);
    await openSession(c, runtime, member, true, new Date().toISOString());
    return c.text("in");
  });
  app.route("/console", consoleApp(world.doorOf("console"), { patience: 0, ...options }));
  app.route("/p", pagesApp(world.doorOf("pages")));
  app.route("/u", unsubscribeApp(world.doorOf("pages")));
  /** The cookie of somebody who is in, and has proved it twice. */
  const comeIn = async (who: Partial<Member> = {}): Promise<string> => {
    const reply = await app.request(`${runtime.addresses.pages}/come-in`, {
      method: "POST",
      body: JSON.stringify(who),
    });
    return cookieOf(reply);
  };
  const cookie = await comeIn();
  const url = (path: string) => (path.startsWith("http") ? path : `${runtime.addresses.pages}${path}`);
  const own = { "sec-fetch-site": "same-origin" };
  const proofOn = async (path: string): Promise<string> => {
    const html = await (await app.request(url(path.replace(/\/not-right$/, "")))).text();
    return /name="page" value="([^"]+)"/.exec(html)?.[1] ?? "";
  };

  return {
    ...world,
    app,
    cookie,
    comeIn,
    get: (path: string, headers: Record<string, string> = { cookie }) => app.request(url(path), { headers }),
    /** As from a page that was opened; `page` or `form-of` in the form says otherwise. */
    post: async (
      path: string,
      form: Record<string, string | string[]> = {},
      headers: Record<string, string> = { cookie, ...own },
    ) => {
      const opened = path.startsWith("/p/")
        ? { page: await proofOn(path) }
        : { "form-of": formOf(runtime.secrets.sessionKey, headers.cookie) };
      const pairs = Object.entries({ ...opened, ...form }).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one]),
      );
      const body = new URLSearchParams(pairs);
      return app.request(url(path), { method: "POST", body, headers });
    },
    async join(id: string, { givenName = "Samira", language = "en" } = {}) {
      const now = runtime.clock.now();
      const person = `prs_${id}`;
      await runtime.store.people.create({
        schema: 1,
        id: person,
        program: "test",
        givenName,
        familyName: "Testikova",
        email: `${id}@example.org`,
        phone: "+358 00 555",
        language,
        holds: [],
        createdAt: now,
        version: 1,
      });
      const parties = { mentee: { person, givenName, facts: {}, copiedAt: now } };
      await open(
        runtime,
        openJourney({ id, pack, definition: "mentee", parties, facts: {}, by: "mentee", now }),
      );
      await world.run();
      return person;
    },
    /** The token of the newest letter that asks this journey's person for something. */
    async token(journey: string) {
      const mails = await runtime.store.mails.ofJourney(journey);
      const asking = mails.filter(({ effect }) => effect.asks).at(-1)!;
      return linkToken(runtime.secrets.linkKeys, linkId(asking.effect.id));
    },
    events: (journey: string) => runtime.store.events.all(journey),
    journey: async (id: string) => (await runtime.store.journeys.get(id))!,
    tasks: (journey: string) => runtime.store.tasks.ofJourney(journey),
  };
}

export type TestDesk = Awaited<ReturnType<typeof aDesk>>;
