import { askTable, used } from "./dynamodb.ts";
import { used as ofMachine, openMachine } from "./step-functions.ts";

export const carried = [used, ofMachine];

export async function handler(): Promise<void> {
  openMachine();
  await askTable();
}
