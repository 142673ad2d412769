import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Evaluation, evaluate } from "#synth/evaluate.ts";
import { ensurePlatform, type Platform } from "#synth/platform.ts";
import type { Synth } from "#synth/synth.ts";
import { root } from "./synthesized.ts";

let platform: Platform;
beforeAll(async () => {
  platform = await ensurePlatform(root);
}, 300_000);

const patience = 120_000;
const fixtures = join(import.meta.dirname, "fixtures");

const evaluateFixture = (name: string, more: Partial<Evaluation> = {}): Promise<Synth> =>
  evaluate({ root: join(fixtures, name), stage: "test", platform, ...more });

const inputsOf = ({ resources }: Synth, name: string) =>
  resources.find((resource) => resource.name === name)?.inputs;

describe("an evaluation of what can be deployed", () => {
  let synth: Synth;
  let bundles: Map<string, string>;
  beforeAll(async () => {
    const use = (made: Synth) => {
      bundles = new Map(made.bundles.map(({ function: name, file }) => [name, readFileSync(file, "utf8")]));
    };
    synth = await evaluateFixture("whole", { secrets: { Key: "planted" }, use });
  }, patience);

  it("gives every resource with its outputs resolved and its secrets unwrapped", () => {
    expect(inputsOf(synth, "KeyParameter")).toMatchObject({ type: "SecureString", value: "planted" });
    expect(inputsOf(synth, "DoorFunction")).toMatchObject({
      architectures: ["arm64"],
      handler: "bundle.handler",
      role: expect.stringMatching(/^arn:aws:iam::\d+:role\/fixture-test-DoorRole/),
    });
  });

  it("gives the statements of each role, with conditions, and the functions that run as it", () => {
    expect(synth.policies.map(({ role, functions }) => [role, functions])).toEqual([
      ["DoorRole", ["DoorFunction"]],
      ["MachineRole", []],
      ["PlainRole", ["PlainFunction"]],
    ]);
    expect(synth.policies[0]?.statements).toEqual([
      {
        effect: "Allow",
        actions: ["dynamodb:GetItem"],
        resources: [
          expect.stringMatching(/^arn:aws:dynamodb:eu-north-1:\d+:table\/fixture-test-ThingsTable/),
        ],
        conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["A#*"] } },
      },
    ]);
    expect(synth.policies[1]).toMatchObject({
      principals: ["states.amazonaws.com"],
      statements: [{ actions: ["lambda:InvokeFunction"] }],
    });
    expect(synth.policies[2]?.statements).toEqual([]);
  });

  it("gives the state machine with the ARN of the function in it", () => {
    expect(synth.stateMachine).toMatchObject({
      States: { Door: { Resource: expect.stringContaining(":function:fixture-test-DoorFunction") } },
    });
  });

  it("builds each function as it asked, and says whose code is in it", () => {
    expect(bundles.get("DoorFunction")).toContain("found in the bundle");
    expect(bundles.get("PlainFunction")).toContain("// words.ts");
    expect(bundles.get("DoorFunction")).not.toContain("// words.ts");
    const [door] = synth.bundles;
    expect(door?.bytes).toBe(bundles.get("DoorFunction")?.length);
    expect(door?.sources.map(({ path }) => path).sort()).toEqual(["door.ts", "words.ts"]);
  });

  it("leaves nothing behind", () => {
    expect(synth.bundles.map(({ file }) => existsSync(file))).toEqual([false, false]);
  });

  it(
    "gives the same again, also for another stage beside it, but for the name of the stage",
    async () => {
      const again = await Promise.all(
        ["test", "live"].map((stage) => evaluateFixture("whole", { stage, secrets: { Key: "planted" } })),
      );
      const [same, other] = again.map(({ resources }) => JSON.stringify(resources));
      expect(same).toBe(JSON.stringify(synth.resources));
      expect(other).toContain("fixture-live-DoorFunction");
      expect(other).not.toContain("fixture-test-");
    },
    patience,
  );
});

describe("an evaluation of what cannot be deployed", () => {
  it.concurrent.each([
    ["missing-handler", "Door: handler not found: nowhere.handler"],
    ["broken-handler", 'Could not resolve "./not-there.js"'],
    ["missing-secret", "Set a value for Key"],
    ["throws-in-run", "the domain of this stage is not set"],
    ["throws-in-apply", "no address for arn:aws:sns:eu-north-1:123456789012:Alarms"],
    ["throws-late", "later than run()"],
    ["stays-awake", "with a timer running"],
    ["never-ends", "run() never ends"],
    ["waits-forever", "run() never ends"],
    ["imports-at-the-top", 'imports "./name.ts" at its top'],
    ["unknown-lookup", "getAvailabilityZones: add it to lookUp in synth/mocks.ts"],
  ])(
    "fails with the reason: %s",
    async (name, reason) => {
      await expect(evaluateFixture(name)).rejects.toThrow(reason);
    },
    patience,
  );

  it(
    "has ended its process when it gives the reason, also one that a timer keeps awake",
    async () => {
      const reason = await evaluateFixture("stays-awake").catch(({ message }: Error) => message);
      const pid = Number(/running in (\d+)/.exec(String(reason))?.[1]);
      expect(pid).toBeGreaterThan(0);
      expect(() => process.kill(pid, 0)).toThrow("ESRCH");
    },
    patience,
  );

  it(
    "says in which file and line it was thrown",
    async () => {
      await expect(evaluateFixture("throws-in-apply")).rejects.toThrow("throws-in-apply/sst.config.ts:10:");
    },
    patience,
  );

  it("is stopped when it spins", async () => {
    await expect(evaluateFixture("spins", { longest: 4_000 })).rejects.toThrow("did not end in 4 seconds");
  });

  it(
    "gets a fake secret when it is asked to, and says so",
    async () => {
      await expect(evaluateFixture("missing-secret", { missingSecrets: "fake" })).resolves.toMatchObject({
        faked: ["Key"],
      });
    },
    patience,
  );
});
