import { Hono } from "hono";
import { beforeAll, describe, expect, it } from "vitest";
import { invite } from "#adapters/invitation.ts";
import { linkToken } from "#adapters/links.ts";
import { create as createConsole } from "#functions/console.ts";
import { create as createPages } from "#functions/pages.ts";
import { countedTable } from "./a-counted-table.ts";
import { aDesk, aMember, twoLanguages } from "./a-desk.ts";

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** What looks into a letter before its reader does. None presses a button that it has seen; the last presses blindly. */
const scanners: Record<string, (ask: Ask, path: string) => Promise<unknown>> = {
  "asks for the head": (ask, path) => ask(path, { method: "HEAD" }),
  "opens it five times": async (ask, path) => {
    for (let i = 0; i < 5; i += 1) await ask(path);
  },
  "fetches ahead": (ask, path) =>
    ask(path, { headers: { "sec-purpose": "prefetch;prerender", purpose: "prefetch" } }),
  "draws a preview": (ask, path) =>
    ask(path, { headers: { "user-agent": "Slackbot-LinkExpanding 1.0", range: "bytes=0-32768" } }),
  "runs a browser that loads all that a page names": (ask, path) =>
    follow(ask, path, /(?:src|href)="(\/[^"]*)"/g),
  "follows every link of the page": (ask, path) => follow(ask, path, /<a [^>]*href="(\/[^"]*)"/g),
  "opens it in twenty places at once": (ask, path) =>
    Promise.all(Array.from({ length: 20 }, () => ask(path))),
  "asks in every way there is": async (ask, path) => {
    for (const method of ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"]) await ask(path, { method });
  },
};

async function follow(ask: Ask, path: string, links: RegExp) {
  const html = await (await ask(path, { headers: { "user-agent": "HeadlessChrome" } })).text();
  for (const [, href] of html.matchAll(links)) await ask(href!.replaceAll("&amp;", "&"));
}

const patience = { remind: ["P7D"], escalate: { after: "P14D" } };
const programs = {
  form: { do: "ask" as const, id: "survey", form: "survey", ...patience },
  meet: { do: "meet" as const, id: "survey", by: "mentee", form: "survey", ...patience },
  sign: { do: "sign" as const, id: "survey", agreement: "ours", by: ["mentee"], ...patience },
};

/** Every kind of link that a letter of ours carries, each good, and each in a house of its own. */
async function everyLink() {
  const links: { kind: string; path: string; ask: Ask; written: string[] }[] = [];
  for (const [kind, step] of Object.entries(programs)) {
    const { table, written } = countedTable();
    const pack = twoLanguages({
      agreements: { ours: { clauses: [{ id: "one" }] } },
      journeys: { mentee: { role: "mentee", stages: [{ id: "start", steps: [step] }] } },
    });
    const desk = await aDesk({ pack, table });
    await desk.join("jrn_1");
    const { secrets, store } = desk.runtime;
    await store.staff.create(aMember({ id: "stf_x", email: "x@example.org" }));
    const app = new Hono()
      .route("/", createPages(desk.doorOf("pages")))
      .route("/", createConsole(desk.doorOf("console")));
    const ask: Ask = async (path, init) => app.request(`${desk.runtime.addresses.pages}${path}`, init);
    const token = await desk.token("jrn_1");
    const login = {
      id: "login-1",
      email: "x@example.org",
      browser: "h",
      state: "sent",
      member: "stf_x",
    } as const;
    const now = new Date();
    const soon = new Date(now.getTime() + 60_000).toISOString();
    await store.logins.put({ ...login, expiresAt: soon, askedAt: soon, dueAt: soon, attempts: 1 });
    const key = invite(secrets.sessionKey, { name: "Testa", nonce: "n".repeat(24), until: soon });
    const paths: Record<string, string> = {
      [kind]: `/p/${token}`,
      [`${kind}, in another language`]: `/p/${token}?language=ar`,
      [`${kind}: this is not right`]: `/p/${token}/not-right`,
      [`${kind}: no more letters`]: `/u/${token}`,
      ...(kind === "form" && {
        "into the console": `/console/login/${linkToken(secrets.linkKeys, "login-1")}`,
        "into the console, the first time": `/console/login?key=${key}`,
        "to a screen of the console": "/console/test/people/jrn_1",
      }),
    };
    for (const [name, path] of Object.entries(paths)) links.push({ kind: name, path, ask, written });
  }
  return links;
}

describe("a scanner of mail", () => {
  let links: Awaited<ReturnType<typeof everyLink>>;
  beforeAll(async () => {
    links = await everyLink();
  });

  it.each(Object.entries(scanners))("that %s changes nothing and is let in nowhere", async (_, scan) => {
    expect(links.length).toBe(15);
    for (const { kind, path, ask, written } of links) {
      const before = written.length;
      const cookies: string[] = [];
      await scan(async (at, init) => {
        const reply = await ask(at, init);
        if (reply.headers.has("set-cookie")) cookies.push(reply.headers.get("set-cookie")!);
        expect(reply.status, `${kind} ${at}`).toBeLessThan(500);
        return reply;
      }, path);
      expect([kind, cookies, written.slice(before)]).toEqual([kind, [], []]);
    }
  });

  it("that posts what it has not opened answers nothing, signs nothing and is let in nowhere", async () => {
    // Mail programs post to /u for their readers (RFC 8058): there it is meant to act.
    for (const { kind, path, ask, written } of links.filter(({ path }) => !path.startsWith("/u/"))) {
      const before = written.length;
      const headers = {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
      };
      const body = "motivated=yes&agree=yes&name=Scanner&words=x&again=no";
      if (kind !== "into the console, the first time") await ask(path, { method: "POST", headers, body });
      const changed = written.slice(before).filter((pk) => !pk.startsWith("LIMIT#"));
      expect([kind, changed]).toEqual([kind, []]);
    }
  });
});
