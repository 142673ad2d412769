import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Door } from "#functions/grants.ts";
import { bundleAlone, bundleDoor, doors } from "#synth/door-bundle.ts";
import type { Bundle } from "#synth/synth.ts";
import { carried, common } from "./carried.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const importer = fileURLToPath(new URL("import-bundle.js", import.meta.url));
const out = realpathSync(mkdtempSync(join(tmpdir(), "waymark-bundles-")));
const built = new Map<Door, Bundle>();

beforeAll(async () => {
  await Promise.all(doors.map(async (door) => built.set(door, await bundleDoor(door, root, out))));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe.each(doors)("the bundle of %s", (door) => {
  it("carries the packages that it was given and no others", () => {
    expect(packagesOf(built.get(door)!)).toEqual([...new Set([...common, ...carried[door].packages])].sort());
  });

  it("is within its size, and every size within 1,100 KB", () => {
    expect(carried[door].kilobytes).toBeLessThanOrEqual(1100);
    const { bytes } = built.get(door)!;
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes / 1000).toBeLessThanOrEqual(carried[door].kilobytes);
  });

  it("imports with no environment and no file but its own, and leaves nothing open", async () => {
    const { handler, read, open } = await imported(built.get(door)!.file);
    expect(handler).toBe("function");
    expect(read.filter((name) => !readByOthers.includes(name))).toEqual([]);
    expect(open).toEqual([]);
  });
});

describe("the looking itself", () => {
  const fixture = (name: string) =>
    bundleAlone(name, `tests/infra/fixtures/bundles/${name}.handler`, root, out);

  it("sees who reads the environment", async () => {
    expect((await imported((await fixture("reads-environment")).file)).read).toContain("WAYMARK_TABLE");
  });

  it("sees who leaves something open", async () => {
    expect((await imported((await fixture("stays-open")).file)).open).not.toEqual([]);
  });

  it("lets nobody read a file", async () => {
    const { file } = await fixture("reads-file");
    await expect(imported(file)).rejects.toThrow("ERR_ACCESS_DENIED");
  });
});

/** Node's own loader, AWS's storage of the invocation and json-rules-engine's debugging look at these. */
const readByOthers = [
  "WATCH_REPORT_DEPENDENCIES",
  "NODE_V8_COVERAGE",
  "AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA",
  "AWS_LAMBDA_BENCHMARK_MODE",
  "DEBUG",
];

/** By the innermost folder of packages, so that a second copy inside another one counts under its own name. */
function packagesOf({ sources }: Bundle): string[] {
  const names = sources.flatMap(({ path }) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

interface Imported {
  handler: string;
  read: string[];
  open: string[];
}

/** In a new process that may read nothing but the bundle and has no variables at all. */
async function imported(file: string): Promise<Imported> {
  const readable = [importer, dirname(file)].map((path) => `--allow-fs-read=${path}`);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--permission", ...readable, importer, file],
    {
      env: {},
      timeout: 30_000,
    },
  );
  return JSON.parse(stdout) as Imported;
}
