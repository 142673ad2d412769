import { describe, expect, it } from "vitest";
import { NeverAnswer } from "#cli/answers.ts";
import { persona, spoiled, waymark, written } from "./waymark.ts";

const answer = async (...args: string[]) => {
  const { code, stdout } = await waymark("never", ...args, "--json");
  expect(code).toBe(0);
  return NeverAnswer.parse(JSON.parse(stdout)).programs;
};

describe("waymark never", () => {
  it("tells what the software holds apart from what people promise, each with its source", async () => {
    const [cemewe] = await answer("cemewe");
    expect(cemewe!.asks.map(({ says }) => says)).toContain("Mental disorder");
    expect(cemewe!.looks.map(({ says }) => says)).toContain(
      "Rules of matching scores never look at: Support needed (Mentee)",
    );
    const held = cemewe!.holds.find(({ name }) => name === "no-rule-turns-away")!;
    expect(held).toMatchObject({
      says: expect.stringMatching(/^No rule turns a mentor away/),
      why: expect.any(String),
    });
    for (const line of [...cemewe!.asks, ...cemewe!.looks, ...cemewe!.holds, ...cemewe!.promises])
      expect(line.source, line.says).toBeTruthy();
    const names = cemewe!.holds.map(({ name }) => name);
    for (const { name } of cemewe!.promises) expect(names).not.toContain(name);
  });

  it("prints it for people, and as Markdown for a site", async () => {
    const { code, stdout } = await waymark("never", "cemewe");
    expect(code).toBe(0);
    expect(stdout).toContain("the software holds this\n  Health, daily routines and family");
    expect(stdout.indexOf("the software holds this")).toBeLessThan(stdout.indexOf("we promise this"));
    const site = (await waymark("never", "cemewe", "--markdown")).stdout.split("\n");
    expect(site[0]).toMatch(/^# /);
    expect(site.filter((line) => line.startsWith("## "))).toHaveLength(4);
    expect(site).toContainEqual(
      expect.stringMatching(/^- \*\*Silence ends nothing: .*\(design: people first\)$/),
    );
  });

  it("speaks the program's other languages where its texts do", async () => {
    const rules = spoiled("cemewe/texts/uk.json", (text) =>
      text.replace("{", '{ "never.silence-ends-nothing": "Мовчання нічого не завершує.",'),
    );
    const [cemewe] = await answer("cemewe", "--language", "uk", "--rules", rules);
    const says = (name: string) => cemewe!.holds.find((line) => line.name === name)!.says;
    expect(says("silence-ends-nothing")).toBe("Мовчання нічого не завершує.");
    expect(says("no-rule-turns-away")).toMatch(/^No rule turns/);
    const [label] = cemewe!.looks;
    expect(label!.says).not.toBe((await answer("cemewe"))[0]!.looks[0]!.says);
  });

  it("ends with 2 for a program or a language that is not there, and with 1 for a program with errors", async () => {
    expect(await waymark("never", "cemew")).toMatchObject({ code: 2, stdout: "" });
    expect(await waymark("never", "cemewe", "--language", "fi")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no texts in "fi"'),
    });
    const broken = spoiled("cemewe/journeys/mentor.json", (text) => text.replace('["decline"]', "[]"));
    const { code, stderr } = await waymark("never", "cemewe", "--rules", broken);
    expect([code, stderr]).toEqual([1, expect.stringContaining("no-rule-turns-away")]);
  });
});

describe("a broken line of never.json", () => {
  it("is told by check at its place, with the line that it breaks", async () => {
    const rules = spoiled("cemewe/journeys/mentor.json", (text) => text.replace('["decline"]', "[]"));
    const { code, stdout } = await waymark("check", "cemewe", "--rules", rules, "--json");
    const [problem] = JSON.parse(stdout).problems;
    expect(code).toBe(1);
    expect(problem).toMatchObject({
      file: "cemewe/journeys/mentor.json",
      code: "never.guard",
      against: { file: "cemewe/never.json", line: expect.any(Number) },
    });
  });

  it("is nowhere in the life of an example, and rehearse ends with 0", async () => {
    const { code } = await waymark("rehearse", "cemewe", "--person", written(persona("samira")));
    expect(code).toBe(0);
  });
});
