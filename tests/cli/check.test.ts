import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Checked } from "#cli/checking.ts";
import { persona, spoiled, waymark, written } from "./waymark.ts";

describe("check", () => {
  it("finds nothing wrong with the programs we ship, and tried their examples", async () => {
    const { code, stdout } = await waymark("check", "--json");
    const { problems, packs } = Checked.parse(JSON.parse(stdout));
    expect([code, problems]).toEqual([0, []]);
    expect(packs.find(({ id }) => id === "cemewe")?.examples).toBeGreaterThan(2);
  });

  it("is not fine with a folder that has no program in it: whoever relies on it looks at the wrong place", async () => {
    const rules = mkdtempSync(join(tmpdir(), "waymark-empty-"));
    const { code, stderr } = await waymark("check", "--rules", rules);
    expect(code).toBe(2);
    expect(stderr).toContain("--rules");
    rmSync(rules, { recursive: true });
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

  it("notes that editors do not know a new word yet, only where they are helped, and until it is written", async () => {
    const rules = spoiled("cemewe/texts/en.json", (text) =>
      text.replace('"Came alone"', '"Came by herself"'),
    );
    const notes = async () => {
      const { code, stdout } = await waymark("check", "cemewe", "--rules", rules, "--json");
      expect(code).toBe(0);
      return Checked.parse(JSON.parse(stdout)).notes.filter((note) => note.code === "editor.behind");
    };
    expect(await notes()).toMatchObject([{ fix: 'Run "npx waymark schemas".', level: "note" }]);
    await waymark("schemas", "--rules", rules);
    expect(await notes()).toEqual([]);
    writeFileSync(join(rules, "cemewe/.schemas/words.schema.json"), "{}");
    expect(await notes()).toHaveLength(1);
    rmSync(join(rules, "cemewe/.schemas"), { recursive: true });
    expect(await notes()).toEqual([]);
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

  it("shows what is written in a file and what a file is called, and lets neither speak to the terminal", async () => {
    const rules = spoiled("cemewe/routing.json", (text) => text.replace("{", '{ "\u001b[2J": 1,'));
    writeFileSync(join(rules, "cemewe", "a\nb\u001b[31m.json"), "{}");
    const { code, stdout } = await waymark("check", "cemewe", "--rules", rules);
    expect(code).toBe(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(stdout).toContain("cemewe/a\\nb\\u001b[31m.json:1:1");
  });

  it("an example that cannot be run is a problem like any other", async () => {
    const rules = spoiled("cemewe/examples/fatima.json", (text) =>
      text.replace(/"rehearsal": \{\s*"from": "[^"]*"/, '"rehearsal": { "from": "0000-01-01"'),
    );
    const { code, stdout } = await waymark("check", "cemewe", "--rules", rules, "--json");
    expect(code).toBe(1);
    expect(Checked.parse(JSON.parse(stdout)).problems).toMatchObject([
      { file: "cemewe/examples/fatima.json", rule: "fatima", code: "example.failed" },
    ]);
  });

  it("ends quietly when nobody reads on", () => {
    const { status, stderr } = spawnSync(
      "sh",
      ["-c", `"${process.execPath}" cli/waymark.js check --json | true`],
      { encoding: "utf8" },
    );
    expect([status, stderr]).toEqual([0, ""]);
  });
});
