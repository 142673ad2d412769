import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { DoctorAnswer } from "#cli/answers.ts";
import { type Local, startLocal } from "#local/start.ts";
import { useEnvironment, useNoEnvironment, useParameters } from "./a-stage.ts";
import { scratch, waymark } from "./waymark.ts";

const data = mkdtempSync(join(tmpdir(), "waymark-stage-"));
let local: Local;
beforeAll(async () => {
  local = await startLocal({ rules: join(import.meta.dirname, "../../rules"), data, port: 0 });
});
afterAll(async () => {
  await local.close();
  rmSync(data, { recursive: true });
});
afterEach(() => void vi.unstubAllEnvs());

type Found = ReturnType<typeof DoctorAnswer.parse>;
const levels = ({ findings }: Found, level: string) =>
  findings.filter((finding) => finding.level === level).map(({ code }) => code);

/** What DNS says here is not ours to say. */
const isDns = (code: string) => code.includes("dmarc");

describe("the doctor", () => {
  it("finds a system on one machine well, but for what one machine does not have", async () => {
    useEnvironment(data);
    const { code, stdout } = await waymark("doctor", "--json");
    const found = DoctorAnswer.parse(JSON.parse(stdout));
    expect(found.stage).toBe("local");
    expect(levels(found, "problem").filter((name) => !isDns(name))).toEqual([]);
    expect(levels(found, "unreachable")).toEqual([]);
    expect(code).toBe(levels(found, "problem").length > 0 ? 1 : 0);
  });

  it("ends with 1 when something is wrong, and says each thing with what to do", async () => {
    useEnvironment(data);
    vi.stubEnv("WAYMARK_TABLE", "elsewhere");
    vi.stubEnv("WAYMARK_MAIL_FROM", "hello@elsewhere.org");
    const { code, stdout } = await waymark("doctor");
    expect(code).toBe(1);
    expect(stdout).toContain("There is no table elsewhere in this region.\n    Look at AWS_REGION");
    expect(stdout).toContain("Resend knows no domain elsewhere.org (it knows: example.org)");
    expect(stdout).toMatch(/\d problems\n$/);
  });

  it("ends with 3 when it does not know where to look, and names everything", async () => {
    useNoEnvironment();
    const { code, stdout } = await waymark("doctor");
    expect(code).toBe(3);
    for (const name of [
      "WAYMARK_TABLE",
      "WAYMARK_ERASURES",
      "WAYMARK_SECRETS",
      "WAYMARK_MACHINE",
      "AWS_REGION",
    ])
      expect(stdout).toContain(`${name} is not set.`);
  });

  it("ends with 4 when something gives no answer and nothing else is wrong", async () => {
    useEnvironment(data);
    vi.stubEnv("WAYMARK_MAIL_FROM", "onboarding@resend.dev");
    vi.stubEnv("AWS_ENDPOINT_URL_SFN", "http://127.0.0.1:9");
    const { code, stdout } = await waymark("doctor", "--json");
    expect(code).toBe(4);
    expect(levels(JSON.parse(stdout), "unreachable")).toEqual(["aws.no-answer"]);
  });

  it("looks at the stage that is named, and at no other", async () => {
    useEnvironment(data);
    await useParameters({});
    const outputs = join(scratch(), "outputs.json");
    expect(await waymark("doctor", "--stage", "production", "--outputs", outputs)).toMatchObject({
      ...{ code: 3, stdout: "", stderr: expect.stringContaining("a parameter /waymark/production/outputs") },
    });
  });
});
