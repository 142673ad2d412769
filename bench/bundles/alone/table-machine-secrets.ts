import { askTable, used } from "./dynamodb.ts";
import { askSecrets } from "./parameters.ts";
import { used as ofMachine, openMachine } from "./step-functions.ts";

export const carried = [used, ofMachine];

export async function handler(): Promise<void> {
  await askSecrets();
  openMachine();
  await askTable();
}
