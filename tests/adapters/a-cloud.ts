import { resolve } from "node:path";
import { Hono } from "hono";
import type { Checked } from "#adapters/checkup.ts";
import { loadPack } from "#adapters/pack-files.ts";
import { createStore } from "#adapters/store/store.ts";
import { serve } from "#local/listen.ts";
import { type MailDomain, resendApp } from "#local/resend.ts";
import { startDynalite } from "./dynalite.ts";

const rules = resolve(import.meta.dirname, "../../rules");
const key = (letter: string) => `${letter}0123456789abcdefghijklmnopqrstuvwxyzABC`;
const machine = "arn:aws:states:eu-north-1:123456789012:stateMachine:waymark-journey";

const index = (IndexName: string, hash: string, range: string, ProjectionType: string) => ({
  IndexName,
  IndexStatus: "ACTIVE",
  KeySchema: [
    { AttributeName: hash, KeyType: "HASH" },
    { AttributeName: range, KeyType: "RANGE" },
  ],
  Projection: { ProjectionType },
});

const aTable = (TableName: string) => ({
  TableName,
  TableStatus: "ACTIVE",
  DeletionProtectionEnabled: true,
  TableArn: `arn:aws:dynamodb:eu-north-1:123456789012:table/${TableName}`,
  GlobalSecondaryIndexes: [
    index("due", "duePk", "dueAt", "KEYS_ONLY"),
    index("list", "listPk", "listSk", "ALL"),
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } as object | undefined,
});

const aDomain = (): MailDomain => ({
  id: "d1",
  name: "example.org",
  status: "verified",
  records: [
    { record: "SPF", type: "TXT", name: "send", status: "verified" },
    { record: "DKIM", type: "TXT", name: "resend._domainkey", status: "verified" },
  ],
});

/** The services of a deployed stage, with nothing wrong in them; a test puts something wrong into `state`. */
export async function aCloud() {
  const database = await startDynalite();
  const store = createStore(database.table, { emailHash: key("e") });
  const pack = (await loadPack(rules, "cemewe")).pack!;
  await store.packs.publish(pack);
  await store.packs.setLive(pack.id, pack.version);
  const state = {
    tables: { "waymark-test": aTable("waymark-test"), erasures: aTable("erasures") } as Record<
      string,
      ReturnType<typeof aTable>
    >,
    recovery: "ENABLED",
    expiry: { TimeToLiveStatus: "ENABLED", AttributeName: "goneBy" } as object,
    machine: { status: "ACTIVE" } as object | undefined,
    aliases: ["live"],
    parameters: {
      "link-key": key("l"),
      "session-key": key("s"),
      "email-hash": key("e"),
      "resend-key": "re_2yqLkCzB_abc",
      webhooks: JSON.stringify(
        Object.fromEntries([
          ["resend", ["whsec_a25vd24gdG8gdXM="]],
          ...Object.keys(pack.intake).map((form) => [`cemewe/${form}`, ["known to us and them"]]),
        ]),
      ),
    } as Record<string, string>,
    domains: [aDomain()],
    resend: undefined as { status: 401 | 403 | 500; name: string } | undefined,
    /** An error that DynamoDB answers to everything. */
    dynamo: undefined as string | undefined,
    txt: { "_dmarc.example.org": [["v=DMARC1; ", "p=quarantine"]] } as Record<string, string[][]>,
    network: true,
  };
  const aws = await serve(awsApp(state, database.endpoint));
  const mail = await serve(mailApp(state));
  process.env.AWS_ENDPOINT_URL_SSM = aws.url;

  const settings: Checked = {
    place: { region: "eu-north-1", credentials: { accessKeyId: "local", secretAccessKey: "local" } },
    endpoints: { dynamodb: aws.url, sfn: aws.url },
    table: "waymark-test",
    erasures: "erasures",
    machine: `${machine}:live`,
    secrets: "ssm:/waymark/production/",
    mail: { from: "hello@example.org", baseUrl: mail.url },
    stage: "production",
    dns: {
      resolveTxt: async (name) => state.txt[name] ?? unknown(state),
      resolveNs: async () => (state.network ? ["ns.example.org"] : unknown(state)),
    },
  };
  const close = async () => {
    delete process.env.AWS_ENDPOINT_URL_SSM;
    await Promise.all([aws.close(), mail.close()]);
    await database.close();
  };
  return { state, settings, store, table: database.table, pack, close };
}

export type Cloud = Awaited<ReturnType<typeof aCloud>>;

const unknown = ({ network }: { network: boolean }): never => {
  throw Object.assign(new Error("dns"), { code: network ? "ENOTFOUND" : "ECONNREFUSED" });
};

/** What the stage's control plane answers; whatever else is asked of DynamoDB goes to the database. */
function awsApp(state: Cloud["state"], database: string): Hono {
  const app = new Hono();
  app.post("/", async (c) => {
    const action = c.req.header("x-amz-target")!.split(".")[1]!;
    const body = await c.req.json<Record<string, string> & { Names: string[] }>();
    const answer = actions[action];
    if (state.dynamo && c.req.header("x-amz-target")!.startsWith("DynamoDB"))
      return c.json(
        { __type: state.dynamo, message: "" },
        state.dynamo === "InternalServerError" ? 500 : 400,
      );
    if (answer) {
      const found = answer(state, body);
      return "__type" in found ? c.json(found, 400) : c.json(found);
    }
    const headers = {
      "x-amz-target": c.req.header("x-amz-target")!,
      "content-type": "application/x-amz-json-1.0",
    };
    const authorization = c.req.header("authorization")!;
    const date = c.req.header("x-amz-date")!;
    const forwarded = await fetch(database, {
      method: "POST",
      headers: { ...headers, authorization, "x-amz-date": date },
      body: JSON.stringify(body),
    });
    return c.body(await forwarded.text(), forwarded.status as 200);
  });
  return app;
}

const missing = (__type: string) => ({ __type, message: "not here" });

const actions: Record<
  string,
  (state: Cloud["state"], body: Record<string, string> & { Names: string[] }) => object
> = {
  DescribeTable: ({ tables }, { TableName }) =>
    tables[TableName!] ? { Table: tables[TableName!] } : missing("ResourceNotFoundException"),
  DescribeTimeToLive: ({ expiry }) => ({ TimeToLiveDescription: expiry }),
  DescribeContinuousBackups: ({ recovery }) => ({
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: recovery },
    },
  }),
  DescribeStateMachine: (state) => state.machine ?? missing("StateMachineDoesNotExist"),
  DescribeStateMachineAlias: ({ aliases }, { stateMachineAliasArn }) =>
    aliases.includes(stateMachineAliasArn!.split(":").at(-1)!) ? {} : missing("ResourceNotFound"),
  GetParameters: ({ parameters }, { Names }) => ({
    Parameters: Names.flatMap((Name) => {
      const Value = parameters[Name.split("/").at(-1)!];
      return Value === undefined ? [] : [{ Name, Value }];
    }),
  }),
};

function mailApp(state: Cloud["state"]): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (state.resend)
      return c.json(
        { statusCode: state.resend.status, name: state.resend.name, message: "" },
        state.resend.status,
      );
    return next();
  });
  app.all("*", (c) => resendApp(undefined as never, () => "", state.domains).fetch(c.req.raw));
  return app;
}
