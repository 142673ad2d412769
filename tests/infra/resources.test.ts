import { DescribeTableCommand, type KeySchemaElement } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { dynamoClient } from "#adapters/dynamo-client.ts";
import { type SecretName, SecretsFile } from "#adapters/secrets.ts";
import { Outputs as StageOutputs } from "#cli/stage-outputs.ts";
import type { Resource, Synth } from "#synth/synth.ts";
import { alarmList } from "../../stacks/alarm-list.ts";
import { startDynalite } from "../adapters/dynalite.ts";
import { secrets, synthesized } from "./synthesized.ts";

const patience = 240_000;
const key = "arn:aws:kms:eu-north-1:123456789012:key/Key";

let production: Synth;
let staging: Synth;
let personal: Synth;
beforeAll(async () => {
  production = await synthesized("production", true);
  staging = await synthesized("staging");
  personal = await synthesized("ann");
}, 3 * patience);

/** What is found under a path of names with dots; a test that expects the wrong thing there fails by itself. */
function at<T = string>(inputs: Resource["inputs"], path: string): T {
  return path.split(".").reduce<unknown>((value, name) => Reflect.get(Object(value), name), inputs) as T;
}

const ofType = ({ resources }: Synth, type: string) => resources.filter((resource) => resource.type === type);
const named = ({ resources }: Synth, name: string): Resource["inputs"] => {
  const found = resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found.inputs;
};
const stages = () => ({ production, staging, personal });

const types = {
  functions: "aws:lambda/function:Function",
  logs: "aws:cloudwatch/logGroup:LogGroup",
  tables: "aws:dynamodb/table:Table",
  alarms: "aws:cloudwatch/metricAlarm:MetricAlarm",
};

interface Index {
  name: string;
  hashKey: string;
  rangeKey: string;
  projectionType: string;
}
const credentials = { accessKeyId: "local", secretAccessKey: "local" };

describe("the table", () => {
  it("has its key, two indexes named by their questions, a stream of keys alone and a second net of time", () => {
    expect(named(production, "TableTable")).toMatchObject({
      hashKey: "pk",
      rangeKey: "sk",
      billingMode: "PAY_PER_REQUEST",
      globalSecondaryIndexes: [
        { name: "due", hashKey: "duePk", rangeKey: "dueAt", projectionType: "KEYS_ONLY" },
        { name: "list", hashKey: "listPk", rangeKey: "listSk", projectionType: "ALL" },
      ],
      streamViewType: "KEYS_ONLY",
      ttl: { attributeName: "goneBy", enabled: true },
    });
  });

  it("is the one that every test runs against", async () => {
    const local = await startDynalite();
    const client = dynamoClient({ endpoint: local.endpoint, region: "local", credentials });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: "waymark-test" }));
    client.destroy();
    await local.close();
    const deployed = named(production, "TableTable");
    const keyed = (keys: KeySchemaElement[] = []) => keys.map(({ AttributeName }) => AttributeName);
    expect(keyed(Table?.KeySchema)).toEqual([deployed.hashKey, deployed.rangeKey]);
    const indexes = at<Index[]>(deployed, "globalSecondaryIndexes").map((index) => [
      index.name,
      [index.hashKey, index.rangeKey],
      index.projectionType,
    ]);
    const there = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) => [
      IndexName,
      keyed(KeySchema),
      Projection?.ProjectionType,
    ]);
    expect(there.toSorted()).toEqual(indexes.toSorted());
  });

  it.each(["TableTable", "ErasuresTable"])("keeps %s in production as nothing else does", (name) => {
    const kept = Object.entries(stages()).map(([stage, synth]) => {
      const table = named(synth, name);
      return [stage, table.deletionProtectionEnabled, at(table, "pointInTimeRecovery.enabled")];
    });
    expect(kept).toEqual([
      ["production", true, true],
      ["staging", false, true],
      ["personal", false, false],
    ]);
  });
});

