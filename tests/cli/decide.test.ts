import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Decision } from "#core/rules/decision.ts";
import { aCopyOfTheRules, persona, scratch, spoiled, waymark, written } from "./waymark.ts";

describe("decide", () => {
  it.each([
    ["samira", "light"],
    ["fatima", "retraining"],
    ["tatiana", "intensive"],
  ])("routes %s to %s from the program's own example file, with a receipt", async (name, outcome) => {
    const example = `rules/cemewe/examples/${name}.json`;
    const { code, stdout } = await waymark("decide", "cemewe", "routing", "--facts", example, "--json");
    expect(code).toBe(0);
    const decision = Decision.parse(JSON.parse(stdout));
    expect(decision).toMatchObject({ pack: "cemewe", ruleSet: "routing", outcome });
    expect(decision.because.some(({ result }) => result === "passed")).toBe(true);
  });

  it("asks for a deciding fact that is missing, which is an answer and ends with 0", async () => {
    const { facts, id } = persona("samira");
    const { familyLeaveProlonged: _, ...known } = facts;
    const { code, stdout } = await waymark(
      "decide",
      "cemewe",
      "routing",
      "--facts",
      written({ id, facts: known }),
      "--json",
    );
    expect(code).toBe(0);
    expect(Decision.parse(JSON.parse(stdout))).toMatchObject({
      outcome: "needs-info",
      needs: ["familyLeaveProlonged"],
    });
  });

  it("answers a list with one decision each", async () => {
    const { stdout } = await waymark(
      "decide",
      "cemewe",
      "routing",
      "--facts",
      written([persona("samira"), persona("fatima")]),
      "--json",
    );
    const { decisions } = JSON.parse(stdout);
    expect(decisions.map((each: { id: string; outcome: string }) => [each.id, each.outcome])).toEqual([
      ["samira", "light"],
      ["fatima", "retraining"],
    ]);
  });

  it("reads well without --json", async () => {
    const { stdout } = await waymark("decide", "cemewe", "routing", "--facts", written(persona("fatima")));
    expect(stdout).toMatch(/^fatima {2}routing: retraining\n/);
    expect(stdout).toContain("Looked at");
    expect(stdout).not.toContain("\u001b[");
  });

  it("refuses a fact that the program does not know, with its place and the likely name", async () => {
    const file = written({ id: "samira", facts: { hasEducaton: true } });
    const { code, stdout, stderr } = await waymark("decide", "cemewe", "routing", "--facts", file, "--json");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`${file}:4:5`);
    expect(stderr).toContain('did you mean "hasEducation"?');
  });

  it("refuses a value of the wrong type", async () => {
    const { code, stderr } = await waymark(
      "decide",
      "cemewe",
      "routing",
      "--facts",
      written({ id: "samira", facts: { hasEducation: "yes" } }),
    );
    expect(code).toBe(2);
    expect(stderr).toContain('hasEducation: "yes" should be true or false');
  });

  it.each([
    ["a program", ["decide", "cemewee", "routing"], 'did you mean "cemewe"?'],
    ["a rule set", ["decide", "cemewe", "roting"], 'did you mean "routing"?'],
  ])("refuses %s that is not there", async (_, args, meant) => {
    const { code, stderr } = await waymark(...args, "--facts", written(persona("samira")));
    expect(code).toBe(2);
    expect(stderr).toContain(meant);
  });

  it("names a broken file of the program as check does", async () => {
    const rules = spoiled("cemewe/routing.json", (text) => text.replace('"decides"', '"decidez"'));
    const checked = await waymark("check", "cemewe", "--rules", rules);
    const facts = written(persona("samira"));
    const decided = await waymark("decide", "cemewe", "routing", "--rules", rules, "--facts", facts);
    const places = (text: string) => text.match(/\S+\.json:\d+:\d+/g);
    expect(places(checked.stdout)?.[0]).toMatch(/^cemewe\/routing\.json:\d+:\d+$/);
    expect(places(decided.stderr)).toEqual(places(checked.stdout));
  });

  it("names a broken file of the base of the program as check does", async () => {
    const rules = aCopyOfTheRules();
    writeFileSync(join(rules, "cemewe/routing.json"), "{");
    mkdirSync(join(rules, "town"));
    writeFileSync(join(rules, "town/program.json"), JSON.stringify({ extends: "cemewe" }));
    const checked = await waymark("check", "town", "--rules", rules);
    const facts = written(persona("samira"));
    const decided = await waymark("decide", "town", "routing", "--rules", rules, "--facts", facts);
    expect(checked.stdout).toContain("cemewe/routing.json:1:");
    expect(decided.stderr).toContain("cemewe/routing.json:1:");
    expect(`${checked.stdout}${decided.stderr}`).not.toContain("../cemewe");
  });

  it("refuses a folder with programs that is not there", async () => {
    const { code, stderr } = await waymark("check", "--rules", join(scratch(), "nowhere"));
    expect(code).toBe(2);
    expect(stderr).toContain("There is no folder");
  });

  it.each([
    ["is not there", () => join(scratch(), "none.json"), "cannot be read"],
    ["is not JSON", () => written("{ id: 1 }"), ":1:3"],
  ])("refuses a file that %s", async (_, file, expected) => {
    const { code, stderr } = await waymark("decide", "cemewe", "routing", "--facts", file());
    expect(code).toBe(2);
    expect(stderr).toContain(expected);
  });

  describe("about a pair", () => {
    const pair = (facts: Record<string, unknown>) => written({ id: "noor with mika", facts });
    const decided = (facts: Record<string, unknown>, ...more: string[]) =>
      waymark("decide", "cemewe", "matching.constraints", "--facts", pair(facts), "--json", ...more);

    it("takes what is known of both sides", async () => {
      const { code, stdout } = await decided({
        "mentor.languages": ["arabic"],
        "mentee.languages": ["ukrainian"],
      });
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        outcome: "no-shared-language",
        because: expect.arrayContaining([
          expect.objectContaining({ fact: "mentor.languages", saw: ["arabic"], result: "passed" }),
        ]),
      });
      const shown = await decided({ "mentor.languages": ["arabic"] }, "--as", "mentor");
      expect(JSON.parse(shown.stdout)).toMatchObject({ outcome: "needs-info", because: [], rules: [] });
      expect(shown.stdout).not.toContain("mentee.");
    });

    it.each([
      [{ languages: ["arabic"] }, '"languages" does not say of which of the two it is'],
      [{ "mentr.languages": ["arabic"] }, 'did you mean "mentor.languages"?'],
      [{ "mentor.languages": ["klingon"] }, "klingon"],
      [{ "mentor.tongues": ["arabic"] }, 'no fact "tongues"'],
    ])("says what is wrong in %o", async (facts, message) => {
      const { code, stderr } = await decided(facts);
      expect(code).toBe(2);
      expect(stderr).toContain(message);
    });
  });
});
