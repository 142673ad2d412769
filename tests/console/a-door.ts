import { Hono } from "hono";
import { Secret, TOTP } from "otpauth";
import type { Member } from "#adapters/store.ts";
import type { Row, Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { consoleApp } from "#console/app.tsx";
import { loginApp } from "#console/login.tsx";
import { formToken } from "#console/own-forms.ts";
import { missing } from "#console/screens/missing.tsx";
import { hashOf } from "#console/session.ts";
import type { Pack } from "#core/program/pack.ts";
import { pageFailed } from "#functions/page-failed.ts";
import type { Watch } from "#local/permit.ts";
import { aWorld } from "../functions/a-world.ts";
import { aMember, twoLanguages } from "./a-desk.ts";

/** The console with its real door, real time that a test moves, and browsers that keep cookies. */
export async function aDoor({ pack = twoLanguages() as Pack, watch = undefined as Watch | undefined } = {}) {
  const rows = new Map<string, Row>();
  const table = memoryTable();
  const seen: Table = {
    ...table,
    async put(row, when) {
      rows.set(`${row.pk} ${row.sk}`, row);
      return table.put(row, when);
    },
  };
  const world = await aWorld({ table: seen, pack, watch });
  const { runtime } = world;
  // In the cloud there is one time; that sessions keep to real time is for a machine whose clock somebody moves.
  const { now } = runtime.clock;
  const site = world.doorOf("console");
  const app = new Hono()
    .route("/console/login", loginApp(site, now))
    .route("/console", consoleApp(site, { patience: 0 }, now))
    .onError(pageFailed(site, () => missing("Something went wrong on our side.", "")));
  const origin = runtime.addresses.console;
  const { store } = runtime;

  class Browser {
    cookies = new Map<string, string>();
    readonly ip: string;
    constructor(ip: string) {
      this.ip = ip;
    }
    async ask(
      path: string,
      method = "GET",
      form?: Record<string, string>,
      headers: Record<string, string> = {},
    ) {
      const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const reply = await app.request(
        `${origin}${path}`,
        {
          method,
          headers: { ...(cookie && { cookie }), ...headers },
          ...(form && { body: new URLSearchParams(form) }),
        },
        { requestContext: { http: { sourceIp: this.ip } } },
      );
      for (const line of reply.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line)!;
        if (/Max-Age=0/i.test(line)) this.cookies.delete(name);
        else this.cookies.set(name, value);
      }
      return reply;
    }
    get(path: string) {
      return this.ask(path);
    }
    /** As from a page that was opened; `form-of` in the form says otherwise. */
    post(path: string, form: Record<string, string> = {}, headers: Record<string, string> = own) {
      const session = [...this.cookies].find(([name]) => name.endsWith("waymark-staff"))?.[1] ?? "";
      const token = formToken(runtime.secrets.sessionKey, hashOf(session));
      return this.ask(path, "POST", { "form-of": token, ...form }, headers);
    }
    copy() {
      const copy = new Browser(this.ip);
      copy.cookies = new Map(this.cookies);
      return copy;
    }
    askForLetter(email: string) {
      return this.post("/console/login/letter", { email });
    }
    /** By letter; a quarter of an hour later, so that no limit is in the way. */
    async comeIn(email: string) {
      const asking = door.browser();
      asking.cookies = this.cookies;
      await asking.askForLetter(email);
      await asking.post(await door.linkFor(email));
    }
    /** Sets up an app, and says the secret with which its codes are made. */
    async setUpApp(): Promise<string> {
      const html = await (await this.get("/console/second")).text();
      const [, offer] = /name="offer" value="([^"]+)"/.exec(html)!;
      const [, spaced] = /<code>([A-Z2-7 ]+)<\/code>/.exec(html)!;
      const secret = spaced!.replaceAll(" ", "");
      await this.post("/console/second", { offer: offer!, code: door.code(secret) });
      return secret;
    }
  }

  let address = 0;
  const own = { "sec-fetch-site": "same-origin" };
  const door = {
    ...world,
    app,
    origin,
    store,
    now,
    browser: (ip?: string) => new Browser(ip ?? `192.0.2.${++address}`),
    add: async (who: Partial<Member> = {}) => {
      const member = aMember({
        id: `stf_${(await store.staff.list()).length}`,
        createdAt: now(),
        sessionsFrom: now(),
        ...who,
      });
      await store.staff.create(member);
      return member;
    },
    /** The link of the newest letter to an address, after the postman has come. */
    async linkFor(email: string) {
      await world.postman();
      const letter = world.mailbox.filter(({ letter }) => letter.to === email).at(-1)!.letter;
      return /\/console\/login\/[\w.-]+/.exec(letter.text)![0];
    },
    code: (secret: string, later = 0) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({
        timestamp: Date.parse(now()) + later * 1000,
      }),
    async admin() {
      await door.add({
        id: "stf_admin",
        name: "Ada Min",
        email: "admin@example.org",
        roles: {},
        admin: true,
      });
      const admin = door.browser();
      await admin.comeIn("admin@example.org");
      await admin.setUpApp();
      return admin;
    },
    /** Every row that was ever put, as text. */
    everything: () => JSON.stringify([...rows.values()]),
  };
  return door;
}

export type Door = Awaited<ReturnType<typeof aDoor>>;
export type Browser = ReturnType<Door["browser"]>;
