import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { environmentOf } from "../../cli/deployed.ts";

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

describe("the environment of a command for a stage", () => {
  it("is what its deploy left behind, whatever else was set", () => {
    const found = environmentOf({ stage: "staging", outputs }, { WAYMARK_TABLE: "another", HOME: "/home" });
    expect(found).toMatchObject({
      WAYMARK_TABLE: left.table,
      WAYMARK_CONSOLE_ORIGIN: "https://console.waymark.example.org",
      WAYMARK_HOOKS_ORIGIN: left.hooks,
      WAYMARK_MAIL_FROM: left.mailFrom,
      HOME: "/home",
    });
  });

  it("may name a restored table, with everything else as it was", () => {
    const table = "waymark-staging-table-restored";
    const found = environmentOf({ stage: "staging", outputs, table }, {});
    expect(found).toMatchObject({ WAYMARK_TABLE: table, WAYMARK_ERASURES: left.erasures });
    expect(environmentOf({ table }, { WAYMARK_TABLE: "own", AWS_REGION: "eu-north-1" })).toEqual({
      WAYMARK_TABLE: table,
      AWS_REGION: "eu-north-1",
    });
  });

  it("is refused when the last deploy was of another stage, or left nothing that can be read", () => {
    expect(() => environmentOf({ stage: "production", outputs }, {})).toThrow(/of the stage "staging"/);
    expect(() => environmentOf({ stage: "staging", outputs: join(folder, "none") }, {})).toThrow(
      /There is no/,
    );
    writeFileSync(join(folder, "half.json"), '{"stage":"staging"}');
    expect(() => environmentOf({ stage: "staging", outputs: join(folder, "half.json") }, {})).toThrow(
      /table/,
    );
  });
});
