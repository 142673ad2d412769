import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { Impact } from "#core/impact/impact.ts";
import { persona, scratch, waymark, written } from "./waymark.ts";

const rules = resolve(import.meta.dirname, "../../rules");
const people = () =>
  [persona("samira"), persona("fatima"), persona("tatiana")].map(({ id, facts }) => ({ id, facts }));

/** A folder with only these files in it. */
function aDraft(files: Record<string, unknown>, folder = scratch()): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
  return folder;
}

/** The whole program with one text in a file replaced. */
function aCopy(file: string, from: string, to: string): string {
  const folder = join(scratch(), "cemewe");
  cpSync(join(rules, "cemewe"), folder, { recursive: true });
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return folder;
}

/** Without family leave as a reason, Fatima is looked at like everybody else. */
const noFamilyLeave = () =>
  aCopy(
    "routing.json",
    '"familyLeaveProlonged", "operator": "equal", "value": true',
    '"familyLeaveProlonged", "operator": "equal", "value": false',
  );

describe("impact", () => {
  it("tells nothing to who takes part", async () => {
    const given = ["impact", "cemewe", "--draft", noFamilyLeave(), "--people", written(people()), "--json"];
    const { code, stdout, stderr } = await waymark(...given, "--as", "mentee");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("is for staff");
    expect(await waymark(...given, "--as", "nobody")).toMatchObject({ code: 2 });
  });

  it("names who changes, from what to what and why, for a whole changed folder", async () => {
    const { code, stdout } = await waymark(
      "impact",
      "cemewe",
      "--draft",
      noFamilyLeave(),
      "--people",
      written(people()),
      "--json",
    );
    expect(code).toBe(0);
    const { changed, unchanged } = Impact.parse(JSON.parse(stdout));
    const fatima = changed.find(({ id }) => id === persona("fatima").id)!;
    expect(fatima).toMatchObject({ ruleSet: "routing", from: "retraining" });
    expect(fatima.to).not.toBe("retraining");
    expect(fatima.because).toContainEqual(
      expect.objectContaining({ fact: "familyLeaveProlonged", saw: true, wanted: false }),
    );
    expect(new Set(changed.map(({ id }) => id)).size + unchanged).toBe(3);
  });

  it("takes a folder with only what differs, or a folder of programs with this one in it", async () => {
    const overlay = aDraft({
      "routing.json": { rules: [{ name: "close-to-work", event: { params: { group: 9 } } }] },
    });
    const file = written(people());
    const { stdout } = await waymark("impact", "cemewe", "--draft", overlay, "--people", file, "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      changed: [{ id: "samira", from: "light (group 1)", to: "light (group 9)" }],
      unchanged: 2,
    });
    const all = await waymark("impact", "cemewe", "--draft", rules, "--people", file, "--json");
    expect(JSON.parse(all.stdout)).toEqual({
      changed: [],
      unchanged: 3,
      counted: [],
      leftOut: 0,
      hidden: [],
    });
  });

  it("says in words how many change, who, and why", async () => {
    const { stdout } = await waymark(
      "impact",
      "cemewe",
      "--draft",
      noFamilyLeave(),
      "--people",
      written(people()),
    );
    expect(stdout).toMatch(/of 3 people would change\./);
    expect(stdout).toMatch(/fatima\s+.*Retraining.* → /i);
    expect(stdout).toContain("asked now: is no (before: is yes)");
    expect(stdout).not.toMatch(/needs-info|rule set|overlay/);
  });

  it("names twenty and counts the rest", async () => {
    const { facts } = persona("fatima");
    const many = Array.from({ length: 25 }, (_, place) => ({ id: `person-${place}`, facts }));
    const { stdout } = await waymark(
      "impact",
      "cemewe",
      "--draft",
      noFamilyLeave(),
      "--people",
      written(many),
    );
    expect(stdout).toContain("and 5 more");
  });

  it("refuses a draft with problems, with where they are, and changes nothing", async () => {
    const draft = aCopy("routing.json", '"targetGroup"', '"targetGrup"');
    const before = readdirSync(draft);
    const { code, stderr, stdout } = await waymark(
      "impact",
      "cemewe",
      "--draft",
      draft,
      "--people",
      written(people()),
      "--json",
    );
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/routing\.json:3:\d+/);
    expect(stderr).toContain("was not compared");
    expect(readdirSync(draft)).toEqual(before);
  });

  it("says what is missing: a draft, people, a role that exists", async () => {
    const nowhere = await waymark("impact", "cemewe", "--draft", scratch(), "--people", written(people()));
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining("--draft DIR")]);
    const nobody = await waymark("impact", "cemewe", "--draft", rules);
    expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining("--people FILE")]);
    const strange = written([{ id: "x", role: "mentes", facts: {} }]);
    const role = await waymark("impact", "cemewe", "--draft", rules, "--people", strange);
    expect([role.code, role.stderr]).toEqual([2, expect.stringContaining('did you mean "mentee"')]);
  });
});

describe("a long list of people", () => {
  const many = (
    count: number,
    spoil: (person: { id: string; facts: Record<string, unknown> }, place: number) => unknown,
  ) =>
    written(
      Array.from({ length: count }, (_, place) =>
        spoil({ id: `person-${place}`, facts: persona("fatima").facts }, place),
      ),
    );

  it("is read, though it is longer than a program's file may be", async () => {
    const file = many(2000, (person) => person);
    const { code, stdout } = await waymark(
      "impact",
      "cemewe",
      "--draft",
      noFamilyLeave(),
      "--people",
      file,
      "--json",
    );
    expect(code).toBe(0);
    expect(new Set(JSON.parse(stdout).changed.map(({ id }: { id: string }) => id)).size).toBe(2000);
  });

  it("is refused with the line of what is wrong in it", async () => {
    const wrong = many(2000, (person, place) => {
      if (place === 500) return { ...person, facts: { ...person.facts, motivaton: "high" } };
      return place === 900 ? { ...person, id: "person-0" } : person;
    });
    const lines = readFileSync(wrong, "utf8").split("\n");
    const { code, stderr } = await waymark("impact", "cemewe", "--draft", rules, "--people", wrong);
    expect(code).toBe(2);
    expect(stderr).toContain(`people.json:${lines.findIndex((line) => line.includes("motivaton")) + 1}:`);
    expect(stderr).toContain('"person-0" is in the list twice');
  });
});
