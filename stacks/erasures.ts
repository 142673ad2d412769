import { key } from "./key.ts";
import { named, stage } from "./stage.ts";

/**
 * Who was erased, as hashes. It stands apart from the table so that a table put back to last week does not bring people back:
 * the ledger is not put back, and is applied again.
 */
export const erasures = new sst.aws.Dynamo("Erasures", {
  fields: { pk: "string", sk: "string" },
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  deletionProtection: stage.deletionProtection,
  transform: {
    table: {
      name: named("erasures"),
      pointInTimeRecovery: { enabled: stage.pointInTimeRecovery },
      serverSideEncryption: { enabled: true, kmsKeyArn: key.arn },
    },
  },
});