describe("a stage", () => {
  it.each([
    ["production", { removal: "retain", protect: true }],
    ["staging", { removal: "retain", protect: false }],
    ["personal", { removal: "remove", protect: false }],
  ] as const)("%s may be taken away as its file of differences says", (stage, says) => {
    expect(stages()[stage].app).toMatchObject(says);
  });

  it("of one developer has AWS's own addresses, no alarm and no budget; the others have all three hosts", () => {
    for (const type of [
      "aws:apigatewayv2/domainName:DomainName",
      types.alarms,
      "aws:budgets/budget:Budget",
    ]) {
      expect(ofType(personal, type), type).toEqual([]);
      expect(ofType(staging, type).length, type).toBeGreaterThan(0);
    }
    const hosts = ofType(production, "aws:apigatewayv2/domainName:DomainName").map(
      ({ inputs }) => inputs.domainName,
    );
    expect(hosts.toSorted()).toEqual(["console.waymark.example", "hooks.waymark.example", "waymark.example"]);
    expect(at(named(personal, "HookFunction"), "environment.variables.WAYMARK_STAGE")).toBe("ann");
    expect(at(named(personal, "PagesFunction"), "environment.variables.WAYMARK_ORIGIN")).toContain(
      "execute-api",
    );
    expect(at(named(production, "PagesFunction"), "environment.variables.WAYMARK_ORIGIN")).toBe(
      "https://waymark.example",
    );
  });

  it("reserves the postman's one execution in production alone", () => {
    const reserved = Object.values(stages()).map(
      (synth) => named(synth, "PostmanFunction").reservedConcurrentExecutions,
    );
    expect(reserved).toEqual([1, undefined, undefined]);
  });

  it("calls everything by the app, the stage and what it is", () => {
    const nameless = production.resources.filter(
      ({ type, inputs }) =>
        type.startsWith("aws:") && typeof inputs.name === "string" && !inputs.name.includes("waymark"),
    );
    expect(nameless.map(({ type, inputs }) => [type, inputs.name])).toEqual([
      ["aws:apigatewayv2/stage:Stage", "$default"],
      ["aws:apigatewayv2/stage:Stage", "$default"],
      ["aws:apigatewayv2/stage:Stage", "$default"],
      ...nameless
        .filter(({ type }) => type === "aws:route53/record:Record")
        .map(({ type, inputs }) => [type, inputs.name]),
      ["aws:sfn/alias:Alias", "live"],
    ]);
  });
});

describe("each function", () => {
  it("runs Node 24 on arm64, with a log of its own that is encrypted and forgets", () => {
    const functions = ofType(production, types.functions);
    expect(functions).toHaveLength(14);
    for (const { name, inputs } of functions) {
      expect(inputs, name).toMatchObject({ runtime: "nodejs24.x", architectures: ["arm64"] });
      const logGroup = at(inputs, "loggingConfig.logGroup");
      const log = ofType(production, types.logs).find((group) => group.inputs.name === logGroup);
      expect(log?.inputs, name).toMatchObject({ retentionInDays: 30, kmsKeyId: key });
    }
    const logs = functions.map(({ inputs }) => at(inputs, "loggingConfig.logGroup"));
    expect(new Set(logs).size).toBe(functions.length);
  });

  it("has no secret in its environment, and knows nothing but its own addresses there", () => {
    for (const { name, inputs } of ofType(production, types.functions)) {
      const variables = at<object>(inputs, "environment.variables");
      expect(
        Object.keys(variables).filter((variable) => !variable.startsWith("WAYMARK_")),
        name,
      ).toEqual([]);
    }
    const everything = JSON.stringify(ofType(production, types.functions));
    for (const secret of Object.values(secrets)) expect(everything).not.toContain(secret);
  });

  it("carries no secret in its bundle", () => {
    expect(production.bundles).toHaveLength(14);
    const paths = production.bundles.flatMap(({ sources }) => sources.map(({ path }) => path));
    expect(paths.filter((path) => path.startsWith("stacks/") || path.includes(".env"))).toEqual([]);
  });

  it("that a schedule calls is not called twice for one failure", () => {
    const configured = ofType(production, "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");
    expect(configured.map(({ name }) => name)).toEqual([
      "PostmanEventInvokeConfig",
      "RetentionEventInvokeConfig",
      "SweepEventInvokeConfig",
    ]);
    for (const { inputs } of configured)
      expect(inputs).toMatchObject({ maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 });
  });
});

