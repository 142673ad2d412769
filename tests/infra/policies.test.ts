import { beforeAll, describe, expect, it } from "vitest";
import { grants } from "#functions/grants.ts";
import type { Policy, Statement, Synth } from "#synth/synth.ts";
import { statementsOf } from "../../stacks/policy.ts";
import { synthesized } from "./synthesized.ts";

let synth: Synth;
beforeAll(async () => {
  synth = await synthesized("production");
}, 240_000);

describe("what each role may do", () => {
  it("is written down in policies.txt, action by action; after a change on purpose: npx vitest run tests/infra/policies.test.ts -u", async () => {
    const roles = synth.policies.map((policy) =>
      [heading(policy), ...policy.statements.map(line)].join("\n"),
    );
    await expect(`${roles.join("\n\n")}\n`).toMatchFileSnapshot("policies.txt");
  });

  it("is asked for by the one service that works with it, and by nobody else", () => {
    for (const { role, principals, functions } of synth.policies) {
      const service =
        functions.length > 0 ? "lambda" : role.endsWith("ScheduleRole") ? "scheduler" : "states";
      expect(principals, role).toEqual([`${service}.amazonaws.com`]);
    }
  });

  it("is given to one function each, and none has a policy of AWS's own", () => {
    const functions = synth.policies.flatMap((policy) => policy.functions);
    expect(functions).toHaveLength(Object.keys(grants).length);
    expect(new Set(functions).size).toBe(functions.length);
    expect(synth.policies.flatMap(({ managed }) => managed)).toEqual([]);
    expect(synth.policies.filter((policy) => policy.functions.length > 1)).toEqual([]);
  });

  it("names every resource, but for these", () => {
    const wild = synth.policies.flatMap(({ role, statements }) =>
      statements
        .flatMap(({ actions, resources }) =>
          resources
            .filter((resource) => resource.includes("*"))
            .flatMap((resource) => actions.map((action) => `${action} on ${short(resource)}`)),
        )
        .map((text) => ({ role, text })),
    );
    const unnamed = wild.filter(({ text }) => !reasons.some(([pattern]) => pattern.test(text)));
    expect(unnamed).toEqual([]);
    for (const [pattern, reason] of reasons)
      expect(
        wild.some(({ text }) => pattern.test(text)),
        `${reason} (no role needs it any more)`,
      ).toBe(true);
  });

  it("has no star in an action", () => {
    const actions = synth.policies.flatMap(({ statements }) =>
      statements.flatMap((statement) => statement.actions),
    );
    expect(actions.length).toBeGreaterThan(50);
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
  });

  it("reads and writes the table by keys that it names, without exception", () => {
    const onTable = synth.policies.flatMap(({ statements }) =>
      statements.filter(({ resources }) =>
        resources.some((resource) => /:table\/waymark-production-table($|\/index)/.test(resource)),
      ),
    );
    expect(onTable.length).toBeGreaterThan(12);
    for (const { conditions } of onTable) {
      expect(conditions?.["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"]?.length).toBeGreaterThan(0);
      expect(conditions?.Null).toEqual({ "dynamodb:LeadingKeys": ["false"] });
    }
  });
});

/** Where a star stands in a resource, and why. */
const reasons: [RegExp, string][] = [
  [/^states:SendTaskSuccess on \*$/, "AWS knows no resource for it: whoever holds a token may use it"],
  [
    /^logs:\w*(LogDeliver|ResourcePolic|LogGroups)\w* on \*$/,
    "AWS knows no resource for the delivery of logs",
  ],
  [
    /^logs:(CreateLogStream|PutLogEvents) on log-group:\/waymark\/production\/\w+:\*$/,
    "the streams of one log",
  ],
  [
    /^states:DescribeExecution on execution:waymark-production-journey:\*$/,
    "the executions of one state machine",
  ],
];

describe("a grant", () => {
  const places = {
    region: "r",
    table: "table",
    dueIndex: "due",
    listIndex: "list",
    erasures: "erasures",
    machine: "machine",
    machineAlias: "live",
    executions: "executions",
    key: "key",
    secrets: { linkKey: "s1", sessionKey: "s2", emailHash: "s3", resendKey: "s4", webhooks: "s5" },
  };
  const actionsOf = (grant: Parameters<typeof statementsOf>[0]) =>
    statementsOf(grant, places).map(({ actions, resources }) => [actions.join(" "), resources.join(" ")]);

  it("of nothing opens nothing", () => {
    expect(statementsOf({ table: {} }, places)).toEqual([]);
  });

  it("opens the table, an index and the ledger each by its own name", () => {
    expect(
      actionsOf({ table: { get: ["A#*"], put: ["A#*"], due: ["d#*"] }, erasures: ["get", "put"] }),
    ).toEqual([
      ["dynamodb:GetItem dynamodb:PutItem", "table"],
      ["dynamodb:Query", "due"],
      ["dynamodb:GetItem dynamodb:PutItem", "erasures"],
      ["kms:Decrypt", "key"],
    ]);
  });

  it("starts journeys from the live alias only", () => {
    const [start] = statementsOf({ table: {}, machine: ["start"] }, places);
    expect(start).toMatchObject({
      actions: ["states:StartExecution"],
      resources: ["machine"],
      conditions: [{ variable: "states:StateMachineQualifier", values: ["live"] }],
    });
  });

  it("of one secret opens that one, and the key for that one alone", () => {
    const [read, decrypt] = statementsOf({ table: {}, secrets: ["linkKey"] }, places);
    expect(read).toEqual({ actions: ["ssm:GetParameters"], resources: ["s1"] });
    expect(decrypt?.conditions).toContainEqual({
      test: "StringEquals",
      variable: "kms:EncryptionContext:PARAMETER_ARN",
      values: ["s1"],
    });
  });
});

const heading = ({ role, principals, functions }: Policy): string =>
  `${role}, ${functions.length > 0 ? `of ${functions.join(", ")}` : `for ${principals.join(", ")}`}`;

const line = ({ effect, actions, resources, conditions = {} }: Statement): string =>
  [
    `  ${effect} ${actions.join(", ")}`,
    ...resources.map((resource) => `    on ${short(resource)}`),
    ...Object.entries(conditions).flatMap(([test, variables]) =>
      Object.entries(variables).map(
        ([variable, values]) => `    if ${variable} ${test} ${values.map(short).join(", ")}`,
      ),
    ),
  ].join("\n");

/** arn:aws:dynamodb:eu-north-1:123456789012:table/x -> table/x */
const short = (text: string): string => text.replace(/^arn:aws:[\w-]+:[\w-]*:\d*:/, "");
