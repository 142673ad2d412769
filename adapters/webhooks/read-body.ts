import type { Intake } from "#core/program/intake.ts";
import { type Guarded, guardedJson } from "../guarded-json.ts";

type Fault = { status: 400 | 413 | 415 | 422; code: string; message: string };

/** What was sent, and the JSON text to keep of it. */
export type BodyRead = { value: unknown; kept: string } | Fault;

type Headers = Record<string, string | undefined>;

/** All but Jotform send JSON, and it is kept as it came. */
export async function readBody(
  sender: Intake["sender"],
  rawBody: Uint8Array,
  headers: Headers,
): Promise<BodyRead> {
  if (sender === "jotform") return jotform(rawBody, headers["content-type"] ?? "");
  return kept(guardedJson(rawBody), () => new TextDecoder().decode(rawBody));
}

/**
 * Jotform posts the fields of a form, and in `rawRequest` the answers as JSON text. That text is kept with the two ids; the
 * same answers once more for eyes (`pretty`) and the address of the person's machine (`ip`) are not.
 */
async function jotform(rawBody: Uint8Array, type: string): Promise<BodyRead> {
  const fields = await formOf(rawBody, type);
  if (!fields) {
    const message =
      "This is no form as Jotform posts it: multipart/form-data or urlencoded, with rawRequest.";
    return { status: 400, code: "body.not-a-form", message };
  }
  const [formID, submissionID, rawRequest] = ["formID", "submissionID", "rawRequest"].map((name) => {
    const field = fields.get(name);
    return typeof field === "string" ? field : undefined;
  });
  if (rawRequest === undefined)
    return { status: 422, code: "body.no-answers", message: "The form has no field rawRequest." };
  const value = { formID, submissionID, rawRequest };
  return kept(guardedJson(Buffer.from(rawRequest)), () => JSON.stringify(value), value);
}

async function formOf(rawBody: Uint8Array, type: string): Promise<FormData | undefined> {
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(;|$)/i.test(type)) return undefined;
  try {
    return await new Response(Buffer.from(rawBody), { headers: { "content-type": type } }).formData();
  } catch {
    return undefined;
  }
}

function kept(read: Guarded, text: () => string, whole?: unknown): BodyRead {
  return "value" in read ? { value: whole ?? read.value, kept: text() } : read;
}
