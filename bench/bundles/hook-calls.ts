import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { dynamoClient } from "#adapters/dynamo-client.ts";
import { createStore } from "#adapters/store/store.ts";
import { dynamoTable } from "#adapters/table-dynamo.ts";
import type { Pack } from "#core/program/pack.ts";
import { type Database, openDatabase } from "#local/database.ts";
import { postingOf } from "#local/demo/form-body.ts";
import { people } from "#local/demo/people.ts";
import { bundleDoor } from "#synth/door-bundle.ts";
import { type Bench, median, rounded } from "../bench.ts";
import { cemewe } from "../rules.ts";
import { environment } from "./first-call.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const calls = fileURLToPath(new URL("calls.js", import.meta.url));
const form = "mentee-application";
const secret = "bench-secret";
const rounds = 9;

/** What a partner's form waits for when it meets a cold hook: import, secrets, the program, its own row; and when it meets a warm one. */
export const hookCalls: Bench = async () => {
  const out = mkdtempSync(join(tmpdir(), "waymark-hook-"));
  const database = await openDatabase("dynalite");
  const secrets = createServer((_, response) => response.end(JSON.stringify({ Parameters: [parameter] })));
  try {
    const pack = await cemewe();
    await publish(database, pack);
    await new Promise<void>((resolve) => secrets.listen(0, "127.0.0.1", resolve));
    const { file } = await bundleDoor("hook", root, out);
    const { port } = secrets.address() as AddressInfo;
    const times = await call(file, pack, {
      ...placeOf(database),
      AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${port}`,
    });
    const [cold, warm] = [median(times.map(([first]) => first)), median(times.map(([, second]) => second))];
    return [
      {
        what: `a cold hook's answer to a form, import included (${Math.round(cold)} ms on the wall)`,
        ratio: rounded(cold / warm),
        target: 25,
        against: `a warm one's (${rounded(warm)} ms)`,
      },
    ];
  } finally {
    secrets.close();
    await database.close();
    rmSync(out, { recursive: true, force: true });
  }
};

const parameter = {
  Name: `${environment.WAYMARK_SECRETS!.slice("ssm:".length)}webhooks`,
  Value: JSON.stringify({ [`cemewe/${form}`]: [secret] }),
};

const placeOf = ({ endpoint, table }: Database) => ({
  ...environment,
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  WAYMARK_TABLE: table,
});

async function publish({ endpoint, table }: Database, pack: Pack): Promise<void> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = dynamoClient({ region: "local", endpoint, credentials });
  const { packs } = createStore(dynamoTable(client, table));
  await packs.publish(pack);
  await packs.setLive(pack.id, pack.version);
  client.destroy();
}

type Pair = [first: number, second: number];

async function call(file: string, pack: Pack, env: Record<string, string>): Promise<Pair[]> {
  const times: Pair[] = [];
  for (let round = 0; round < rounds; round++) {
    const events = ["cold", "warm"].map((name) => JSON.stringify(eventOf(pack, `bench-${round}-${name}`)));
    const { stdout } = await promisify(execFile)(process.execPath, [calls, file, ...events], {
      env,
      timeout: 60_000,
    });
    times.push(JSON.parse(stdout) as Pair);
  }
  return times;
}

function eventOf(pack: Pack, submission: string) {
  const persona = people.find(({ role }) => role === "mentee")!;
  const { body, headers } = postingOf(pack, form, persona, submission, secret, new Date().toISOString());
  return { headers, body, pathParameters: { program: pack.id, form } };
}
