import * as z from "zod";
import { fileKinds } from "./file-kind.ts";

/** JSON Schemas for editors, by the name of their file in rules/schemas. */
export function schemas(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(fileKinds).map(([kind, schema]) => [`${kind}.schema.json`, jsonSchema(schema)]),
  );
}

const jsonSchema = (schema: z.ZodType): object => z.toJSONSchema(schema, { io: "input", reused: "inline" });
