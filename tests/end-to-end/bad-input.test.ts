import { createHmac } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, minute } from "#adapters/moment.ts";
import { Hands } from "#local/demo/hands.ts";
import { people } from "#local/demo/people.ts";
import { applicationOf, post } from "./partner.ts";
import { rules, type System, startSystem } from "./system.ts";

const patience = 60_000;
const form = "mentee-application";
const persona = people.find(({ givenName }) => givenName === "Linh")!;

let system: System;
beforeAll(async () => {
  system = await startSystem();
}, patience);
afterAll(() => system?.close(), patience);

const application = (who = persona) => applicationOf(system.pack, who, system.secretOf, system.clock.now());

function signed(body: string): RequestInit {
  const signature = createHmac("sha256", system.secretOf(form)).update(body).digest("base64");
  return {
    body,
    headers: { "content-type": "application/json", "typeform-signature": `sha256=${signature}` },
  };
}

async function refused(init: RequestInit, path = `/hooks/cemewe/${form}`): Promise<[number, string]> {
  // The server may hang up on a body that is too large; the next post must not come through the same line.
  const headers = { ...init.headers, connection: "close" };
  const response = await fetch(`${system.url}${path}`, { method: "POST", ...init, headers });
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  expect(error.message).toMatch(/\w+ \w+/);
  return [response.status, error.code];
}

async function everythingStored() {
  const { store } = system.runtime;
  const states = ["received", "mapped", "unmappable"] as const;
  return {
    submissions: (await Promise.all(states.map((state) => store.submissions.list("cemewe", state)))).flat(),
    mentees: await store.journeys.list("cemewe", "mentee"),
    problems: await store.problems.list("cemewe"),
    overdue: (await store.overdue("2099-01-01T00:00:00.000Z", 10)).filter(
      ({ kind }) => kind === "submission",
    ),
    letters: system.mailbox.count(),
  };
}

const nothing = { submissions: [], mentees: [], problems: [], overdue: [], letters: 0 };

describe("what is refused", () => {
  const deep = `{"form_response":{"token":"t","x":${"[".repeat(40)}${"]".repeat(40)}}}`;
  const large = `{"form_response":{"token":"t","x":"${"x".repeat(1024 * 1024)}"}}`;
  const farTooLarge = "x".repeat(3 * 1024 * 1024);
  test.each<[string, () => RequestInit, string, number, string]>([
    ["a forged body", () => ({ ...signed("{}"), body: application().body }), form, 401, "signature.wrong"],
    ["a body without a signature", () => ({ body: application().body }), form, 401, "signature.wrong"],
    ["a large body", () => signed(large), form, 413, "body.too-large"],
    ["a far too large body", () => signed(farTooLarge), form, 413, "body.too-large"],
    ["JSON that is too deep", () => signed(deep), form, 413, "body.too-deep"],
    ["what is no JSON", () => signed("given_name=Linh"), form, 400, "body.not-json"],
    ["an empty body", () => signed(""), form, 400, "body.not-json"],
    ["another sender's form", () => signed('{"data":{"submissionId":"s"}}'), form, 422, "body.no-key"],
    ["an unknown form", () => application(), "no-such-form", 400, "form.unknown"],
    ["a form of an unknown program", () => application(), `../nobody/${form}`, 400, "form.unknown"],
    ["half an address", () => application(), "", 400, "form.unknown"],
    ["an address with too much in it", () => application(), `${form}/more`, 400, "form.unknown"],
  ])("%s, and nothing is stored", async (_, init, where, status, code) => {
    expect(await refused(init(), `/hooks/cemewe/${where}`)).toEqual([status, code]);
    await system.time.settle();
    expect(await everythingStored()).toEqual(nothing);
  });
});

test("a form that fits nowhere is kept and shown by its field, and read again once the intake is mended", async () => {
  const stranger = { ...persona, language: "Kurmancî" };
  const id = await post(system.url, application(stranger));
  await system.time.settle();
  expect(await everythingStored()).toMatchObject({
    submissions: [{ state: "unmappable" }],
    mentees: [],
    letters: 0,
  });
  const hands = await staff();
  const today = await hands.open("/console/cemewe");
  expect(today.html).toContain("contact_language");

  await publishWith("Kurmancî", "en");
  const again = today.forms.find(({ action }) => action.endsWith(`${encodeURIComponent(id)}/again`))!;
  await hands.submit(again, () => undefined);
  await system.time.advanceTo(after(system.clock.now(), minute));
  const { submissions, mentees, problems } = await everythingStored();
  expect(submissions).toMatchObject([{ id, state: "mapped", journey: mentees[0]!.id }]);
  expect(mentees).toMatchObject([{ parties: { mentee: { givenName: persona.givenName } } }]);
  expect(problems).toEqual([]);
  expect((await hands.open("/console/cemewe")).html).not.toContain("contact_language");
  expect(system.mailbox.list(10).map(({ to }) => to)).toEqual([[persona.email], [persona.email]]);
});

async function staff(): Promise<Hands> {
  const hands = new Hands(system.url);
  const { forms } = await hands.open("/console/login");
  await hands.submit(forms[0]!, () => undefined);
  return hands;
}

/** The coordinator's change: one more answer that the partner's form knows. */
async function publishWith(label: string, language: string): Promise<void> {
  const pack = structuredClone(system.pack);
  const mapping = pack.intake[form]!.map.find(({ question }) => question === "contact_language")!;
  if (!("choices" in mapping) || !mapping.choices) throw new Error("the question has no choices to add to");
  mapping.choices[label] = language;
  pack.version = "mended000001";
  await system.runtime.store.packs.publish(pack);
  await system.runtime.store.packs.setLive(pack.id, pack.version);
}

test("the same form ten times at once is one person", async () => {
  const other = people.find(({ givenName }) => givenName === "Amina")!;
  const before = await everythingStored();
  const ids = await Promise.all(Array.from({ length: 10 }, () => post(system.url, application(other))));
  await system.time.settle();
  const after = await everythingStored();
  expect(new Set(ids).size).toBe(1);
  expect(after.submissions.length - before.submissions.length).toBe(1);
  expect(after.mentees.length - before.mentees.length).toBe(1);
  expect(await system.runtime.store.people.sameEmail("cemewe", other.email)).toHaveLength(1);
  const letters = system.mailbox.list(100).filter(({ to }) => to.includes(other.email));
  expect(new Set(letters.map(({ subject }) => subject)).size).toBe(letters.length);
});

test(
  "of two programs the right one starts, and the broken one says where and how to mend it",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "waymark-programs-"));
    cpSync(rules, folder, { recursive: true });
    cpSync(join(folder, "cemewe"), join(folder, "second"), { recursive: true });
    const file = join(folder, "second", "routing.json");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace('"fact": "arrivedAlone"', '"fact": "arrivedAlon"'),
    );
    const said: string[] = [];
    const both = await startSystem({ rules: folder, say: (line) => void said.push(line) });
    try {
      expect(said.join("\n")).toMatch(/second\/routing\.json:11:21 .*arrivedAlon.*arrivedAlone/s);
      expect(said.join("\n")).toMatch(/second does not start/);
      const { url } = both;
      const right = applicationOf(both.pack, persona, both.secretOf, both.clock.now());
      expect(await post(url, right)).toMatch(/^sub_/);
      const wrong = await fetch(`${url}/hooks/second/${form}`, { method: "POST", ...right });
      expect(wrong.status).toBe(400);
    } finally {
      await both.close();
      rmSync(folder, { recursive: true });
    }
  },
  patience,
);
