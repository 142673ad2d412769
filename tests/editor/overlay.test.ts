import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programFiles, write } from "#cli/editor-files.ts";
import { labelsOf, offered, openedText, rules, squiggles } from "./an-editor.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-editor-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (file: string) => join(folder, "espoo", file);
const open = (file: string, text: string) => openedText(path(file), text);
const put = (file: string, content: object) => {
  mkdirSync(dirname(path(file)), { recursive: true });
  writeFileSync(path(file), JSON.stringify(content));
};

beforeAll(async () => {
  cpSync(join(rules, "cemewe"), join(folder, "cemewe"), { recursive: true });
  put("program.json", { extends: "cemewe" });
  put("facts.json", { facts: { likesTea: { type: "boolean", roles: ["mentee"] } } });
  await write((await programFiles(folder, "espoo"))!);
});

describe("a file that says only where a program differs from the one it extends", () => {
  it("has no squiggle, may take things out, and may name entries of a list", async () => {
    const journey = `{
      "$schema": "../.schemas/journey.schema.json",
      "stages": { "screen": { "steps": { "baseline": { "remind": ["P3D"] }, "specialist": null } } },
      "tracks": [{ "id": "new-track", "from": "orientate", "steps": [{ "do": "tell", "id": "hello" }] }],
      "onEnd": null }`;
    expect(await squiggles(open("journeys/mentee.json", journey))).toEqual([]);
    const ruleSet = `{ "$schema": ".schemas/rule-set.schema.json",
      "rules": { "close-to-work": null, "no-local-language": { "event": { "type": "light" } } } }`;
    expect(await squiggles(open("routing.json", ruleSet))).toEqual([]);
    const texts = `{ "$schema": "../.schemas/texts.schema.json", "program.name": "Espoo", "facts.likesTea": "Tea" }`;
    expect(await squiggles(open("texts/en.json", texts))).toEqual([]);
    expect(
      await squiggles(
        open("program.json", `{ "$schema": ".schemas/program.schema.json", "extends": "cemewe" }`),
      ),
    ).toEqual([]);
    expect(
      await squiggles(
        open("forms/closing.json", `{ "$schema": "../.schemas/form.schema.json", "about": null }`),
      ),
    ).toEqual([]);
  });

  it("still has one where something is wrong", async () => {
    const step = (entry: string) => `{ "$schema": "../.schemas/journey.schema.json", "role": "mentee",
      "stages": { "screen": { "steps": { "baseline": ${entry} } } } }`;
    const wrong = async (entry: string) =>
      (await squiggles(open("journeys/mentee.json", step(entry))))[0]?.message;
    expect(await wrong('{ "do": "ask", "form": "self-ratin" }')).toContain("no such form");
    expect(await wrong('{ "do": "aks" }')).toContain('Write "tell", "tell all", "round"');
    const when = '{ "when": { "all": [{ "fact": "likesTee", "operator": "equal", "value": true }] } }';
    expect(await wrong(when)).toContain("no such fact");
    expect(await wrong(when.replace("Tee", "Tea"))).toBeUndefined();
    const half = '{ "when": { "all": [{ "fact": "likesTea" }] } }';
    expect(await wrong(half)).toContain("Missing property");
  });

  it("is offered the words of the program that it extends, and its own", async () => {
    const text = `{ "$schema": ".schemas/rule-set.schema.json", "decides": "targetGroup", "rules": { "close-to-work": {
      "conditions": { "all": [{ "fact": "‸" }] } } } }`;
    const facts = labelsOf(await offered(open("routing.json", text)));
    expect(facts).toEqual(expect.arrayContaining(["likesTea", "arrivedAlone"]));
    expect(facts).not.toContain("mentorSkills");
    const texts = labelsOf(
      await offered(open("texts/en.json", `{ "$schema": "../.schemas/texts.schema.json", "‸" }`)),
    );
    expect(texts).toEqual(expect.arrayContaining(["facts.likesTea", "questions.arrivedAlone"]));
  });
});
