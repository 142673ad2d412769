import type { HookRequest } from "./hook.ts";

/** As much as we read of the event of an HTTP API (payload format 2.0). */
export interface HttpEvent {
  headers?: Record<string, string | undefined>;
  pathParameters?: Record<string, string | undefined>;
  body?: string;
  isBase64Encoded?: boolean;
}

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** The raw bytes are what is signed: a body that came as base64 is decoded, never read as text first. */
export function fromHttp({
  headers = {},
  pathParameters = {},
  body = "",
  isBase64Encoded = false,
}: HttpEvent): HookRequest {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    program: pathParameters.program ?? "",
    form: pathParameters.form ?? "",
    key: pathParameters.key,
    headers: Object.fromEntries(lower),
    rawBody: Buffer.from(body, isBase64Encoded ? "base64" : "utf8"),
  };
}

export function toHttp({ status, body }: { status: number; body: object }): HttpAnswer {
  return { statusCode: status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
