import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { githubLines } from "#cli/github.ts";
import { aCopyOfTheRules, scratch, spoiled, waymark } from "./waymark.ts";

/** As GitHub's runner reads a workflow command: properties up to "::", then the message. */
function read(line: string) {
  const [, command, properties, message] = /^::(\w+) ([^:]*)::(.*)$/.exec(line)!;
  const plain = (text: string) =>
    ["%3A:", "%2C,", "%0D\r", "%0A\n", "%25%"].reduce(
      (all, code) => all.replaceAll(code.slice(0, 3), code.slice(3)),
      text,
    );
  const pairs = properties!.split(",").map((pair) => pair.split("="));
  return {
    command,
    ...Object.fromEntries(pairs.map(([name, value]) => [name!, plain(value!)])),
    message: plain(message!),
  };
}

/** A repository whose programs are in a folder of it. */
function aRepository(rules: string): string {
  const root = scratch();
  mkdirSync(join(root, ".git"));
  cpSync(rules, join(root, "programs/rules"), { recursive: true });
  return join(root, "programs/rules");
}

describe("check --format github", () => {
  it("writes one command for each problem, its file named from the repository's root, and ends with 1", async () => {
    const rules = aRepository(
      spoiled("cemewe/routing.json", (text) => text.replace('"hasEducation"', '"hasEducaton"')),
    );
    const { code, stdout } = await waymark("check", "cemewe", "--rules", rules, "--format", "github");
    const [first] = stdout.split("\n").filter((line) => line.startsWith("::error "));
    expect(code).toBe(1);
    expect(read(first!)).toEqual({
      command: "error",
      file: "programs/rules/cemewe/routing.json",
      line: "12",
      col: "21",
      title: "waymark fact.unknown",
      message:
        '"hasEducaton" is not a fact of this program; did you mean "hasEducation"?\nWrite "hasEducation".',
    });
    expect(stdout.trimEnd()).toMatch(/1 problem$/);
  });

  it("writes what is only worth knowing as a notice, and ends with 0", async () => {
    const { code, stdout } = await waymark("check", "cemewe", "--format", "github");
    const commands = stdout.split("\n").filter((line) => line.startsWith("::"));
    expect(code).toBe(0);
    expect(commands.length).toBeGreaterThan(0);
    expect(new Set(commands.map((line) => read(line).command))).toEqual(new Set(["notice"]));
    expect(stdout).toContain("0 problems");
  });

  it("escapes what would end a line, a message or a property, so that no name in a file can write commands", () => {
    const nasty = "50% of a:b,c\r\n::error::forged";
    const problem = { file: "a:b,c%\n.json", line: 3, column: 4, code: "x", message: nasty, fix: nasty };
    const root = aRepository(aCopyOfTheRules());
    const [line] = githubLines([{ ...problem, level: "warning", example: nasty }], root);
    expect(line).toBe(
      "::warning file=programs/rules/a%3Ab%2Cc%25%0A.json,line=3,col=4,title=waymark x::" +
        "50%25 of a:b,c%0D%0A::error::forged%0A50%25 of a:b,c%0D%0A::error::forged" +
        "%0AFor example: 50%25 of a:b,c%0D%0A::error::forged",
    );
    expect(line).not.toMatch(/[\r\n]/);
  });

  it("names files from where it was started when nothing around them is a repository", () => {
    const problem = { file: "a.json", line: 1, column: 1, code: "x", message: "m", fix: "f" };
    const [line] = githubLines([problem], join(process.cwd(), "rules"));
    expect(line).toContain("file=rules/a.json,");
  });
});

describe("wrong usage of check", () => {
  it.each([
    [["--format", "xml"], "Allowed choices are text, github"],
    [["--format", "github", "--json"], "cannot be used with"],
    [["--watch", "--json"], "cannot be used with"],
    [["--watch", "--format", "github"], "cannot be used with"],
    [["--watch", "nowhere"], 'no program "nowhere"'],
  ])("ends with 2 and says why: %s", async (args, why) => {
    const { code, stdout, stderr } = await waymark("check", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(why);
  });
});
