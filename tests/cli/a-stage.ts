import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import { vi } from "vitest";
import type { Row } from "#adapters/table.ts";

/** The commands work on the system that keeps its things in this folder, as after `. DIR/environment`. */
export function useEnvironment(data: string): Record<string, string> {
  const named = parseEnv(readFileSync(join(data, "environment"), "utf8")) as Record<string, string>;
  for (const [name, value] of Object.entries(named)) vi.stubEnv(name, value);
  return named;
}

/** Nothing names a system, and no credentials are lying around. */
export function useNoEnvironment(): void {
  for (const name of Object.keys(process.env))
    if (/^(WAYMARK_|AWS_|RESEND_)/.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
}

export async function everyRow(endpoint: string, table: string): Promise<Row[]> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: "local", credentials }));
  const rows: Row[] = [];
  for await (const page of paginateScan({ client }, { TableName: table }))
    rows.push(...(page.Items as Row[]));
  client.destroy();
  return rows;
}
