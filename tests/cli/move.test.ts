import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as publishing from "#adapters/publishing.ts";
import { MoveAnswer, PublishAnswer } from "#cli/answers.ts";
import { people } from "#local/demo/people.ts";
import { type System, startSystem } from "../end-to-end/system.ts";
import { useEnvironment } from "./a-stage.ts";
import { aCopyOfTheRules, waymark, written } from "./waymark.ts";

const data = mkdtempSync(join(tmpdir(), "waymark-stage-"));
const [quick, silent] = ["quick", "silent"].map((habit) => {
  const found = people.find((persona) => persona.role === "mentee" && persona.habit === habit)!;
  return { ...found, week: 0 };
});
let system: System;
let first: string;

beforeAll(async () => {
  system = await startSystem({ data });
  first = system.pack.version;
  await system.apply(quick!);
  await system.live([quick!], 12);
  await system.apply(silent!);
}, 120_000);
afterAll(async () => {
  await system.close();
  rmSync(data, { recursive: true });
});
beforeEach(() => void useEnvironment(data));
afterEach(() => void vi.unstubAllEnvs());

/** The programs with these words in place of those, in every file of the folder. */
function changed(...words: [from: RegExp, to: string][]): string {
  const rules = aCopyOfTheRules();
  const folder = join(rules, "cemewe");
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".json")) continue;
    const before = readFileSync(join(folder, file), "utf8");
    const after = words.reduce((text, [from, to]) => text.replaceAll(from, to), before);
    if (after !== before) writeFileSync(join(folder, file), after);
  }
  return rules;
}

const move = async (...args: string[]) => {
  const { code, stdout } = await waymark("move", "cemewe", ...args, "--json");
  return { code, ...MoveAnswer.parse(JSON.parse(stdout)) };
};
const publish = async (...args: string[]) =>
  PublishAnswer.parse(JSON.parse((await waymark("publish", "cemewe", ...args, "--json")).stdout));
const undo = async () => {
  await publish("--undo", "--to", first, "--yes");
  await waymark("move", "cemewe", "--who", "past", "--yes");
  await system.time.settle();
};

const journeyOf = async ({ email }: typeof quick & object) => {
  const { store } = system.runtime;
  const [person] = await store.people.sameEmail("cemewe", email);
  const [id] = await store.people.journeysOf(person!);
  return (await store.journeys.get(id!))!;
};
const letters = () => system.mailbox.list(1000).map(({ to, subject }) => `${to} ${subject}`);

