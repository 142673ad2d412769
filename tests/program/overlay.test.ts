import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPack } from "#core/program/check.ts";
import { isBase } from "#core/program/layers.ts";
import { type JsonNode, type Sources, toValue } from "#core/program/node.ts";
import { overlay } from "#core/program/overlay.ts";
import type { Pack } from "#core/program/pack.ts";
import { type Parsed, parseFolders, parsePack } from "#core/program/parse.ts";
import { readJson } from "#core/program/read-json.ts";
import { aPackFolder } from "./a-pack-folder.ts";

const node = (value: unknown, file = "x.json"): JsonNode => readJson(file, JSON.stringify(value)).node!;

/** One file laid over another: what comes out, and the codes of what was wrong. */
function laid(base: unknown, own: unknown, path = "x.json") {
  const { sources, problems } = overlay({ [path]: node(base) }, { [path]: node(own) });
  return { value: sources[path] && toValue(sources[path]), codes: problems.map(({ code }) => code) };
}
const value = (base: unknown, own: unknown) => laid(base, own).value;

test("objects are merged by key, and other values replaced", () => {
  expect(value({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 4 }, e: 5 })).toEqual({
    a: 1,
    b: { c: 2, d: 4 },
    e: 5,
  });
});

test("lists of things with a name or an id are merged by it, in the base's order", () => {
  const base = [{ id: "a", x: 1 }, { id: "b", x: 1 }, { id: "c" }];
  expect(
    value(base, [
      { id: "c", x: 3 },
      { id: "a", y: 2 },
    ]),
  ).toEqual([
    { id: "a", x: 1, y: 2 },
    { id: "b", x: 1 },
    { id: "c", x: 3 },
  ]);
  expect(value([{ name: "a", x: 1 }], [{ name: "a", x: 2 }])).toEqual([{ name: "a", x: 2 }]);
});

test("a new entry stands after the one it is written behind, before the one it is written before, else last", () => {
  const base = [{ id: "a" }, { id: "b" }];
  const ids = (own: unknown[]) => (value(base, own) as { id: string }[]).map(({ id }) => id).join("");
  expect(ids([{ id: "a" }, { id: "n" }, { id: "m" }])).toBe("anmb");
  expect(ids([{ id: "n" }, { id: "a" }])).toBe("nab");
  expect(ids([{ id: "n" }, { id: "m" }, { id: "b" }])).toBe("anmb");
  expect(ids([{ id: "n" }])).toBe("abn");
});

test("null removes a key, an entry of a list under its id, and a whole file", () => {
  expect(value({ a: 1, b: 2 }, { a: null })).toEqual({ b: 2 });
  expect(
    value({ steps: [{ id: "a" }, { id: "b" }] }, { steps: { a: null, b: { x: 1 }, c: { y: 2 } } }),
  ).toEqual({
    steps: [
      { id: "b", x: 1 },
      { id: "c", y: 2 },
    ],
  });
  expect(value({ a: 1 }, null)).toBeUndefined();
});

test("what is not there cannot be removed: a typing mistake would hide", () => {
  expect(laid({ a: 1 }, { b: null }).codes).toEqual(["overlay.nothing-there"]);
  expect(laid([{ id: "a" }], { b: null }).codes).toEqual(["overlay.nothing-there"]);
});

test("questions are known by what they ask: of a form by the fact, of a partner's form by its own words", () => {
  const form = laid(
    { questions: [{ fact: "a" }, { fact: "b" }, { fact: "c" }] },
    { questions: [{ fact: "a", required: false }, { fact: "n" }] },
    "forms/talk.json",
  ).value as { questions: { fact: string }[] };
  expect(form.questions).toEqual([
    { fact: "a", required: false },
    { fact: "n" },
    { fact: "b" },
    { fact: "c" },
  ]);
  expect(laid({ questions: [{ fact: "a" }] }, { questions: { a: null } }, "forms/talk.json").value).toEqual({
    questions: [],
  });
  const map = { map: [{ question: "First name", fact: "a" }] };
  expect(laid(map, { map: [{ question: "First name", fact: "b" }] }, "intake/list.json").value).toEqual({
    map: [{ question: "First name", fact: "b" }],
  });
});

