import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { locked } from "#synth/lock.ts";
import { ensurePlatform } from "#synth/platform.ts";
import { root } from "./synthesized.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "waymark-platform-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("SST's platform", () => {
  it("is installed once and then found ready, for the versions that the project names", async () => {
    await ensurePlatform(root);
    const said: string[] = [];
    const platform = await ensurePlatform(root, (line) => said.push(line));
    expect(said).toEqual([]);
    expect(platform.providers).toMatchObject([{ name: "aws", package: "@pulumi/aws" }]);
    const manifest = JSON.parse(
      readFileSync(join(platform.folder, "node_modules/@pulumi/aws/package.json"), "utf8"),
    );
    expect(manifest.version).toBe(platform.providers[0]?.version);
  }, 300_000);

  it("is not looked for where there is no sst.config.ts", async () => {
    await expect(ensurePlatform(folder)).rejects.toThrow(`There is no sst.config.ts in ${folder}.`);
  });

  it("asks for npm ci where SST is not installed", async () => {
    writeFileSync(join(folder, "sst.config.ts"), "export default {};");
    await expect(ensurePlatform(folder)).rejects.toThrow('run "npm ci" there');
  });

  it("says that sst install failed, with SST's own last words, and leaves nothing that looks installed", async () => {
    writeFileSync(
      join(folder, "sst.config.ts"),
      'export default $config({ app: () => ({ name: "x", home: "aws" }), async run() {} });',
    );
    fakeSst(folder, 'console.log("registry unreachable"); process.exit(1);');
    await expect(ensurePlatform(folder)).rejects.toThrow(
      /"sst install" ended with 1[\s\S]*registry unreachable/,
    );
    expect(existsSync(join(folder, ".sst/synth/installed"))).toBe(false);
  });
});

describe("a lock", () => {
  it("lets one at a time in", async () => {
    const file = join(folder, "lock");
    const steps: string[] = [];
    const work = (name: string) => async () => {
      steps.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      steps.push(`${name} out`);
    };
    await Promise.all([locked(file, work("a")), locked(file, work("b"))]);
    expect(steps).toEqual(["a in", "a out", "b in", "b out"]);
  });

  it("is taken over from a process that died", async () => {
    const file = join(folder, "lock");
    // No process has a number this high.
    writeFileSync(file, "99999999");
    await expect(locked(file, async () => "in")).resolves.toBe("in");
  });

  it("is free again after work that failed", async () => {
    const file = join(folder, "lock");
    await expect(locked(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(locked(file, async () => "in")).resolves.toBe("in");
  });
});

function fakeSst(where: string, program: string): void {
  const sst = join(where, "node_modules/sst");
  mkdirSync(join(sst, "bin"), { recursive: true });
  mkdirSync(join(sst, "dist"));
  const manifest = { name: "sst", version: "0.0.1", type: "module", main: "./dist/index.js" };
  writeFileSync(join(where, "package.json"), "{}");
  writeFileSync(join(sst, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(sst, "dist/index.js"), "");
  writeFileSync(join(sst, "bin/sst.mjs"), program);
}