describe("secrets", () => {
  it("are encrypted parameters under the stage, and stand nowhere else", () => {
    const isSecret = ({ inputs }: Resource) => inputs.type === "SecureString";
    const parameters = ofType(production, "aws:ssm/parameter:Parameter").filter(isSecret);
    expect(parameters.map(({ inputs }) => [inputs.name, inputs.type, inputs.keyId])).toEqual(
      ["email-hash", "link-key", "resend-key", "session-key", "webhooks"].map((name) => [
        `/waymark/production/${name}`,
        "SecureString",
        key,
      ]),
    );
    const others = JSON.stringify(
      production.resources.filter((resource) => !isSecret(resource) && !resource.type.startsWith("sst:")),
    );
    for (const secret of Object.values(secrets)) expect(others).not.toContain(secret);
  });

  it("are read anew after a change, because the functions that know them start anew", () => {
    const told = (name: string) => at(named(production, name), "environment.variables.WAYMARK_SECRETS_AS_OF");
    expect([told("HookFunction"), told("PostmanFunction"), told("AdvanceFunction")]).toEqual([
      "1",
      "1.1",
      undefined,
    ]);
  });

  it("have the names under which the functions look for them", async () => {
    const { parameterOf } = await import("#adapters/parameters.ts");
    const made = ofType(production, "aws:ssm/parameter:Parameter").map(({ inputs }) => inputs.name);
    for (const name of Object.keys(SecretsFile.shape) as SecretName[])
      expect(made).toContain(`/waymark/production/${parameterOf(name)}`);
  });

  it("are not in what the deploy leaves for the commands, which find everything by it", () => {
    const { inputs } = production.resources.find(({ name }) => name === "Outputs")!;
    expect(inputs).toMatchObject({ name: "/waymark/production/outputs", type: "String" });
    expect(StageOutputs.parse(JSON.parse(inputs.value as string))).toMatchObject({
      stage: "production",
      region: "eu-north-1",
      table: "waymark-production-table",
      erasures: "waymark-production-erasures",
      secrets: "ssm:/waymark/production/",
    });
  });
});

describe("the logs", () => {
  it("all forget, sooner where it matters less, and all are encrypted", () => {
    for (const [stage, days] of [
      ["production", 30],
      ["staging", 14],
      ["personal", 7],
    ] as const) {
      const groups = ofType(stages()[stage], types.logs);
      expect(groups).toHaveLength(18);
      for (const { name, inputs } of groups)
        expect(inputs, name).toMatchObject({ retentionInDays: days, kmsKeyId: key });
    }
  });

  it("of the edge say nothing of who called, from where, or with which link", () => {
    const edges = ofType(production, "aws:apigatewayv2/stage:Stage");
    expect(edges).toHaveLength(3);
    for (const { inputs } of edges) {
      const format = at(inputs, "accessLogSettings.format");
      const said = [...format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);
      expect(said).toEqual([
        "requestTime",
        "requestId",
        "routeKey",
        "status",
        "responseLatency",
        "integrationLatency",
        "integration.status",
        "error.responseType",
      ]);
    }
  });

  it("of the state machine have errors without what went in or came out", () => {
    expect(named(production, "Journey").loggingConfiguration).toMatchObject({
      level: "ERROR",
      includeExecutionData: false,
    });
  });
});

interface KeyStatement {
  Sid: string;
  Principal: { Service?: string; AWS?: string };
  Condition?: object;
}

describe("encryption", () => {
  it("is with our key, which changes every year, for tables, state machine and alarms", () => {
    expect(named(production, "Key")).toMatchObject({ enableKeyRotation: true });
    for (const { name, inputs } of ofType(production, types.tables))
      expect(inputs.serverSideEncryption, name).toEqual({ enabled: true, kmsKeyArn: key });
    expect(named(production, "Journey").encryptionConfiguration).toMatchObject({
      type: "CUSTOMER_MANAGED_KMS_KEY",
      kmsKeyId: key,
    });
    expect(named(production, "Alarms").kmsMasterKeyId).toBeTruthy();
    expect(named(production, "DeadLetters").sqsManagedSseEnabled).toBe(true);
  });

  it("outlives the data: where the tables are kept the key is kept, and production guards it", () => {
    const left = Object.entries(stages()).map(([stage, { kept, guarded }]) => [
      stage,
      kept.toSorted(),
      guarded,
    ]);
    expect(left).toEqual([
      ["production", ["ErasuresTable", "Key", "TableTable"], ["Key"]],
      ["staging", ["ErasuresTable", "Key", "TableTable"], []],
      ["personal", [], []],
    ]);
  });

  it("lets services use the key only for what is ours", () => {
    const { Statement } = JSON.parse(at(named(production, "Key"), "policy")) as { Statement: KeyStatement[] };
    const services = Statement.filter(({ Principal }) => Principal.Service);
    expect(services).toHaveLength(3);
    for (const { Condition } of services) expect(Condition).toBeDefined();
    expect(services.find(({ Sid }) => Sid === "LogsAreDelivered")?.Condition).toEqual({
      ArnLike: { "kms:EncryptionContext:SourceArn": "arn:aws:logs:eu-north-1:123456789012:*" },
    });
    expect(Statement.filter(({ Principal }) => !Principal.Service)).toMatchObject([
      { Sid: "AccountDecidesByIam", Principal: { AWS: "arn:aws:iam::123456789012:root" } },
    ]);
  });
});

