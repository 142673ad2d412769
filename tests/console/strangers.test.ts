import fc from "fast-check";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { beforeAll, expect, it } from "vitest";
import type { Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { consoleApp } from "#console/app.tsx";
import { loginApp } from "#console/login.tsx";
import { pagesApp } from "#console/pages.tsx";
import { unsubscribeApp } from "#console/unsubscribe.tsx";
import { typeformBody } from "../functions/a-program.ts";
import { aWorld } from "../functions/a-world.ts";

/** Requests of a run: `WAYMARK_FUZZ=10000 npx vitest run tests/console/strangers.test.ts` is the long one. */
const requests = Number(process.env.WAYMARK_FUZZ ?? 500);
const seed = Number(process.env.WAYMARK_SEED ?? 1);
const origin = "https://waymark.example.org";

/** Somebody who applied, with a letter and its link; a count of what is written, and all that is logged. */
async function aHouse() {
  const rows = memoryTable();
  let writes = 0;
  const counting = <K extends "put" | "update" | "delete">(name: K) =>
    ((...args: Parameters<Table[K]>) => {
      const { pk } = args[0] as { pk: string };
      // How often a stranger has tried is counted, that is all that is kept of them.
      if (!pk.startsWith("LIMIT#")) writes += 1;
      return (rows[name] as (...all: unknown[]) => unknown)(...args);
    }) as Table[K];
  const table = { ...rows, put: counting("put"), update: counting("update"), delete: counting("delete") };
  const world = await aWorld({ table });
  await world.typeform(typeformBody("abc"));
  for (const submission of world.streamed.splice(0)) await world.map({ submission });
  await world.run();
  await world.postman();
  await world.run();
  await world.postman();
  const letters = world.mailbox.map(({ letter }) => letter.text).join("\n");
  const token = /\/p\/([^\s>)]+)/.exec(letters)![1]!;
  const logged: unknown[] = [];
  world.runtime.log.info = (...all) => void logged.push(all);
  world.runtime.log.error = (...all) => void logged.push(all);
  const faults: unknown[] = [];
  const app = new Hono();
  app.route("/console/login", loginApp(world.doorOf("console")));
  app.route("/console", consoleApp(world.doorOf("console")));
  app.route("/p", pagesApp(world.doorOf("pages")));
  app.route("/u", unsubscribeApp(world.doorOf("pages")));
  app.onError((error, c) => {
    // A refusal, as the guards of hono say it.
    if (error instanceof HTTPException) return error.getResponse();
    faults.push(error);
    return c.text("fault", 500);
  });
  return { app, token, logged, faults, writes: () => writes };
}
let house: Awaited<ReturnType<typeof aHouse>>;
beforeAll(async () => {
  house = await aHouse();
});

const canary = "Canary Canarysson canary@example.org";
const word = fc.oneof(
  fc.constantFrom(
    "",
    "__proto__",
    "constructor",
    "[]",
    "0",
    "null",
    "\u0000",
    "\u202e",
    "..",
    "%",
    "x".repeat(5_000),
    canary,
  ),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 30 }),
);

/** The link of somebody, the same with a letter changed, and what is none. */
const token = fc.oneof(
  fc.constant("own"),
  fc.tuple(fc.nat(), fc.constantFrom(..."Aa0_-.")).map(([at, letter]) => `changed ${at} ${letter}`),
  fc.constantFrom("v1", "v1...", "v1.1.x.y", "v2.1.x.y"),
  word,
);

function written(of: string): string {
  if (of === "own") return house.token;
  const [, at, letter = "A"] = /^changed (\d+) (.)$/.exec(of) ?? [];
  if (at === undefined) return encodeURIComponent(of.replace(/[\ud800-\udfff]/g, "?"));
  const place = Number(at) % house.token.length;
  return `${house.token.slice(0, place)}${letter}${house.token.slice(place + 1)}`;
}

const path = fc.oneof(
  fc.tuple(fc.constantFrom("/p/", "/u/"), token).map(([door, of]) => ({ door, of, more: "" })),
  token.map((of) => ({ door: "/p/", of, more: "/not-right" })),
  fc.constantFrom("", "/letter").map((more) => ({ door: "/console/login", of: "", more })),
  word.map((of) => ({ door: "/console/login/", of, more: "" })),
  word.map((of) => ({ door: "/console/login?key=", of, more: "" })),
  fc
    .tuple(word, fc.constantFrom("", "/problems/x/close", "/people/x", "/letters/j/1/again", "/matches"))
    .map(([of, more]) => ({ door: "/console/", of, more })),
);

const names = fc.oneof(
  fc.constantFrom(
    "motivated",
    "again",
    "email",
    "proof",
    "name",
    "nonce",
    "words",
    "consent",
    "code",
    "__proto__",
  ),
  word,
);
const fields = fc.array(fc.tuple(names, word), { maxLength: 6 });
interface Sent {
  type: string;
  bytes: Buffer;
  large?: boolean;
}
const tooMuch = new Uint8Array(Buffer.alloc(300 * 1024, "a=b&"));
const body: fc.Arbitrary<Sent> = fc.oneof(
  fields.map((all) => ({ type: "application/x-www-form-urlencoded", bytes: Buffer.from(encoded(all)) })),
  fc.tuple(fields, fc.nat({ max: 400 })).map(([all, cut]) => ({
    type: "multipart/form-data; boundary=x",
    bytes: multipart(all).subarray(0, -cut || undefined),
  })),
  fc
    .tuple(
      fc.constantFrom(
        "application/json",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "a/b;;=",
        "",
      ),
      fc.uint8Array({ maxLength: 200 }),
    )
    .map(([type, bytes]) => ({ type, bytes: Buffer.from(bytes) })),
  fc.constant({ type: "application/x-www-form-urlencoded", bytes: Buffer.alloc(0), large: true }),
);