test("lists of anything else are replaced", () => {
  expect(value({ a: ["x", "y"] }, { a: ["z"] })).toEqual({ a: ["z"] });
  expect(value([{ fact: "a" }], [{ fact: "b" }])).toEqual([{ fact: "b" }]);
});

test("never.json only grows", () => {
  const base = { facts: [{ name: "violence", why: "no" }], promises: [{ text: "one" }] };
  const add = laid(base, { facts: [{ name: "illness", why: "no" }] }, "never.json");
  expect(add).toEqual({
    value: { ...base, facts: [...base.facts, { name: "illness", why: "no" }] },
    codes: [],
  });
  for (const own of [null, { facts: null }, { facts: { violence: null } }]) {
    const codes = laid(base, own, "never.json").codes;
    const parsed = parsePack(
      "city",
      { "program.json": '{ "extends": "base" }', "never.json": JSON.stringify(own) },
      aPackFolder(),
    );
    expect([...codes, ...(parsed.problems ?? [])].length, JSON.stringify(own)).toBeGreaterThan(0);
  }
  const changed = laid(base, { facts: [{ name: "violence", why: "changed" }] }, "never.json")
    .value as typeof base;
  expect(changed.facts[0]).toEqual(base.facts[0]);
});

const json = fc
  .jsonValue({ maxDepth: 3 })
  .filter((it) => !/__proto__|constructor|prototype|null|\uFFFD/.test(JSON.stringify(it)));
const records = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), json);

test("law: an empty overlay changes nothing, and an overlay laid twice is the same as once", () => {
  fc.assert(
    fc.property(records, records, (base, own) => {
      expect(value(base, {})).toEqual(JSON.parse(JSON.stringify(base)));
      const once = value(base, own);
      expect(value(once, own)).toEqual(once);
    }),
  );
});

test("law: what an overlay says of a key holds, what it does not say stays", () => {
  fc.assert(
    fc.property(records, records, (base, own) => {
      const merged = value(base, own) as Record<string, unknown>;
      for (const key of Object.keys(base))
        if (!(key in own)) expect(merged[key]).toEqual(JSON.parse(JSON.stringify(base[key])));
      for (const [key, said] of Object.entries(own))
        if (typeof said !== "object") expect(merged[key]).toEqual(JSON.parse(JSON.stringify(said)));
    }),
  );
});

const city = {
  "program.json": '{ "extends": "base", "coordinator": { "phone": "+358 11 111 1111" } }',
  "routing.json": '{ "rules": [{ "name": "alone-and-new", "event": { "type": "light" } }] }',
};
const packOf = (parsed: Parsed): Pack => {
  expect(parsed.problems).toBeUndefined();
  return parsed.pack!;
};

const sourcesOf = (parsed: Parsed): Sources => ("sources" in parsed ? parsed.sources : {});

test("a program that extends another has all of it but what it says itself", () => {
  const parsed = parsePack("city", city, aPackFolder());
  const pack = packOf(parsed);
  expect(pack.program.coordinator).toEqual({
    name: "Inka Esimerkki",
    email: "inka@example.org",
    phone: "+358 11 111 1111",
  });
  expect(pack.ruleSets.routing!.rules[0]!.event).toEqual({ type: "light" });
  expect(pack.ruleSets.routing!.rules[0]!.conditions).toHaveProperty("all");
  expect(checkPack(pack, sourcesOf(parsed))).toMatchObject(
    [
      { file: "../base/journeys/mentee.json", code: "outcome.unknown" },
      { file: "../base/journeys/mentee.json", code: "outcome.unknown" },
      { file: "../base/examples/mina.json", code: "outcome.unknown" },
    ].sort((a, b) => (a.file < b.file ? -1 : 1)),
  );
});

