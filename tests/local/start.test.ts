import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SFNClient, StopExecutionCommand } from "@aws-sdk/client-sfn";
import { afterAll, expect, test } from "vitest";
import { after, minute } from "#adapters/moment.ts";
import { undo } from "#adapters/publishing.ts";
import { postingOf } from "#local/demo/form-body.ts";
import { people } from "#local/demo/people.ts";
import { type Local, startLocal } from "#local/start.ts";

const rules = fileURLToPath(new URL("../../rules", import.meta.url));
const data = mkdtempSync(join(tmpdir(), "waymark-start-"));
const startAt = "2026-03-02T09:00:00.000Z";
const form = "mentee-application";
const persona = people.find(({ role }) => role === "mentee")!;

afterAll(() => rmSync(data, { recursive: true }));

async function using<T>(work: (local: Local) => Promise<T>, over: object = {}): Promise<T> {
  const local = await startLocal({ rules, data, startAt, ...over });
  try {
    return await work(local);
  } finally {
    await local.close();
  }
}

async function post(local: Local, change: (body: string) => string = (body) => body): Promise<number> {
  const pack = (await local.runtime.store.packs.live("cemewe"))!;
  const [secret] = local.runtime.secrets.webhook("cemewe", form);
  const { headers, body } = postingOf(pack, form, persona, "one", secret!, local.clock.now());
  const response = await fetch(`${local.url}/hooks/cemewe/${form}`, {
    method: "POST",
    headers,
    body: change(body),
  });
  return response.status;
}

const mentees = ({ runtime }: Local) => runtime.store.journeys.list("cemewe", "mentee");

test("a form posted five times is one person with one journey and one first letter, and outlives a restart", async () => {
  const before = await using(async (local) => {
    expect(await post(local, (body) => body.replace(persona.givenName, "Forged"))).toBe(401);
    for (let n = 0; n < 5; n += 1) expect(await post(local)).toBeLessThan(300);
    await local.time.advanceTo("2026-03-03T12:00:00.000Z");
    const [journey, ...others] = await mentees(local);
    expect(others).toEqual([]);
    expect(await local.runtime.machine.alive(journey!.id, 1)).toBe(true);
    const letters = local.mailbox.list(100);
    expect(letters.length).toBeGreaterThan(0);
    expect(letters.every(({ to }) => to.join() === persona.email)).toBe(true);
    expect(new Set(letters.map(({ key }) => key)).size).toBe(letters.length);
    expect(letters.every(({ at }) => at >= startAt && at <= "2026-03-03T12:00:01.000Z")).toBe(true);
    return { journey: journey!, letters };
  });
  await using(async (local) => {
    expect(local.clock.now() >= "2026-03-03T12:00:00.000Z").toBe(true);
    await local.time.settle();
    expect(await mentees(local)).toEqual([before.journey]);
    expect(local.mailbox.list(100)).toEqual(before.letters);
    expect(await post(local)).toBeLessThan(300);
    await local.time.settle();
    expect(await mentees(local)).toEqual([before.journey]);
  });
});

test("an execution that somebody stops is missed at once: its journey goes on, and it is a problem", async () => {
  const own = mkdtempSync(join(tmpdir(), "waymark-stopped-"));
  await using(
    async (local) => {
      await post(local);
      await local.time.settle();
      const { id } = (await mentees(local))[0]!;
      await stop(own, `${id}.1`);
      await local.time.advanceTo(after(local.clock.now(), 5 * minute));
      expect(await local.runtime.machine.alive(id, 2)).toBe(true);
      expect(await local.runtime.store.problems.list("cemewe")).toMatchObject([
        { code: "execution.ended", detail: { journey: id, reason: "ABORTED" } },
      ]);
    },
    { data: own },
  );
  rmSync(own, { recursive: true });
});

/** As anybody may with AWS's own tools. */
async function stop(folder: string, execution: string): Promise<void> {
  const endpoint = /AWS_ENDPOINT_URL_SFN=(.+)/.exec(readFileSync(join(folder, "environment"), "utf8"))![1]!;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new SFNClient({ endpoint, region: "local", credentials });
  const executionArn = `arn:aws:states:local:000000000000:execution:waymark-journey:${execution}`;
  await client.send(new StopExecutionCommand({ executionArn }));
  client.destroy();
}