/** Less motivation is needed for what is decided; nobody's example changes. */
const otherRule: [RegExp, string] = [
  /("fact": "motivation", "operator": "equal", "value": "none")/g,
  '"fact": "motivation", "operator": "in", "value": ["none", "some"]',
];
const otherStep: [RegExp, string] = [/(mentee\.|"id": ")baseline/g, "$1first-questions"];

describe("who goes over to a version", () => {
  it("is nobody as long as there is one version", async () => {
    expect(await move()).toMatchObject({
      ...{ code: 0, to: first, there: 2, left: [], moved: [] },
      choices: { new: 0, waiting: 0, past: 0, "next-step": 0 },
    });
  });

  it("is said for each choice when it is published, and before anything is done", async () => {
    const rules = changed(otherRule);
    const counts = { new: 0, waiting: 1, past: 2, "next-step": 2 };
    const before = letters();
    const seen = await publish("--rules", rules, "--dry-run");
    expect(seen).toMatchObject({ published: false, files: ["routing.json"], choices: counts });
    const { after, choices } = await publish("--rules", rules, "--reason", "Some is too little", "--yes");
    expect(choices).toEqual(counts);
    expect(await move("--to", after!)).toMatchObject({ choices: counts, there: 0, moved: [] });
    expect(await move("--who", "waiting")).toMatchObject({ moved: [] });
    const { stdout } = await waymark("move", "cemewe");
    expect(stdout).toMatch(/waiting +1 +also those whom the changed rules have not decided about yet/);
    expect(stdout).toContain("Nothing was changed.");
    await system.time.settle();
    expect([(await journeyOf(quick!)).pack, (await journeyOf(silent!)).pack]).toEqual([first, first]);
    expect(letters()).toEqual(before);

    expect(await move("--who", "new", "--yes")).toMatchObject({ code: 0, moved: [] });
    const waiting = await move("--who", "waiting", "--yes", "--by", "aino");
    expect(waiting.moved).toEqual([(await journeyOf(silent!)).id]);
    await system.time.settle();
    expect([(await journeyOf(quick!)).pack, (await journeyOf(silent!)).pack]).toEqual([first, after]);
    expect(letters()).toEqual(before);
    expect(await move("--who", "waiting", "--yes")).toMatchObject({ there: 1, moved: [] });

    const past = await move("--who", "past", "--yes");
    expect(past.moved).toEqual([(await journeyOf(quick!)).id]);
    await system.time.settle();
    expect((await journeyOf(quick!)).pack).toBe(after);
    expect(letters()).toEqual(before);
    const story = await system.runtime.store.logs.of((await journeyOf(silent!)).id);
    expect(story.at(-1)).toMatchObject({ code: "version.moved", by: "aino" });
    await undo();
    expect((await journeyOf(quick!)).pack).toBe(first);
    expect(letters()).toEqual(before);
  });

  it("at the next step goes once it is done, and can be told to stay until then", async () => {
    const { after } = await publish("--rules", changed(otherRule), "--reason", "Again", "--yes");
    expect((await move("--who", "next-step", "--yes")).moved).toHaveLength(2);
    await system.time.settle();
    expect(await journeyOf(silent!)).toMatchObject({ pack: first, moving: { to: after } });
    expect((await move("--who", "next-step", "--yes")).moved).toEqual([]);
    await publish("--undo", "--yes");
    const { there, choices } = await move();
    expect([there, choices.waiting]).toEqual([0, 2]);
    expect((await move("--who", "waiting", "--yes")).moved).toHaveLength(2);
    await system.time.settle();
    expect((await journeyOf(silent!)).moving).toBeUndefined();
    expect(await move()).toMatchObject({ there: 2, moved: [] });
  });

  it("whose step is gone stays and is named, unless a map says where they go on", async () => {
    const before = letters();
    const { after } = await publish("--rules", changed(otherStep), "--reason", "Another name", "--yes");
    const { id } = await journeyOf(silent!);
    const plan = await move("--who", "past", "--yes");
    expect(plan).toMatchObject({
      code: 1,
      left: [{ journey: id, steps: [{ step: "baseline", why: "gone" }] }],
    });
    expect(plan.moved).toEqual([(await journeyOf(quick!)).id]);
    const { stdout } = await waymark("move", "cemewe", "--who", "past");
    expect(stdout).toContain(`${silent!.givenName} (${id}): "baseline" is not in this version`);
    await system.time.settle();
    expect((await journeyOf(silent!)).pack).toBe(first);
    expect(letters()).toEqual(before);

    const map = written({ mentee: { baseline: "first-questions" } });
    expect(await move("--map", map, "--who", "waiting", "--yes")).toMatchObject({ code: 0, moved: [id] });
    await system.time.settle();
    expect((await journeyOf(silent!)).threads.main?.step).toBe("first-questions");
    expect((await journeyOf(silent!)).pack).toBe(after);
    await publish("--undo", "--to", first, "--yes");
  });
});

it("an earlier version under which somebody would change is live again only with a yes", async () => {
  const { routing, ...others } = system.pack.ruleSets;
  const rules = routing!.rules.map((rule) => ({ ...rule, event: { ...rule.event, type: "intensive" } }));
  const everybody = { ...routing!, rules, otherwise: { ...routing!.otherwise, type: "intensive" } };
  const pack = { ...system.pack, version: "e0e0e0e0e0e0", ruleSets: { ...others, routing: everybody } };
  await publishing.publish(system.runtime, pack, { by: "aino" });
  const { store } = system.runtime;
  expect(await publish("--undo")).toMatchObject({
    ...{ published: false, before: pack.version, after: first, impact: { changed: 1 } },
  });
  const asked = await waymark("publish", "cemewe", "--undo");
  expect(asked).toMatchObject({ code: 1, stdout: expect.stringContaining("Add --yes to make it live") });
  expect(await store.history.live("cemewe")).toBe(pack.version);
  expect(await publish("--undo", "--yes")).toMatchObject({ published: true, after: first });
  expect(await store.history.live("cemewe")).toBe(first);
});

describe("a wrong order", () => {
  it.each([
    [["--yes"], "Say for whom the version counts"],
    [["--who", "everybody"], '"everybody" is no choice'],
    [["--to", "0123456789ab"], 'There is no version "0123456789ab" of "cemewe" here.'],
    [["--map", "nowhere.json"], "is no map of steps"],
  ])("%s is refused: %s", async (args, words) => {
    expect(await waymark("move", "cemewe", ...args)).toMatchObject({
      ...{ code: 2, stdout: "", stderr: expect.stringContaining(words) },
    });
  });

  it.each([
    [{ nobody: { baseline: "survey" } }, 'names "nobody", but cemewe has no such journey'],
    [{ mentee: { baseline: "nowhere" } }, 'leads from "baseline" to "nowhere"'],
  ])("a map that leads nowhere is refused: %j", async (map, words) => {
    expect(await waymark("move", "cemewe", "--map", written(map))).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining(words) },
    });
  });

  it("about a program that was never published is answered, not done", async () => {
    expect(await waymark("move", "nowhere")).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('"nowhere" was never published here') },
    });
  });
});
