import { key } from "./key.ts";
import { named, stage } from "./stage.ts";

/** Everything but secrets and erasures. Each index answers one question; adapters/store/keys.ts says what goes where. */
export const table = new sst.aws.Dynamo("Table", {
  fields: {
    pk: "string",
    sk: "string",
    duePk: "string",
    dueAt: "string",
    listPk: "string",
    listSk: "string",
  },
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  globalIndexes: {
    // What is due by now?
    due: { hashKey: "duePk", rangeKey: "dueAt", projection: "keys-only" },
    // What stands on this list, in order?
    list: { hashKey: "listPk", rangeKey: "listSk", projection: "all" },
  },
  // A nudge only, and keys only: nothing of a person is in it, and nothing is lost without it.
  stream: "keys-only",
  // A second net under the code, which compares times itself: AWS may take days.
  ttl: "goneBy",
  deletionProtection: stage.deletionProtection,
  transform: {
    table: {
      name: named("table"),
      pointInTimeRecovery: { enabled: stage.pointInTimeRecovery },
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
    },
  },
});

/** What a function needs that the stream calls. */
export const readsStream = table.nodes.table.streamArn.apply((stream) => [
  {
    actions: [
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
    ],
    resources: [stream],
  },
]);