test("a problem points to the file that said it", () => {
  const wrong = {
    ...city,
    "routing.json": '{ "rules": [{ "name": "alone-and-new", "event": { "typ": "light" } }] }',
  };
  expect(parsePack("city", wrong, aPackFolder()).problems).toMatchObject([
    {
      file: "routing.json",
      line: 1,
      column: 51,
      message: expect.stringContaining('"typ" is not known here'),
    },
  ]);
  const base = aPackFolder({ "forms/met.json": '{ "raters": [] }' });
  expect(parsePack("city", city, base).problems?.map(({ file }) => file)).toEqual([
    "../base/forms/met.json",
    "../base/forms/met.json",
  ]);
});

test("another kind of group than the base's is told where it is written, with the way to take the base's out", () => {
  const base = (conditions: unknown) => {
    const content = JSON.parse(aPackFolder()["routing.json"]!);
    return aPackFolder({
      "routing.json": { ...content, rules: [{ ...content.rules[0], conditions }] },
    });
  };
  const city = (conditions: unknown) => ({
    "program.json": '{ "extends": "base" }',
    "routing.json": JSON.stringify({ rules: { "alone-and-new": { conditions } } }),
  });
  const leaf = { fact: "arrivedAlone", operator: "equal", value: true };
  const [group, other] = [{ all: [leaf] }, { any: [leaf] }];
  for (const [theirs, ours] of [
    [group, other],
    [other, group],
    [group, { not: leaf }],
  ] as const) {
    const [their] = Object.keys(theirs);
    const [our] = Object.keys(ours);
    expect(parsePack("city", city(ours), base(theirs)).problems).toMatchObject([
      {
        ...{ file: "routing.json", line: 1, column: 42, rule: "alone-and-new", code: "group.two" },
        message: `"${our}" stands beside the "${their}" of the program that this one extends`,
        fix: `Write "${their}": null beside it, to take that one out.`,
      },
    ]);
    const mended = parsePack("city", city({ ...ours, [their!]: null }), base(theirs));
    expect(packOf(mended).ruleSets.routing!.rules[0]!.conditions).toEqual(ours);
  }
  expect(parsePack("alone", base({ ...group, ...other })).problems).toMatchObject([
    { code: "group.two", message: '"all" and "any" stand in one group' },
  ]);
});

const own = (files: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries({ "program.json": { extends: "base" }, ...files }).map(([path, content]) => [
      path,
      JSON.stringify(content),
    ]),
  );
const opens = (...layers: Record<string, unknown>[]) =>
  parseFolders([
    { id: "base", files: aPackFolder() },
    ...layers.map((files, index) => ({ id: `layer-${index}`, files: own(files) })),
  ]).problems ?? [];
const kindOf = (fact: string, kind: string | null) => ({ "facts.json": { facts: { [fact]: { kind } } } });

test("a fact may be handled with more care than in the base, never with less: lines and readers' rights go by its kind", () => {
  expect(opens(kindOf("health", "ordinary"))).toMatchObject([
    { file: "facts.json", line: 1, column: 28, rule: "health", code: "overlay.less-careful" },
  ]);
  expect(opens(kindOf("health", null))).toMatchObject([{ column: 28, code: "overlay.less-careful" }]);
  expect(opens(kindOf("group", "conversation"))).toMatchObject([{ code: "overlay.less-careful" }]);
  for (const [fact, kind] of [
    ["health", "staff"],
    ["health", "conversation"],
    ["level", "conversation"],
    ["level", "ordinary"],
  ] as const)
    expect(opens(kindOf(fact, kind)), `${fact} ${kind}`).toEqual([]);
});

