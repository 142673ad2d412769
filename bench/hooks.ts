import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { type Posting, postingOf } from "#local/demo/form-body.ts";
import { people } from "#local/demo/people.ts";
import { type Local, startLocal } from "#local/start.ts";
import { type Bench, median, rounded } from "./bench.ts";
import { cemewe, rules } from "./rules.ts";

const form = "mentee-application";
const warming = 10;
const rounds = 60;

/** How long a partner's form waits for our answer (checked, stored, acknowledged), against one bare conditional put on the same database. */
export const bench: Bench = async () => {
  const local = await startLocal({ rules, port: 0 });
  try {
    const post = await poster(local);
    const put = putter(local);
    const hooks: number[] = [];
    const puts: number[] = [];
    for (let round = 0; round < warming + rounds; round++) {
      const [hook, bare] = [await timed(() => post(round)), await timed(() => put(round))];
      // What the application sets in motion is not part of the answer.
      await local.time.settle();
      if (round >= warming) hooks.push(hook);
      if (round >= warming) puts.push(bare);
    }
    const ratio = rounded(median(hooks) / median(puts));
    return [
      { what: "a hook's answer", ratio, target: 5, against: "one bare conditional put on the same database" },
    ];
  } finally {
    await local.close();
  }
};

async function poster({ url, runtime, clock }: Local): Promise<(round: number) => Promise<void>> {
  const pack = await cemewe();
  const [secret] = runtime.secrets.webhook(pack.id, form);
  const persona = people.find(({ role }) => role === "mentee");
  if (!secret || !persona) throw new Error(`there is no secret or nobody to post to ${form}`);
  return async (round) => {
    const { body, headers }: Posting = postingOf(pack, form, persona, `bench-${round}`, secret, clock.now());
    const response = await fetch(`${url}/hooks/${pack.id}/${form}`, { method: "POST", headers, body });
    if (!response.ok) throw new Error(`the hook answered ${response.status}: ${await response.text()}`);
  };
}

function putter({ database: { endpoint, table } }: Local): (round: number) => Promise<unknown> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "local", endpoint, credentials }));
  return (round) =>
    client.send(
      new PutCommand({
        TableName: table,
        Item: { pk: `bench/${round}`, sk: "put" },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
