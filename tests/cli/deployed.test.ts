import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { environmentOf } from "#cli/deployed.ts";
import type { Stop } from "#cli/stop.ts";
import { useNoEnvironment, useParameters } from "./a-stage.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-outputs-"));
afterAll(() => rmSync(folder, { recursive: true }));

const left = {
  stage: "staging",
  region: "eu-north-1",
  table: "waymark-staging-table",
  erasures: "waymark-staging-erasures",
  machine: "arn:aws:states:eu-north-1:123456789012:stateMachine:waymark-staging-journey:live",
  pages: "https://waymark.example.org",
  console: "https://console.waymark.example.org/console",
  hooks: "https://hooks.waymark.example.org",
  secrets: "ssm:/waymark/staging/",
  mailFrom: "hello@example.org",
};
const outputs = join(folder, "outputs.json");
writeFileSync(outputs, JSON.stringify(left));

const other = { ...left, stage: "production", table: "waymark-production-table" };

afterEach(() => void vi.unstubAllEnvs());
beforeEach(() => {
  useNoEnvironment();
  // Nothing here asks the real one.
  vi.stubEnv("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:9");
});

/** What is found, and what is said beside it. */
async function saying(...given: Parameters<typeof environmentOf>) {
  let said = "";
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((chunk) => {
    said += String(chunk);
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  const found = await environmentOf(...given);
  spy.mockRestore();
  return { found, said };
}

describe("the environment of a command for a stage", () => {
  it("is what its deploy left behind, whatever else was set", async () => {
    const { found } = await saying(
      { stage: "staging", outputs },
      { WAYMARK_TABLE: "another", HOME: "/home" },
    );
    expect(found).toMatchObject({
      WAYMARK_TABLE: left.table,
      WAYMARK_CONSOLE_ORIGIN: "https://console.waymark.example.org",
      WAYMARK_HOOKS_ORIGIN: left.hooks,
      WAYMARK_MAIL_FROM: left.mailFrom,
      HOME: "/home",
    });
  });

  it("is that of the last deploy from here when nothing names one, and says whose that is", async () => {
    const { found, said } = await saying({ outputs }, {});
    expect(found).toMatchObject({ WAYMARK_STAGE: "staging", WAYMARK_TABLE: left.table });
    expect(said).toContain("The stage staging in eu-north-1");
    const own = await saying({ outputs }, { WAYMARK_TABLE: "own" });
    expect(own).toEqual({ found: { WAYMARK_TABLE: "own" }, said: "" });
    expect(await saying({ outputs: join(folder, "none") }, {})).toEqual({ found: {}, said: "" });
  });

  it("may name a restored table, with everything else as it was, and says so", async () => {
    const table = "waymark-staging-table-restored";
    const { found, said } = await saying({ stage: "staging", outputs, table }, {});
    expect(found).toMatchObject({ WAYMARK_TABLE: table, WAYMARK_ERASURES: left.erasures });
    expect(said).toContain(`The table ${table}, with all else of the stage staging.`);
    const own = await saying({ table }, { WAYMARK_TABLE: "own", AWS_REGION: "eu-north-1" });
    expect(own.found).toEqual({ WAYMARK_TABLE: table, AWS_REGION: "eu-north-1" });
  });

  it.each([
    ["of another stage", outputs],
    ["missing", join(folder, "none")],
  ])("is read from the account when the file is %s", async (_, file) => {
    await useParameters({ "/waymark/production/outputs": JSON.stringify(other) });
    const { found } = await saying({ stage: "production", outputs: file }, { AWS_REGION: "eu-north-1" });
    expect(found).toMatchObject({ WAYMARK_STAGE: "production", WAYMARK_TABLE: other.table });
  });

  it("says where it looked in vain, and never to deploy", async () => {
    await useParameters({ "/waymark/half/outputs": '{"stage":"half"}' });
    const said = (stage: string, file: string, region?: string) =>
      environmentOf({ stage, outputs: file }, { AWS_REGION: region }).then(
        () => "found",
        ({ exitCode, message }: Stop) => `${exitCode} ${message}`,
      );
    const none = await said("production", outputs, "eu-north-1");
    expect(none).toMatch(
      /^3 .* is of the stage "staging"\. Nor is there .* \/waymark\/production\/outputs in eu-north-1/,
    );
    expect(none).toContain("npx sst refresh --stage production");
    expect(await said("half", join(folder, "none"), "eu-north-1")).toMatch(
      /^3 .*not what a deploy leaves \(region, table/,
    );
    expect(await said("half", join(folder, "none"))).toMatch(/^3 There is no .* Set AWS_REGION/);
    expect(none).not.toMatch(/sst deploy/);
    vi.stubEnv("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:9");
    expect(await said("half", outputs, "eu-north-1")).toMatch(/^4 .*run it again in a minute/);
  });
});
