import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { publish } from "#adapters/publishing.ts";
import { RereadAnswer } from "#cli/answers.ts";
import { people } from "#local/demo/people.ts";
import { type System, startSystem } from "../end-to-end/system.ts";
import { useEnvironment } from "./a-stage.ts";
import { waymark } from "./waymark.ts";

const data = mkdtempSync(join(tmpdir(), "waymark-stage-"));
const persona = people.find(({ role, facts }) => role === "mentee" && facts.area !== undefined)!;
const form = "mentee-application";
let system: System;

beforeAll(async () => {
  system = await startSystem({ data });
  await system.apply(persona);
});
afterAll(async () => {
  await system.close();
  rmSync(data, { recursive: true });
});
beforeEach(() => void useEnvironment(data));
afterEach(() => void vi.unstubAllEnvs());

const reread = async (...args: string[]) =>
  RereadAnswer.parse(JSON.parse((await waymark("reread", "cemewe", form, "--json", ...args)).stdout));
const area = async () => (await system.runtime.store.journeys.list("cemewe", "mentee"))[0]!.facts.area!.value;

it("shows whom a mended intake file corrects, by fact and without their words, and corrects them with --yes", async () => {
  expect(await reread()).toMatchObject({ done: false, corrections: [], same: 1 });
  const elsewhere = persona.facts.area === "vantaa" ? "espoo" : "vantaa";
  const intake = structuredClone(system.pack.intake);
  for (const mapping of intake[form]!.map)
    if ("fact" in mapping && mapping.fact === "area" && mapping.choices)
      for (const word of Object.keys(mapping.choices)) mapping.choices[word] = elsewhere;
  await publish(system.runtime, { ...system.pack, version: "0123456789ab", intake }, { by: "aino" });

  const { code, stdout } = await waymark("reread", "cemewe", form);
  expect(code).toBe(0);
  expect(stdout).toMatch(/jrn_\w+: area would be corrected/);
  expect(stdout).toContain("Nothing was changed. Add --yes to do it.");
  expect(stdout).not.toContain(elsewhere);
  expect(await area()).toBe(persona.facts.area);

  expect(await reread("--yes")).toMatchObject({ done: true, corrections: [{ facts: ["area"] }] });
  await system.time.settle();
  expect(await area()).toBe(elsewhere);
  expect(await reread()).toMatchObject({ corrections: [], same: 1 });
});

it("knows which programs and forms there are", async () => {
  expect(await waymark("reread", "cemewe", "nothing")).toMatchObject({
    ...{ code: 2, stderr: expect.stringContaining('no form "nothing"') },
  });
  expect(await waymark("reread", "nobody", form)).toMatchObject({ code: 2 });
});
