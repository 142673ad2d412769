import type { HookRequest } from "./hook.ts";

const largest = 1024 * 1024;

export interface Refusal {
  status: number;
  body: { error: { code: string; message: string } };
}

export const refuse = (status: number, code: string, message: string): Refusal => ({
  status,
  body: { error: { code, message } },
});

/** Before a byte of it is looked at. */
export function sizeFault({
  rawBody,
  headers,
}: Pick<HookRequest, "rawBody" | "headers">): Refusal | undefined {
  if (rawBody.byteLength > largest) return refuse(413, "body.too-large", "The body is larger than 1 MB.");
  const encoding = headers["content-encoding"] ?? "identity";
  return encoding === "identity"
    ? undefined
    : refuse(415, "body.encoded", "Send the body without content-encoding.");
}