describe("the state machine", () => {
  it("is published, and started from its alias", () => {
    expect(named(production, "Journey")).toMatchObject({ publish: true, type: "STANDARD" });
    expect(named(production, "JourneyLive")).toMatchObject({
      name: "live",
      routingConfigurations: [
        {
          stateMachineVersionArn:
            "arn:aws:states:eu-north-1:123456789012:stateMachine:waymark-production-journey:1",
          weight: 100,
        },
      ],
    });
    const told = ofType(production, types.functions).flatMap(
      ({ inputs }) => at<string | undefined>(inputs, "environment.variables.WAYMARK_MACHINE") ?? [],
    );
    expect(new Set(told)).toEqual(
      new Set(["arn:aws:states:eu-north-1:123456789012:stateMachine:waymark-production-journey:live"]),
    );
  });
});

describe("the edge", () => {
  it.each([
    ["HooksApi", { throttlingRateLimit: 20, throttlingBurstLimit: 100 }],
    ["PagesApi", { throttlingRateLimit: 50, throttlingBurstLimit: 200 }],
    ["ConsoleApi", { throttlingRateLimit: 20, throttlingBurstLimit: 100 }],
  ])("holds %s down", (name, limits) => {
    expect(named(production, `${name}Stage`).defaultRouteSettings).toEqual(limits);
  });

  it("has one way in where it has a host, and lets no other site in a browser call it", () => {
    for (const { inputs } of ofType(production, "aws:apigatewayv2/api:Api"))
      expect(inputs).toMatchObject({ disableExecuteApiEndpoint: true, corsConfiguration: {} });
    for (const { inputs } of ofType(personal, "aws:apigatewayv2/api:Api"))
      expect(inputs.disableExecuteApiEndpoint).toBe(false);
  });

  it("leads each address to its function, and never answers a form with a 404 of its own", () => {
    const routes = ofType(production, "aws:apigatewayv2/route:Route").map(({ inputs }) => {
      const integration = String(inputs.target).replace("integrations/", "");
      return [inputs.routeKey, at(named(production, integration), "integrationUri").split(":").at(-1)];
    });
    expect(routes).toEqual([
      ["ANY /console", "waymark-production-console"],
      ["ANY /console/{proxy+}", "waymark-production-console"],
      ["POST /hooks/{program}/{form}/{key}", "waymark-production-hook"],
      ["POST /hooks/resend", "waymark-production-feedback"],
      ["POST /hooks/{program}/{form}", "waymark-production-hook"],
      ["$default", "waymark-production-hook"],
      ["ANY /p/{proxy+}", "waymark-production-pages"],
      ["ANY /u/{proxy+}", "waymark-production-pages"],
    ]);
  });
});

describe("what makes things quick", () => {
  it("is the stream, for forms and for letters, and it gives up after a minute", () => {
    expect(filterOf("SubmissionStream")).toEqual({
      eventName: ["INSERT"],
      dynamodb: { Keys: { sk: { S: ["SUBMISSION"] } } },
    });
    expect(filterOf("MailStream")).toEqual({
      eventName: ["INSERT"],
      dynamodb: { Keys: { sk: { S: [{ prefix: "MAIL#" }, "LOGIN"] } } },
    });
    for (const name of ["SubmissionStream", "MailStream"])
      expect(named(production, name).maximumRecordAgeInSeconds).toBe(60);
    expect(at(named(production, "SubmissionStream"), "destinationConfig.onFailure.destinationArn")).toMatch(
      /:waymark-production-dead-letters$/,
    );
  });

  const filterOf = (name: string) => {
    const filters = at<{ pattern: string }[]>(named(production, name), "filterCriteria.filters");
    expect(filters).toHaveLength(1);
    return JSON.parse(filters[0]!.pattern);
  };
});

