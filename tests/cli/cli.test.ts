import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Checked } from "#cli/checking.ts";
import { Round } from "#core/matching/round.ts";
import { Rehearsal } from "#core/rehearsal/rehearsal.ts";
import { Decision } from "#core/rules/decision.ts";
import { aCopyOfTheRules, persona, scratch, spawnWaymark, waymark, written } from "./waymark.ts";

describe("help", () => {
  it("comes first, with examples first, when nothing is asked", async () => {
    const { code, stdout, stderr } = await waymark();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout.startsWith("Examples:\n  $ waymark start")).toBe(true);
    expect(stdout).toContain("Exit codes: 0 fine");
  });

  it.each(["start", "check", "decide", "match", "rehearse", "schemas"])(
    "of %s shows examples before options",
    async (command) => {
      const { code, stdout } = await waymark(command, "--help");
      expect(code).toBe(0);
      expect(stdout.indexOf(`$ waymark ${command}`)).toBeLessThan(stdout.indexOf("Options:"));
      expect(stdout.startsWith("Examples:")).toBe(true);
    },
  );

  it("says what was probably meant, and ends with 2", async () => {
    const { code, stdout, stderr } = await waymark("chekc");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Did you mean check?");
  });

  it("names what is missing, and ends with 2", async () => {
    expect(await waymark("decide", "cemewe", "routing")).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("--facts"),
    });
  });
});

