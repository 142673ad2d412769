import fc from "fast-check";
import { expect, test } from "vitest";
import { maxBytes, maxDepth } from "#core/program/json-guard.ts";
import { toValue } from "#core/program/node.ts";
import { parsePack } from "#core/program/parse.ts";
import { readJson } from "#core/program/read-json.ts";
import { aPackFolder } from "./a-pack-folder.ts";

/** text, "line:column", what the message says, what the fix says. */
const faults: Record<string, [text: string, at: string, message: RegExp, fix: RegExp]> = {
  "a comma too many": ['{\n  "a": 1,\n}', "2:9", /comma before the closing "}"/, /Take the comma away/],
  "a comma too few": ['{\n  "a": 1\n  "b": 2\n}', "2:8", /after this a comma is missing/, /","/],
  "a colon too few": ['{ "a" 1 }', "1:5", /after this name a colon is missing/, /":"/],
  "a value too few": ['{ "a": }', "1:6", /after this colon the value is missing/, /Write the value/],
  "a bracket never closed": ['{\n  "a": [1, 2\n', "2:8", /"\[" is never closed/, /"]"/],
  "a bracket of the other kind": [
    '{ "a": [1, 2 }',
    "1:14",
    /"}" stands where "\[" in line 1 must be closed/,
    /"]"/,
  ],
  "a bracket too many": ['{ "a": 1 }\n}', "2:1", /one "}" too many/, /Take it away/],
  "a quote too few": ['{\n  "a: 1,\n  "b": 2\n}', "2:3", /not closed before its line ends/, /closing "/],
  "single quotes": ["{ 'a': 1 }", "1:3", /' does not open or close a text/, /double quotes/],
  "curly quotes": ["{ “a”: 1 }", "1:3", /“ does not open/, /double quotes/],
  "a comment": ['{\n  // why\n  "a": 1 }', "2:3", /no comments/, /source/],
  "a word without quotes": ['{ "a": yes }', "1:8", /"yes" stands without quotes/, /between double quotes/],
  "a misspelled true": ['{ "a": True }', "1:8", /"True" stands without quotes/, /Write true/],
  "a name without quotes": ["{ a: 1 }", "1:3", /"a" stands without quotes/, /double quotes/],
  "something after the end": ['{ "a": 1 } "b"', "1:12", /goes on after its end/, /last bracket/],
  "nothing at all": [" \n ", "1:1", /the file is empty/, /{}/],
  "a name twice": [
    '{\n  "a": 1,\n  "a": 2\n}',
    "3:3",
    /"a" is written twice; it is already in line 2/,
    /Keep one/,
  ],
  "a forbidden name": ['{ "__proto__": { "x": 1 } }', "1:3", /"__proto__" cannot be a name/, /another name/],
  "another forbidden name": [
    '{ "a": { "constructor": 1 } }',
    "1:10",
    /"constructor" cannot be a name/,
    /another name/,
  ],
  "another encoding": ['{ "a": "\uFFFD" }', "1:9", /not UTF-8/, /UTF-8/],
};

test.each(Object.entries(faults))(
  "%s is told with its place and how to mend it",
  (_, [text, at, message, fix]) => {
    const [problem, ...more] = readJson("x.json", text).problems;
    expect(more).toEqual([]);
    expect(`${problem!.line}:${problem!.column}`).toBe(at);
    expect(problem!.message).toMatch(message);
    expect(problem!.fix).toMatch(fix);
  },
);

test("the mark that some editors put first in a file is no fault", () => {
  expect(toValue(readJson("x.json", '\uFEFF{ "a": 1 }').node!)).toEqual({ a: 1 });
});

test("nesting ends at its limit, also when it is too deep for any parser", () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  expect(readJson("x.json", nested(maxDepth)).problems).toEqual([]);
  expect(readJson("x.json", nested(maxDepth + 1)).problems).toMatchObject([
    { code: "json.too-deep", line: 1, column: maxDepth + 1 },
  ]);
  expect(readJson("x.json", "[".repeat(200_000)).problems).toMatchObject([{ code: "json.too-deep" }]);
});

test("a file that is too large is refused, counted in bytes", () => {
  const text = (size: number) => JSON.stringify("ä".repeat(size));
  expect(readJson("x.json", text(maxBytes / 2 - 1)).problems).toEqual([]);
  expect(readJson("x.json", text(maxBytes / 2)).problems).toMatchObject([{ code: "json.too-large" }]);
});

test("whatever JSON.stringify writes is read as it was", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value, null, 2);
      fc.pre(!/__proto__|constructor|prototype|\uFFFD|\\u00[01]|\\[bf]|[\u007f-\u009f]/.test(text));
      const { node, problems } = readJson("x.json", text);
      expect(problems).toEqual([]);
      expect(toValue(node!)).toEqual(JSON.parse(text));
    }),
    { numRuns: 200 },
  );
});

const pieces = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"',
  "\\",
  "\n",
  "1",
  "-",
  "e",
  "true",
  "null",
  '"all"',
  '"fact"',
  " ",
  "é",
  "\u0000",
  "“",
];

test("no text crashes the reader, and it accepts nothing that JSON.parse refuses", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.constantFrom(...pieces)).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { node, problems } = readJson("x.json", text);
      expect(node === undefined).toBe(problems.length > 0);
      for (const { line, column, message, fix } of problems) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(message && fix).toBeTruthy();
      }
      if (node) JSON.parse(text.replace(/^\uFEFF/, ""));
    }),
    { numRuns: 600 },
  );
});

test("any JSON in any file gives a program or problems, never a crash", () => {
  const folder = aPackFolder();
  const strange = fc.oneof(fc.jsonValue({ maxDepth: 4 }), grown());
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(folder)), strange, (path, value) => {
      const parsed = parsePack("example", { ...folder, [path]: JSON.stringify(value) });
      expect(parsed.pack === undefined).toBe((parsed.problems ?? []).length > 0);
    }),
    { numRuns: 100 },
  );
});

/** JSON that almost looks like a file of a program. */
function grown(): fc.Arbitrary<unknown> {
  const words = [
    "all",
    "any",
    "not",
    "fact",
    "operator",
    "value",
    "rules",
    "name",
    "conditions",
    "event",
    "type",
    "do",
    "id",
    "steps",
    "stages",
    "map",
  ];
  return fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("equal", "tell", 1, true, null),
      tie("list"),
      tie("group"),
    ),
    list: fc.array(tie("value"), { maxLength: 3 }),
    group: fc.dictionary(fc.constantFrom(...words), tie("value"), { maxKeys: 4 }),
  })).group;
}