const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/g, "?");
const encoded = (all: [string, string][]): string =>
  new URLSearchParams(
    all.map(([name, value]): [string, string] => [wellFormed(name), wellFormed(value)]),
  ).toString();
const multipart = (all: [string, string][]): Buffer =>
  Buffer.from(
    `${all.map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join("")}--x--\r\n`,
  );

/** Headers hold only what a server lets through. */
const header = word.map((text) => text.replace(/[^\x20-\x7e]/g, "").trim());
const headers = fc.record(
  {
    origin: fc.constantFrom(origin, "https://evil.example", "null"),
    "sec-fetch-site": fc.constantFrom("same-origin", "cross-site", "none", "x"),
    "accept-language": fc.oneof(fc.constantFrom("ar", "*", ";q=1"), header),
    cookie: header.map((text) => `__Host-waymark=${text}; ${text}`),
    "x-forwarded-for": header,
  },
  { requiredKeys: [] },
);
const method = fc.constantFrom("GET", "HEAD", "POST", "POST", "POST", "PUT", "DELETE", "OPTIONS");

it("whatever a stranger sends to a page, to the login or to the console is answered clearly, stores nothing where it is refused, and is not written down", async () => {
  const answers = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(
      method,
      path,
      headers,
      body,
      async (verb, { door, of, more }, sent, { type, bytes, large }) => {
        const before = house.writes();
        const withBody =
          verb === "GET" || verb === "HEAD" ? {} : { body: large ? tooMuch : new Uint8Array(bytes) };
        const response = await house.app.request(`${origin}${door}${written(of)}${more}`, {
          ...{ method: verb, headers: { ...sent, "content-type": type }, redirect: "manual", ...withBody },
        });
        answers.set(response.status, (answers.get(response.status) ?? 0) + 1);
        expect(house.faults).toEqual([]);
        expect(response.status).toBeLessThan(500);
        const acted = verb === "POST" && response.status < 400;
        if (!acted) expect(house.writes() - before).toBe(0);
      },
    ),
    { numRuns: requests, seed, endOnFailure: true },
  );
  const words = JSON.stringify(house.logged);
  for (const name of ["Canary", "canary@", "Samira", "samira@"]) expect(words).not.toContain(name);
  expect(Object.keys(Object.prototype)).toEqual([]);
  // A fuzz that only ever meets the first door proves little.
  for (const status of [200, 303, 403, 404])
    expect(answers.get(status) ?? 0, String(status)).toBeGreaterThan(0);
  if (requests > 1000)
    console.log(`${requests} requests, seed ${seed}: ${JSON.stringify(Object.fromEntries(answers))}`);
}, 600_000);

it("whatever somebody sends from the page of their own link is taken as an answer or refused whole, and is not written down", async () => {
  const answers = new Map<string, number>();
  let sent = 0;
  const yes = fc.constant("motivated");
  const answering = fc.array(fc.tuple(fc.oneof({ weight: 3, arbitrary: yes }, names), word), {
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(answering, fc.constantFrom<[string, string][]>([["motivated", "yes"]], [["words", canary]])),
      fc.constantFrom("", "/not-right"),
      fc.boolean(),
      async (typed, more, isMultipart) => {
        // What is answered is not asked again.
        if (sent++ % 10 === 0) house = await aHouse();
        const own = `${origin}/p/${house.token}`;
        const page = await (await house.app.request(own)).text();
        const proof = /name="page" value="([^"]+)"/.exec(page)?.[1] ?? "none";
        const all: [string, string][] = [...typed, ["page", proof]];
        const type = isMultipart ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded";
        const before = house.writes();
        const { status } = await house.app.request(`${own}${more}`, {
          ...{ method: "POST", redirect: "manual" },
          headers: { origin, "sec-fetch-site": "same-origin", "content-type": type },
          body: isMultipart ? new Uint8Array(multipart(all)) : encoded(all),
        });
        answers.set(`${more} ${status}`, (answers.get(`${more} ${status}`) ?? 0) + 1);
        expect(house.faults).toEqual([]);
        expect(status).toBeLessThan(500);
        if (status >= 400) expect(house.writes() - before).toBe(0);
        for (const name of ["Canary", "canary@", "Samira", "samira@"])
          expect(JSON.stringify(house.logged)).not.toContain(name);
      },
    ),
    { numRuns: Math.ceil(requests / 5), seed, endOnFailure: true },
  );
  if (requests > 1000)
    console.log(`${sent} from the own page, seed ${seed}: ${JSON.stringify(Object.fromEntries(answers))}`);
  expect(Object.keys(Object.prototype)).toEqual([]);
  const passed = (door: string) => [...answers].some(([end]) => new RegExp(`^${door} [23]`).test(end));
  for (const door of ["", "/not-right"]) expect(passed(door), door).toBe(true);
}, 600_000);
