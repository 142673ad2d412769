import { bringDynamoDbLocal } from "./dynamodb-local-home.ts";
import { javaProblem } from "./java.ts";

// Run by `npm test` and `npm run dynamodb-local`. Without Java nobody needs the 56 MB.
const problem = javaProblem();
if (!problem) console.log(`DynamoDB Local is in ${bringDynamoDbLocal()}`);
else if (process.env.WAYMARK_JAVA === "required") throw new Error(problem);
else console.log(`Left out: ${problem}`);