test("the console lets in after one press, and not before", async () => {
  await using(
    async ({ url }) => {
      const closed = await fetch(`${url}/console`, { redirect: "manual" });
      expect([closed.status, closed.headers.get("location")]).toEqual([303, "/console/login"]);
      const pressed = await fetch(`${url}/console/login`, {
        method: "POST",
        redirect: "manual",
        headers: { origin: url },
      });
      const cookie = pressed.headers.getSetCookie().at(-1)!.split(";")[0]!;
      const inside = await fetch(`${url}/console/cemewe`, { headers: { cookie }, redirect: "manual" });
      expect(inside.status).toBe(200);
      const forged = await fetch(`${url}/console`, { headers: { cookie: `${cookie}x` }, redirect: "manual" });
      expect(forged.status).toBe(303);
    },
    { data: undefined },
  );
});

test("the console lets in by a letter as elsewhere, and then wants the app", async () => {
  await using(
    async ({ url, time, mailbox }) => {
      const cookies = new Map<string, string>();
      const ask = async (path: string, form?: Record<string, string>) => {
        const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
        const body = form && new URLSearchParams(form);
        const headers = { cookie, origin: url };
        const reply = await fetch(url + path, {
          method: form ? "POST" : "GET",
          body,
          headers,
          redirect: "manual",
        });
        for (const line of reply.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
          cookies.set(name!, value!);
        }
        return reply;
      };
      const [, email = ""] = /letter to (\S+@\S+),/.exec(await (await ask("/console/login")).text())!;
      expect((await ask("/console/login/letter", { email })).status).toBe(200);
      await time.settle();
      const [letter] = mailbox.list(1);
      expect(letter!.to).toEqual([email]);
      const link = /\/console\/login\/[\w.-]+/.exec(letter!.text)![0];
      expect((await ask(link, {})).headers.get("location")).toBe("/console");
      expect((await ask("/console")).headers.get("location")).toBe("/console/second");
      expect(await (await ask("/console/second")).text()).toContain("<svg");
    },
    { data: undefined },
  );
});

test("the clock's page moves time on, and refuses what is no time", async () => {
  await using(
    async ({ url, clock }) => {
      const move = (fields: Record<string, string>) =>
        fetch(`${url}/clock`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
      expect((await move({ skip: "P7D" })).status).toBe(303);
      expect(clock.now() >= "2026-03-09T09:00:00.000Z").toBe(true);
      expect((await move({ skip: "soon" })).status).toBe(400);
      await move({ to: "2026-01-01" });
      expect(clock.now() >= "2026-03-09T09:00:00.000Z").toBe(true);
      expect(await (await fetch(`${url}/clock`)).text()).toContain("2026-03-09");
    },
    { data: undefined },
  );
});

test("what a person has made live again stays so over a restart, until the folder says something new", async () => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-rules-"));
  const own = { rules: join(folder, "rules"), data: join(folder, "data") };
  cpSync(rules, own.rules, { recursive: true });
  const words = join(own.rules, "cemewe/texts/en.json");
  const write = (name: string) =>
    writeFileSync(words, readFileSync(words, "utf8").replace(/("program\.name": ")[^"]*/, `$1${name}`));
  const live = async ({ runtime }: Local) => (await runtime.store.packs.live("cemewe"))!;
  const first = await using(live, own);
  write("Second");
  const second = await using(async (local) => {
    const began = await live(local);
    await undo(local.runtime, "cemewe", { by: "kaisa" });
    return began;
  }, own);
  expect(second.version).not.toBe(first.version);
  const lines: string[] = [];
  const again = await using(live, { ...own, say: (line: string) => void lines.push(line) });
  expect(again.version).toBe(first.version);
  expect(lines.join("\n")).toContain(`version ${first.version} stays live, as kaisa wanted`);
  write("Third");
  expect((await using(live, own)).texts.en!["program.name"]).toBe("Third");
  rmSync(folder, { recursive: true });
});

test("a broken program says where, and goes on with its last good version", async () => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-rules-"));
  const own = { rules: join(folder, "rules"), data: join(folder, "data") };
  cpSync(rules, own.rules, { recursive: true });
  const live = ({ runtime }: Local) => runtime.store.packs.live("cemewe");
  const good = await using(live, own);
  writeFileSync(join(own.rules, "cemewe", "routing.json"), '{\n  "decides": ,\n}');
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  expect(await using(live, { ...own, say })).toEqual(good);
  expect(lines[0]).toMatch(/cemewe\/routing\.json:2:\d+ \S/);
  lines.length = 0;
  const fresh = await using(live, { ...own, data: join(folder, "fresh"), say });
  expect(fresh).toBeUndefined();
  expect(lines.at(-1)).toContain("does not start");
  rmSync(folder, { recursive: true });
});
