import * as z from "zod";
import { describe, stepDescriptions } from "./descriptions.ts";
import { type FileKind, fileKinds } from "./file-kind.ts";

/** JSON Schemas for editors, by the name of their file in rules/schemas. */
export function schemas(): Record<string, object> {
  const kinds = Object.entries(fileKinds) as [FileKind, z.ZodType][];
  return Object.fromEntries(kinds.map(([kind, schema]) => [`${kind}.schema.json`, jsonSchema(kind, schema)]));
}

type Json = z.core.JSONSchema.BaseSchema;

/** Written out in full, as zod lets entries of the same kind be one object: each says here what it is itself. */
function jsonSchema(kind: FileKind, schema: z.ZodType): object {
  const made = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: "input" }))) as Json;
  explainAll(kind, made);
  return made;
}

function explainAll(kind: FileKind, part: unknown): void {
  if (typeof part !== "object" || part === null) return;
  if (!Array.isArray(part)) explain(kind, part as Json);
  for (const inner of Object.values(part)) explainAll(kind, inner);
}

function explain(kind: FileKind, schema: Json): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const text = describe(kind, name);
    if (text !== undefined && typeof property === "object" && !property.$ref) property.description ??= text;
  }
  const step = kind === "journey" ? schema.properties?.do : undefined;
  if (typeof step !== "object" || typeof step.const !== "string") return;
  schema.description = stepDescriptions[step.const as keyof typeof stepDescriptions];
}
