import { aPackContent } from "../a-pack-folder.ts";
import { type Poison, poison, sound, soundText, withEntry, withPart } from "./poison.ts";

/** What a payload would do if anything ran it: the test looks for it afterwards. */
export const mark = "waymarkPoisonRan";
const run = `globalThis.${mark} = true`;

/** The published ways to run code through jsonpath-plus (CVE-2024-21534, CVE-2025-1302 and their reports), and near relations. */
const payloads = [
  `$..[?(p="${run}";a=''[['constructor']][['constructor']](p);a())]`,
  `$[?(var _$_root=[].constructor.constructor("${run}")();_$_root)]`,
  `$..[?(' '.toString.constructor("${run}")())]`,
  `$[(this.constructor.constructor("${run}")())]`,
  `$[?(con = constructor; dcon = con.constructor; gopd = dcon.getOwnPropertyDescriptor; f = gopd({}.__proto__, 'x'); dcon("${run}")())]`,
  `$..[?(@.constructor.constructor("${run}")())]`,
  `$.*[?(({}).constructor.constructor("${run}")())]`,
  `$..*[?(Function("${run}")())]`,
  `$[?(import('node:fs'))]`,
  `$..[?(require('child_process').execSync('touch ${mark}'))]`,
  `$[?(process.mainModule.require('child_process').execSync('touch ${mark}'))]`,
  "$..__proto__.polluted",
];

export function paths(): Poison[] {
  const first = ["rules", 0, "conditions", "all", 0];
  return payloads.flatMap((payload, n) => {
    const said = JSON.stringify(payload);
    const at: Record<string, string> = {
      "a path of a condition": withEntry(first, `"path": ${said}`),
      "a fact": withPart([...first, "fact"], said),
      "a path of another fact": withPart([...first, "value"], `{ "fact": "arrivedAlone", "path": ${said} }`),
      "an operator": withPart([...first, "operator"], said),
      "parameters of a condition": withEntry(first, `"params": { "path": ${said} }`),
    };
    return Object.entries(at).map(([where, text]) => poison(`payload ${n} as ${where}`, text));
  });
}

const patterns = [
  "(a+)+$",
  "(a|a)*b",
  "^(([a-z])+.)+[A-Z]([a-z])+$",
  "(.*)*x",
  "(\\d+)*-",
  "([a-zA-Z]+)*\\1$",
];

/** Patterns that never end, where somebody might try one; and long texts against our own patterns. */
export function catastrophes(): Poison[] {
  const first = ["rules", 0, "conditions", "all", 0];
  const tried = patterns.flatMap((pattern, n) => {
    const said = JSON.stringify(pattern);
    const matching = `{ "fact": "level", "operator": "matches", "value": ${said} }`;
    return [
      poison(`pattern ${n} as an operator of its own`, withPart(first, matching)),
      poison(`pattern ${n} beside a condition`, withEntry(first, `"pattern": ${said}`)),
      poison(
        `pattern ${n} as a value`,
        withPart(["rules", 0, "conditions", "all", 1, "any", 0, "value"], said),
      ),
    ];
  });
  const long = [
    "a".repeat(100_000),
    "a-".repeat(50_000),
    "aA.".repeat(30_000),
    "P1".repeat(50_000),
    "1".repeat(100_000),
  ];
  const places = [
    ["rules", 0, "name"],
    [...first, "fact"],
    [...first, "operator"],
    ["decides"],
    ["otherwise", "type"],
  ];
  const names = long.flatMap((text, n) =>
    places.map((path) =>
      poison(`long text ${n} for ${path.join(".")}`, withPart(path, JSON.stringify(`${text}!`))),
    ),
  );
  return [...tried, ...names, ...ofOtherFiles(long)];
}

function ofOtherFiles(long: string[]): Poison[] {
  const program = aPackContent()["program.json"];
  const facts = aPackContent()["facts.json"];
  const texts = aPackContent()["texts/en.json"];
  const json = (file: string, name: string, value: unknown) => poison(name, JSON.stringify(value), file);
  return long.flatMap((text, n) => [
    json("program.json", `long address ${n}`, {
      ...program,
      coordinator: { ...program.coordinator, email: `${text}@` },
    }),
    json("program.json", `long zone ${n}`, { ...program, zone: text }),
    json("facts.json", `long name of a fact ${n}`, {
      ...facts,
      facts: { ...facts.facts, [`a${text}!`]: { type: "boolean" } },
    }),
    json("texts/en.json", `long message ${n}`, { ...texts, "program.from": `{${text}` }),
  ]);
}

/** What refers to itself, or to more than it can mean. */
export function circles(): Poison[] {
  const named = (conditions: object, condition: string) => {
    const file = sound();
    const rules = [{ ...file.rules[0]!, conditions: { condition } }];
    return JSON.stringify({ ...file, rules, conditions });
  };
  const ring = (size: number) =>
    Object.fromEntries(
      Array.from({ length: size }, (_, n) => [`c${n}`, { all: [{ condition: `c${(n + 1) % size}` }] }]),
    );
  const doubling = (size: number) =>
    Object.fromEntries(
      Array.from({ length: size }, (_, n) => [
        `c${n}`,
        { any: [{ condition: `c${n + 1}` }, { condition: `c${n + 1}` }] },
      ]),
    );
  const chain = Object.fromEntries(
    Array.from({ length: 3000 }, (_, n) => [`c${n}`, { all: [{ condition: `c${n + 1}` }] }]),
  );
  const program = aPackContent()["program.json"];
  const facts = aPackContent()["facts.json"];
  const derived = (all: object) => JSON.stringify({ ...facts, derived: { ...facts.derived, ...all } });
  return [
    ...[1, 2, 3, 5, 9, 10, 11, 50, 1000].map((size) =>
      poison(`a ring of ${size} names`, named(ring(size), "c0")),
    ),
    ...[5, 40].map((size) => poison(`${size} names that double`, named(doubling(size), "c0"))),
    poison("a chain of 3000 names", named(chain, "c0")),
    poison("a name that nobody wrote", named({}, "gone")),
    poison("a name that is a path", named({}, "$..gone")),
    poison("a name every object has", named({}, "constructor")),
    poison("a ring in conditions.json", JSON.stringify({ conditions: ring(3) }), "conditions.json"),
    poison("a program that extends itself", JSON.stringify({ ...program, extends: "town" }), "program.json"),
    poison(
      "a program that extends nobody",
      JSON.stringify({ ...program, extends: "nowhere" }),
      "program.json",
    ),
    poison(
      "a program that extends a way out",
      JSON.stringify({ ...program, extends: "../../etc" }),
      "program.json",
    ),
    poison("a program that extends a number", JSON.stringify({ ...program, extends: 7 }), "program.json"),
    poison("a fact made of itself", derived({ a: { lowestOf: ["a"] } }), "facts.json"),
    poison(
      "facts made of each other",
      derived({ a: { lowestOf: ["b"] }, b: { lowestOf: ["a"] } }),
      "facts.json",
    ),
    poison(
      "a reference of JSON Schema",
      withPart(["rules", 0, "conditions"], '{ "$ref": "#/rules/0/conditions" }'),
    ),
    poison("a schema from elsewhere with a rule beside it", soundText.replace("{", '{ "$schema": 7,')),
  ];
}
