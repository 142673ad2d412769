import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { EraseAgainAnswer, EraseAnswer, WouldEraseAnswer } from "#cli/answers.ts";
import { people } from "#local/demo/people.ts";
import { type System, startSystem } from "../end-to-end/system.ts";
import { everyRow, useEnvironment } from "./a-stage.ts";
import { waymark } from "./waymark.ts";

const data = mkdtempSync(join(tmpdir(), "waymark-stage-"));
const persona = people.find(({ role }) => role === "mentee")!;
let system: System;
let journey: string;
let person: string;

beforeAll(async () => {
  system = await startSystem({ data });
  await system.apply(persona);
  const { store } = system.runtime;
  [person = ""] = await store.people.sameEmail("cemewe", persona.email);
  [journey = ""] = await store.people.journeysOf(person);
});
afterAll(async () => {
  await system.close();
  rmSync(data, { recursive: true });
});
beforeEach(() => void useEnvironment(data));
afterEach(() => void vi.unstubAllEnvs());

const named = async () => {
  const rows = await everyRow(system.database.endpoint, system.database.table);
  const words = [persona.email, persona.givenName];
  return rows.filter((row) => words.some((word) => JSON.stringify(row).includes(word))).map(({ sk }) => sk);
};

describe("erasing", () => {
  it("shows what would go, without a name, and changes nothing", async () => {
    const before = await named();
    expect(before.length).toBeGreaterThan(3);
    const { code, stdout } = await waymark("erase", person);
    expect(code).toBe(0);
    expect(stdout).toContain(`journey  ${journey}`);
    expect(stdout).toMatch(/Would go: .*1 submission.*1 address/);
    expect(stdout).toContain("Nothing was changed. Add --yes to erase.");
    expect(stdout).not.toContain(persona.givenName);
    expect(await named()).toEqual(before);
    expect(
      WouldEraseAnswer.parse(JSON.parse((await waymark("erase", journey, "--json")).stdout)),
    ).toMatchObject({
      ...{ person, program: "cemewe", own: [journey], matches: [], erased: false },
      would: { person: 1 },
    });
  });

  it("leaves nothing in the real table, and does it all again after a restore", async () => {
    const { code, stdout } = await waymark("erase", person, "--yes");
    expect(stdout).toContain(`${person} is erased.`);
    expect(code).toBe(0);
    expect(await named()).toEqual([]);
    expect(EraseAgainAnswer.parse(JSON.parse((await waymark("erase", "--again", "--json")).stdout))).toEqual({
      ...{ inLedger: 1, cameBack: [], unfinished: [] },
    });
    const { store } = system.runtime;
    await store.logs.put(journey, `${journey}/77`, [
      { at: "", code: "note.written", by: "coordinator", params: { note: persona.givenName } },
    ]);
    expect((await waymark("erase", "--again")).stdout).toBe(
      "1 person in the ledger; 1 came back and went again.\n",
    );
    expect(await named()).toEqual([]);
    const again = await waymark("erase", person, "--yes", "--json");
    expect(EraseAnswer.parse(JSON.parse(again.stdout))).toMatchObject({ erased: true, gone: {} });
    expect(await waymark("erase", person)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("nothing"),
    });
  });

  it("knows whom it does not know, and how it is used wrongly", async () => {
    expect(await waymark("erase", "per_nobody", "--yes")).toMatchObject({
      ...{ code: 2, stdout: "", stderr: expect.stringContaining('no person or journey "per_nobody"') },
    });
    expect(await waymark("erase")).toMatchObject({ code: 2, stdout: "" });
    expect(await waymark("erase", person, "--again")).toMatchObject({ code: 2, stdout: "" });
  });

  it("needs the ledger", async () => {
    vi.stubEnv("WAYMARK_ERASURES", undefined);
    expect(await waymark("erase", person, "--yes")).toMatchObject({
      ...{ code: 3, stdout: "", stderr: expect.stringContaining("WAYMARK_ERASURES") },
    });
  });
});

describe("a match that still runs", () => {
  it("keeps its people until staff end it", async () => {
    const { store } = system.runtime;
    const pack = system.pack;
    const { openJourney } = await import("#core/journey/open.ts");
    const { open } = await import("#adapters/opening.ts");
    const now = system.clock.now();
    const party = (role: string) => ({
      ...{ person: `per_running-${role}`, givenName: `Running ${role}`, journey: `jrn_running-${role}` },
      ...{ facts: {}, copiedAt: now },
    });
    await store.people.create({
      ...{
        schema: 1,
        id: "per_running-mentee",
        program: "cemewe",
        givenName: "Running mentee",
        familyName: "",
      },
      ...{ language: "en", holds: [], createdAt: now, version: 1 },
    });
    const parties = { mentor: party("mentor"), mentee: party("mentee") };
    const match = openJourney({
      id: "jrn_running",
      pack,
      definition: "match",
      parties,
      facts: {},
      by: "x",
      now,
    });
    await open(system.runtime, match);
    const shown = await waymark("erase", "per_running-mentee");
    expect(shown.stdout).toContain("jrn_running (running)");
    const refused = await waymark("erase", "per_running-mentee", "--yes");
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("Nothing was erased: 1 match still runs"),
    });
    expect(await store.people.get("per_running-mentee")).toMatchObject({ holds: [] });
    expect(await system.runtime.erasures.get("per_running-mentee")).toBeUndefined();
    const ended = await waymark("erase", "per_running-mentee", "--yes", "--end-matches");
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining("per_running-mentee is erased") });
    expect((await store.journeys.get("jrn_running"))!.ended).toMatchObject({ as: "canceled" });
    expect(JSON.stringify(await store.journeys.get("jrn_running"))).not.toContain("Running mentee");
  });
});