describe("what makes things sure", () => {
  it("hears of every execution of the one machine that was ended, by its name and status alone", () => {
    const rule = named(production, "ExecutionsEnded");
    expect(JSON.parse(at(rule, "eventPattern"))).toEqual({
      source: ["aws.states"],
      "detail-type": ["Step Functions Execution Status Change"],
      detail: {
        status: ["FAILED", "TIMED_OUT", "ABORTED"],
        stateMachineArn: ["arn:aws:states:eu-north-1:123456789012:stateMachine:waymark-production-journey"],
      },
    });
    const target = named(production, "ExecutionsEndedTarget");
    expect(at<string>(target, "arn").split(":").at(-1)).toBe("waymark-production-ended");
    expect(target.inputTransformer).toEqual({
      inputPaths: { execution: "$.detail.name", status: "$.detail.status" },
      inputTemplate: '{"execution": <execution>, "status": <status>}',
    });
    expect(named(production, "ExecutionsEndedPermission")).toMatchObject({
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: expect.stringMatching(/:rule\/waymark-production-ended$/),
    });
  });

  it("is the sweep each minute, the postman each minute and retention each hour, with dead letters", () => {
    const schedules = ofType(production, "aws:scheduler/schedule:Schedule").map(({ inputs }) => inputs);
    expect(
      schedules.map((one) => [at(one, "target.arn").split(":").at(-1), one.scheduleExpression, one.state]),
    ).toEqual([
      ["waymark-production-postman", "rate(1 minute)", "ENABLED"],
      ["waymark-production-retention", "rate(1 hour)", "ENABLED"],
      ["waymark-production-sweep", "rate(1 minute)", "ENABLED"],
    ]);
    const trusts = ofType(production, "aws:iam/role:Role").filter(({ name }) => name.includes("Schedule"));
    expect(trusts).toHaveLength(3);
    for (const { inputs } of trusts)
      expect(JSON.parse(at(inputs, "assumeRolePolicy")).Statement).toMatchObject([
        { Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } },
      ]);
    for (const one of schedules) {
      expect(at(one, "target.deadLetterConfig.arn")).toMatch(/:waymark-production-dead-letters$/);
      expect(at(one, "target.retryPolicy")).toEqual({
        maximumRetryAttempts: 2,
        maximumEventAgeInSeconds: 60,
      });
    }
  });
});

interface Query {
  metric?: { namespace: string; dimensions: Record<string, string> };
}

describe("the alarms", () => {
  it("are those of the list, each leads to its section of the runbook and tells the same topic", () => {
    const alarms = ofType(production, types.alarms).map(({ inputs }) => inputs);
    expect(alarms.map((alarm) => at(alarm, "alarmDescription")).toSorted()).toEqual(
      alarmList.map(({ says, anchor }) => `${says}. docs/runbook.md#${anchor}`).toSorted(),
    );
    for (const { alarmActions, okActions } of alarms)
      expect([alarmActions, okActions]).toEqual(
        Array(2).fill([expect.stringMatching(/:waymark-production-alarms$/)]),
      );
    expect(named(production, "AlarmsMail")).toMatchObject({ protocol: "email" });
  });

  it("take silence for bad where somebody should speak", () => {
    const bad = ofType(production, types.alarms).filter(
      ({ inputs }) => inputs.treatMissingData === "breaching",
    );
    expect(bad.map(({ name }) => name)).toEqual([
      "Alarm-mail-queue-stuck",
      "Alarm-retention-overdue",
      "Alarm-sweep-silent",
    ]);
  });

  it("speak of things that are deployed, and of no more metrics than CloudWatch allows in one", () => {
    const functions = ofType(production, types.functions).map(({ inputs }) => inputs.name);
    for (const { name, inputs } of ofType(production, types.alarms)) {
      const metrics = (at<Query[] | undefined>(inputs, "metricQueries") ?? []).flatMap(
        ({ metric }) => metric ?? [],
      );
      expect(metrics.length, name).toBeLessThanOrEqual(10);
      // Without a name it would be the whole account's: another stage's trouble would ring here.
      for (const { namespace, dimensions } of metrics)
        if (namespace === "AWS/Lambda") expect(functions, name).toContain(dimensions.FunctionName);
    }
  });

  it("are seen on the dashboard, each measure that one of them looks at", () => {
    const { widgets } = JSON.parse(at(named(production, "Dashboard"), "dashboardBody")) as {
      widgets: { properties: { metrics: [string, string, ...unknown[]][] } }[];
    };
    const shown = widgets.flatMap(({ properties }) => properties.metrics.map(([, metric]) => metric));
    const watched = alarmList.flatMap(({ of }) =>
      [of, ...Object.values<unknown>(of)].flatMap((source) => {
        const measure: unknown = Reflect.get(Object(source), "measure");
        return typeof measure === "string" ? [measure] : [];
      }),
    );
    expect(watched.length).toBeGreaterThan(5);
    for (const measure of [...watched, "ApproximateNumberOfMessagesVisible"])
      expect(shown).toContain(measure);
  });

  it("warn of the costs of a month by mail", () => {
    expect(named(production, "Budget")).toMatchObject({
      name: "waymark-production-budget",
      limitUnit: "USD",
    });
    expect(named(production, "Budget").notifications).toHaveLength(2);
  });
});
