import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePack } from "#core/program/parse.ts";
import { canonicalJson } from "#core/program/version.ts";
import { aPackFolder } from "./a-pack-folder.ts";

const versionOf = (files: Record<string, string>) => parsePack("example", files).pack!.version;

test("the same content has the same version, however it is written", () => {
  const files = aPackFolder();
  const shuffled = Object.entries(files)
    .reverse()
    .map(([path, text]) => [path, JSON.stringify(backwards(JSON.parse(text)))]);
  expect(versionOf(Object.fromEntries(shuffled))).toBe(versionOf(files));
  expect(versionOf(files)).toMatch(/^[0-9a-f]{12}$/);
});

test("other content has another version; a note for editors is no content", () => {
  const files = aPackFolder();
  const other = { ...files, "routing.json": files["routing.json"]!.replace("25", "26") };
  expect(versionOf(other)).not.toBe(versionOf(files));
  const noted = {
    ...files,
    "texts/en.json": files["texts/en.json"]!.replace("{", '{ "$schema": "../texts.schema.json",'),
  };
  expect(versionOf(noted)).toBe(versionOf(files));
});

test("law: canonical JSON keeps the value and forgets the order of keys", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(backwards(value))).toBe(canonicalJson(value));
    }),
  );
});

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, backwards(member)]));
}
