import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { fileKinds } from "#core/program/file-kind.ts";
import { schemas } from "#core/program/schemas.ts";

const folder = new URL("../../rules/schemas/", import.meta.url);

test("the JSON Schemas in rules/schemas are those of today's format (npm run schemas writes them)", async () => {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  expect(files.sort()).toEqual(Object.keys(schemas()).sort());
  for (const [name, schema] of Object.entries(schemas())) {
    expect(JSON.parse(await readFile(new URL(name, folder), "utf8")), name).toEqual(schema);
  }
});

test("there is one for every kind of file, and it lets a file name its schema", () => {
  expect(Object.keys(schemas())).toHaveLength(Object.keys(fileKinds).length);
  const shape = schemas()["rule-set.schema.json"] as {
    properties: Record<string, unknown>;
    additionalProperties: boolean;
  };
  expect(shape.properties).toHaveProperty("$schema");
  expect(shape.additionalProperties).toBe(false);
});