test("no program between takes the care away, neither by taking the fact out nor the file", () => {
  const anew = { type: "choice", values: ["well", "unwell"] };
  for (const between of [{ "facts.json": { facts: { health: null } } }, { "facts.json": null }])
    expect(opens(between, { "facts.json": { facts: { health: anew } } })).toMatchObject([
      { file: "facts.json", rule: "health", code: "overlay.less-careful" },
    ]);
  expect(opens(kindOf("level", "staff"), kindOf("level", "ordinary"))).toMatchObject([
    { file: "facts.json", code: "overlay.less-careful" },
  ]);
  expect(opens({ "facts.json": { facts: { health: null } } })).toEqual([]);
});

test("nobody who takes part in the base becomes staff, who read more; a new role may", () => {
  const roles = (change: unknown) => ({ "program.json": { extends: "base", roles: change } });
  expect(opens(roles({ mentor: { staff: true } }))).toMatchObject([
    { file: "program.json", rule: "mentor", code: "overlay.made-staff" },
  ]);
  expect(opens(roles({ mentor: null }), roles({ mentor: { staff: true } }))).toMatchObject([
    { code: "overlay.made-staff" },
  ]);
  expect(opens(roles({ teacher: { staff: true }, coordinator: { staff: true } }))).toEqual([]);
});

test("texts that the program has no use for are not taken over: of what it took out, and in languages that it does not speak", () => {
  const content = aPackFolder();
  const program = JSON.parse(content["program.json"]!);
  const base = {
    ...content,
    "program.json": JSON.stringify({ ...program, languages: { participants: ["en", "uk"], staff: ["en"] } }),
    "texts/uk.json": content["texts/en.json"]!,
  };
  const said = JSON.parse(content["texts/en.json"]!) as Record<string, string>;
  const without = { languages: { participants: ["en"], staff: ["en"] } };
  const files = own({
    "program.json": { extends: "base", ...without },
    "forms/met.json": null,
    "texts/en.json": { "program.nmae": "Town" },
  });
  const parsed = parsePack("town", files, base);
  const pack = packOf(parsed);
  expect(said).toHaveProperty(["forms.met.title"]);
  expect(Object.keys(pack.texts)).toEqual(["en"]);
  expect(pack.texts.en).not.toHaveProperty(["forms.met.title"]);
  expect(checkPack(pack, sourcesOf(parsed)).filter(({ code }) => code.startsWith("text."))).toMatchObject([
    { file: "texts/en.json", code: "text.unused", message: expect.stringContaining("program.nmae") },
  ]);
});

test("what only a base says of itself is not taken over: that it is one, and its examples", () => {
  const content = aPackFolder();
  const program = JSON.parse(content["program.json"]!);
  const base = { ...content, "program.json": JSON.stringify({ ...program, base: true }) };
  expect(isBase(base)).toBe(true);
  expect(packOf(parsePack("base", base)).program.base).toBe(true);
  const town = packOf(parsePack("town", own({}), base));
  expect(town.program.base).toBeUndefined();
  expect(town.examples).toEqual({});
  expect(Object.keys(packOf(parsePack("town", own({}), content)).examples)).toEqual(["mina"]);
  expect(isBase(content)).toBe(false);
});

test("programs extend each other in a chain, the nearest wins", () => {
  const region = { "program.json": '{ "extends": "base", "mailsPerDay": 2, "zone": "UTC" }' };
  const town = { "program.json": '{ "extends": "region", "mailsPerDay": 1 }' };
  const parsed = parseFolders([
    { id: "base", files: aPackFolder() },
    { id: "region", files: region },
    { id: "town", files: town },
  ]);
  expect(packOf(parsed).program).toMatchObject({ mailsPerDay: 1, zone: "UTC" });
});

test("a program whose base is not there says so", () => {
  expect(parsePack("city", city).problems).toMatchObject([
    { file: "program.json", line: 1, column: 14, code: "extends.unknown" },
  ]);
});
