import { askTable, used } from "./dynamodb.ts";

export const carried = used;

export const handler = askTable;
