import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAnswers } from "#core/forms/read-answers.ts";
import { cleanLine, readValue } from "#core/forms/value.ts";
import { Fact, FactDictionary } from "#core/program/fact.ts";

const dictionary = FactDictionary.parse({
  facts: {
    motivated: { type: "boolean" },
    age: { type: "number", min: 0, max: 120 },
    health: { type: "rating" },
    name: { type: "text" },
    story: { type: "text", long: true },
    status: { type: "choice", values: ["work", "study"] },
    languages: { type: "choices", values: ["fi", "ar", "uk"] },
    children: { type: "numbers", min: 0, max: 30 },
    born: { type: "date" },
    rhythm: { type: "duration", values: ["P7D", "P14D"] },
  },
});
const read = (fact: string, ...raw: string[]) => readAnswers(dictionary, [{ fact }], { [fact]: raw });

describe("an answer from a page", () => {
  it.each<[string, string[], unknown]>([
    ["motivated", ["yes"], true],
    ["motivated", ["false"], false],
    ["age", [" 30 "], 30],
    ["age", ["٣٠"], 30],
    ["age", ["۲,۵"], 2.5],
    ["health", ["5"], 5],
    ["name", ["  Samira\u202e "], "Samira"],
    ["story", ["one\r\ntwo"], "one\ntwo"],
    ["status", ["work"], "work"],
    ["languages", ["fi", "ar", "fi"], ["fi", "ar"]],
    ["children", ["3 7;9"], [3, 7, 9]],
    ["born", ["1990-02-28"], "1990-02-28"],
    ["rhythm", ["P7D"], "P7D"],
  ])("is read as what the fact %s is: %j", (fact, raw, value) => {
    expect(read(fact, ...raw)).toEqual({ facts: { [fact]: value }, faults: {} });
  });

  it.each<[string, string[], string]>([
    ["motivated", ["maybe"], "not-yes-or-no"],
    ["motivated", ["__proto__"], "not-yes-or-no"],
    ["motivated", ["constructor"], "not-yes-or-no"],
    ["age", ["thirty"], "not-a-number"],
    ["age", ["1e3"], "not-a-number"],
    ["age", ["-1"], "too-small"],
    ["age", ["121"], "too-large"],
    ["health", ["4.5"], "not-a-number"],
    ["health", ["6"], "too-large"],
    ["status", ["sleep"], "not-a-choice"],
    ["status", ["work", "study"], "one-only"],
    ["languages", ["fi", "xx"], "not-a-choice"],
    ["children", ["3, x"], "not-a-number"],
    ["born", ["31.12.1990"], "not-a-date"],
    ["born", ["1990-02-30"], "not-a-date"],
    ["rhythm", ["weekly"], "not-a-duration"],
    ["rhythm", ["P1D"], "not-a-choice"],
    ["name", ["x".repeat(501)], "too-long"],
    ["name", ["\u202e"], "missing"],
    ["name", [" "], "missing"],
    ["name", [], "missing"],
  ])("for %s that says %j has the fault %s", (fact, raw, fault) => {
    expect(read(fact, ...raw)).toEqual({ facts: {}, faults: { [fact]: fault } });
  });

  it("may be left out where it is not required, and is then absent", () => {
    expect(readAnswers(dictionary, [{ fact: "age", required: false }], { age: "" })).toEqual({
      facts: {},
      faults: {},
    });
  });

  it("is only looked for where it was asked", () => {
    const posted = JSON.parse('{"age":"30","status":"work","__proto__":{"name":"x"}}');
    expect(readAnswers(dictionary, [{ fact: "age" }], posted).facts).toEqual({ age: 30 });
    expect(readAnswers(dictionary, [{ fact: "name", required: false }], posted).facts).toEqual({});
  });

  it("must be on offer", () => {
    const asked = [{ fact: "languages", only: ["fi"] }];
    expect(readAnswers(dictionary, asked, { languages: "fi" }).faults).toEqual({});
    expect(readAnswers(dictionary, asked, { languages: "ar" }).faults).toEqual({ languages: "not-a-choice" });
  });

  it("is a value of the fact's type or a fault, whatever was written", () => {
    const facts = fc.constantFrom(...Object.values(dictionary.facts));
    fc.assert(
      fc.property(facts, fc.array(fc.string({ unit: "binary" }), { maxLength: 4 }), (fact, raw) => {
        const result = readValue(Fact.parse(fact), raw);
        if ("fault" in result) return true;
        const again = Array.isArray(result.value) ? result.value.map(String) : [result.value];
        return JSON.stringify(readValue(fact, again)) === JSON.stringify(result);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a line of text", () => {
  it("cannot add lines or turn the reading around", () => {
    expect(cleanLine("Eve\r\nBcc: all@example.org \u2066x\u0000")).toBe("Eve Bcc: all@example.org x");
    expect(cleanLine("x".repeat(400))).toHaveLength(150);
  });
});
