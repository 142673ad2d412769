import { bringDynamoDbLocal } from "#local/dynamodb-local-home.ts";
import { javaProblem } from "#local/java.ts";

/** Why Amazon's DynamoDB Local is left out on this machine, unless WAYMARK_JAVA=required; else it is brought here. */
export function needsJava(): string | undefined {
  const problem = javaProblem();
  if (!problem) bringDynamoDbLocal();
  else if (process.env.WAYMARK_JAVA === "required") throw new Error(problem);
  else console.warn(`DynamoDB Local is left out: ${problem}`);
  return problem;
}