describe("decide", () => {
  it.each([
    ["samira", "light"],
    ["fatima", "retraining"],
    ["tatiana", "intensive"],
  ])("routes %s to %s, with a receipt", async (name, outcome) => {
    const { code, stdout } = await waymark(
      "decide",
      "cemewe",
      "routing",
      "--facts",
      written(persona(name)),
      "--json",
    );
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
});

describe("the real command", () => {
  it("runs from any folder, prints one object and nothing else, and ends with the code", () => {
    const asked = spawnWaymark(
      "decide",
      "cemewe",
      "routing",
      "--facts",
      written(persona("samira")),
      "--json",
    );
    expect([asked.code, asked.stderr]).toEqual([0, ""]);
    expect(Decision.parse(JSON.parse(asked.stdout)).outcome).toBe("light");
    expect(spawnWaymark("check", "nowhere")).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("check", () => {
  it("finds nothing wrong with the programs we ship, and tried their examples", async () => {
    const { code, stdout } = await waymark("check", "--json");
    const { problems, packs } = Checked.parse(JSON.parse(stdout));
    expect([code, problems]).toEqual([0, []]);
    expect(packs.find(({ id }) => id === "cemewe")?.examples).toBeGreaterThan(2);
  });

  it("names file, line and column of a mistake, and ends with 1", async () => {
    const rules = spoiled("cemewe/routing.json", (text) => text.replace('"hasEducation"', '"hasEducaton"'));
    const { code, stdout } = await waymark("check", "cemewe", "--rules", rules, "--json");
    const { problems } = Checked.parse(JSON.parse(stdout));
    expect(code).toBe(1);
    expect(problems[0]).toMatchObject({
      file: "cemewe/routing.json",
      message: expect.stringContaining("hasEducaton"),
    });
    expect(problems[0]!.line).toBeGreaterThan(1);
  });

  it("finds an example that does not come out as it says, at its line", async () => {
    const rules = spoiled("cemewe/examples/samira.json", (text) =>
      text.replace('"outcome": "light"', '"outcome": "intensive"'),
    );
    const { code, stdout } = await waymark("check", "cemewe", "--rules", rules);
    const line =
      readFileSync(join(rules, "cemewe/examples/samira.json"), "utf8")
        .split("\n")
        .findIndex((each) => each.includes('"intensive"')) + 1;
    expect(code).toBe(1);
    expect(stdout).toContain(`cemewe/examples/samira.json:${line}:`);
    expect(stdout).toContain('routing gives "light" for samira, not "intensive"');
    expect(stdout).toContain("1 problem");
  });

  it("lets no command use a program with an error", async () => {
    const rules = spoiled("cemewe/routing.json", (text) => text.slice(0, -3));
    const { code, stdout, stderr } = await waymark(
      "decide",
      "cemewe",
      "routing",
      "--facts",
      written(persona("samira")),
      "--rules",
      rules,
    );
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("routing.json:");
  });
});

describe("match", () => {
  const mentor = (id: string, languages: string[]) => ({
    id,
    facts: {
      languages,
      complianceCleared: true,
      safetyCleared: true,
      trainingOutcome: "suitable",
      experienced: true,
    },
  });
  const mentee = (id: string, languages: string[]) => ({ id, facts: { languages, support: "ordinary" } });

  it("pairs who share a language, and says why somebody is left", async () => {
    const mentees = written([mentee("noor", ["arabic"]), mentee("olena", ["ukrainian"])]);
    const mentors = written([mentor("mika", ["finnish", "arabic"])]);
    const { code, stdout } = await waymark(
      "match",
      "cemewe",
      "--mentees",
      mentees,
      "--mentors",
      mentors,
      "--json",
    );
    const round = Round.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(round.pairs.map((pair) => [pair.mentor, pair.mentees])).toEqual([["mika", ["noor"]]]);
    expect(round.unmatched.map(({ id }) => id)).toEqual(["olena"]);
  });

  it("refuses the same person twice", async () => {
    const twice = written([mentee("noor", ["arabic"]), mentee("noor", ["arabic"])]);
    const { code, stderr } = await waymark(
      "match",
      "cemewe",
      "--mentees",
      twice,
      "--mentors",
      written([mentor("mika", ["arabic"])]),
    );
    expect(code).toBe(2);
    expect(stderr).toContain('"noor" is in the list twice');
  });
});

describe("rehearse", () => {
  const args = ["rehearse", "cemewe", "--from", "2026-03-02", "--until", "P12M"];

  it("lists everything that will happen to a person, with dates, the same each time", async () => {
    const file = written(persona("samira"));
    const first = await waymark(...args, "--person", file, "--json");
    const second = await waymark(...args, "--person", file, "--json");
    const { timeline, end } = Rehearsal.parse(JSON.parse(first.stdout));
    expect(first.stdout).toBe(second.stdout);
    expect(timeline.find(({ kind }) => kind === "decision")).toMatchObject({
      id: "routing.light",
      to: "samira",
    });
    expect(new Set(timeline.map(({ kind }) => kind))).toEqual(
      new Set(["state", "email", "task", "decision", "event"]),
    );
    expect(end.as).toBe("completed");
  });

  it("reads well without --json", async () => {
    const { code, stdout } = await waymark(...args, "--person", written(persona("samira")));
    expect(code).toBe(0);
    expect(stdout).toMatch(/2 Mar 2026, 09:00 +email +mentee\.received/);
    expect(stdout).toMatch(/samira on .*: completed/);
  });

  it.each([
    ["a length of time", ["--until", "a year"], "P12M"],
    ["a day", ["--from", "tomorrow"], "2026-03-01"],
  ])("refuses what is not %s", async (_, options, hint) => {
    const { code, stderr } = await waymark(
      "rehearse",
      "cemewe",
      "--person",
      written(persona("samira")),
      ...options,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(hint);
  });

  it("takes one person at a time", async () => {
    const { code, stderr } = await waymark(
      ...args,
      "--person",
      written([persona("samira"), persona("fatima")]),
    );
    expect(code).toBe(2);
    expect(stderr).toContain("one at a time");
  });
});

describe("schemas", () => {
  it("are up to date in the folder with the programs", async () => {
    expect(await waymark("schemas", "--check")).toMatchObject({
      code: 0,
      stdout: "Nothing to write: the schemas are up to date.\n",
    });
  });

  it("are written where they are missing, and then there is nothing to do", async () => {
    const rules = scratch();
    expect(JSON.parse((await waymark("schemas", "--rules", rules, "--json")).stdout)).toMatchObject({
      written: true,
    });
    expect(await waymark("schemas", "--rules", rules, "--check")).toMatchObject({ code: 0 });
  });
});

/** A copy of the programs with one file changed. */
function spoiled(file: string, change: (text: string) => string): string {
  const rules = aCopyOfTheRules();
  const path = join(rules, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing was spoiled in ${file}`);
  writeFileSync(path, after);
  return rules;
}
