import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { Report } from "#synth/synth.ts";
import { root } from "./synthesized.ts";

const synth = (...words: string[]) =>
  spawnSync(process.execPath, ["synth/run.js", ...words], { cwd: root, encoding: "utf8", timeout: 300_000 });

describe("npm run synth", () => {
  it("prints one object with the resources, the policies and the state machine, and notes elsewhere", () => {
    const { status, stdout, stderr } = synth("--json", "--stage", "ci");
    expect(stderr).toContain("fake values here: EmailHash");
    expect(status).toBe(0);
    const report = Report.parse(JSON.parse(stdout));
    expect(report.resources.map(({ type }) => type)).toContain("aws:lambda/function:Function");
    expect(report.policies.find(({ functions }) => functions.includes("HookFunction"))).toBeDefined();
    expect(Object.keys(report.stateMachine?.States ?? {})).toContain("Advance");
  }, 300_000);

  it("shows examples first when asked for help", () => {
    const { status, stdout } = synth("--help");
    expect(status).toBe(0);
    expect(stdout).toContain("npm run synth -- --json");
  });

  it.each([
    [["--jsno"], "--jsno"],
    [["--stage", "My Stage"], 'not "My Stage"'],
  ])("calls %j wrong usage", (words, reason) => {
    const { status, stderr, stdout } = synth(...words);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
    expect(stdout).toBe("");
  });
});
