import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import { onTestFinished, vi } from "vitest";
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

/** Amazon's parameter store with these in it, for the commands of this test. */
export async function useParameters(kept: Record<string, string>): Promise<void> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { Names } = JSON.parse(Buffer.concat(chunks).toString()) as { Names: string[] };
    const there = Names.filter((name) => kept[name] !== undefined);
    const Parameters = there.map((Name) => ({ Name, Value: kept[Name] }));
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.end(JSON.stringify({ Parameters, InvalidParameters: Names.filter((name) => !kept[name]) }));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  vi.stubEnv("AWS_ENDPOINT_URL_SSM", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
}
