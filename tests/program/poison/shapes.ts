import { aPackContent } from "../a-pack-folder.ts";
import {
  groups,
  type Poison,
  partsOf,
  poison,
  rules,
  shown,
  sound,
  soundText,
  withEntry,
  withPart,
} from "./poison.ts";

const strange = ["null", "{}", "-1.5", "[[[]]]"];

/** Every part of a rule set with something else in its place. */
export function wrongTypes(): Poison[] {
  const free = new Set(["rules.0.event.params.weeks", "rules.0.event.params"]);
  const fine = new Set(["-1.5 for rules.0.conditions.all.1.any.1.not.value"]);
  const all = partsOf(sound())
    .filter((path) => !free.has(path.join(".")))
    .flatMap((path) => strange.map((text) => poison(`${text} for ${shown(path)}`, withPart(path, text))));
  return all.filter(({ name }) => !fine.has(name));
}

const wrapped = (times: number, open: string, inner: string, close: string) =>
  open.repeat(times) + inner + close.repeat(times);
const leaf = '{ "fact": "trust", "operator": "equal", "value": 3 }';

export function deepOnes(): Poison[] {
  const conditions = ["rules", 0, "conditions"];
  const nots = [11, 12, 20, 26].map((deep) => withPart(conditions, wrapped(deep, '{ "not": ', leaf, " }")));
  const alls = [11, 12].map((deep) => withPart(conditions, wrapped(deep, '{ "all": [', leaf, "] }")));
  const lists = [30, 33, 100, 1_000, 5_000, 100_000].flatMap((deep) => [
    withPart(conditions, wrapped(deep, "[", "", "]")),
    wrapped(deep, '{ "all": [', leaf, "] }").slice(0, 250_000),
    "[".repeat(deep),
    '{"a":'.repeat(Math.min(deep, 50_000)),
  ]);
  return [...nots, ...alls, ...lists].map((text, n) => poison(`deep nesting ${n}`, text));
}

const reaching = [
  "__proto__",
  "constructor",
  "prototype",
  "\\u005f_proto__",
  "__pro\\u0074o__",
  "c\\u006fnstructor",
];
const things = ['{ "polluted": true }', '{ "prototype": { "polluted": true } }'];

/** Names by which an object's prototype would be reached, in every group of a rule set. */
export function prototypes(): Poison[] {
  const keys = groups().flatMap((path) =>
    reaching.map((key, n) =>
      poison(`${key} in ${shown(path)}`, withEntry(path, `"${key}": ${things[n % things.length]}`)),
    ),
  );
  const refs = [
    "__proto__",
    "constructor",
    "mentor.constructor",
    "constructor.prototype",
    "toString",
    "hasOwnProperty",
  ];
  const facts = refs.map((ref) =>
    poison(`the fact ${ref}`, withPart(["rules", 0, "conditions", "all", 0, "fact"], JSON.stringify(ref))),
  );
  const paths = ["constructor.json", "plans/constructor.json", "forms/prototype.json"];
  const files = paths.map((path) => ({ name: `the file ${path}`, file: path, write: { [path]: soundText } }));
  return [...keys, ...facts, ...files];
}

/** More than a rule set may have. */
export function tooMuch(): Poison[] {
  const rule = (n: number) => ({ ...sound().rules[0]!, name: `rule-${n}` });
  const many = (count: number) => Array.from({ length: count }, (_, n) => rule(n));
  const wide = (count: number) => ({ any: Array(count).fill(JSON.parse(leaf)) });
  const file = (change: object) => JSON.stringify({ ...sound(), ...change });
  const long = "a".repeat(65);
  return [
    poison("201 rules", file({ rules: many(201) })),
    poison("100 rules with 600 conditions", file({ rules: many(150) })),
    poison("501 conditions", file({ rules: [{ ...rule(0), conditions: wide(501) }] })),
    poison("two rules of one name", file({ rules: [rule(0), rule(0)] })),
    poison("no rules", file({ rules: [] })),
    poison("a long name of a rule", file({ rules: [{ ...rule(0), name: long }] })),
    poison("a long outcome", file({ otherwise: { type: long } })),
    poison("a long source", file({ source: "x".repeat(301) })),
    poison("a file of another kind", JSON.stringify(aPackContent()["facts.json"]), rules),
  ];
}
