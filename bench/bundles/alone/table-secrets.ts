import { askTable, used } from "./dynamodb.ts";
import { askSecrets } from "./parameters.ts";

export const carried = used;

export async function handler(): Promise<void> {
  await askSecrets();
  await askTable();
}
