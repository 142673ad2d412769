import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadPack } from "#adapters/pack-files.ts";
import { Round } from "#core/matching/round.ts";
import { RoundChange } from "#core/matching/round-change.ts";
import { WhyPair } from "#core/matching/why-pair.ts";
import { usualFacts } from "#core/rehearsal/default-fact.ts";
import { invent } from "#core/rehearsal/invent.ts";
import { Rehearsal } from "#core/rehearsal/rehearsal.ts";
import { persona, scratch, waymark, written } from "./waymark.ts";

const root = resolve(import.meta.dirname, "../..");

describe("match", () => {
  const mentor = (id: string, languages: string[]) => ({
    id,
    facts: {
      languages,
      complianceCleared: true,
      safetyCleared: true,
      trainingOutcome: "suitable",
      experienced: true,
    },
  });
  const mentee = (id: string, languages: string[]) => ({ id, facts: { languages, support: "ordinary" } });

  it("pairs who share a language, and says why somebody is left", async () => {
    const mentees = written([mentee("noor", ["arabic"]), mentee("olena", ["ukrainian"])]);
    const mentors = written([mentor("mika", ["finnish", "arabic"])]);
    const { code, stdout } = await waymark(
      "match",
      "cemewe",
      "--mentees",
      mentees,
      "--mentors",
      mentors,
      "--json",
    );
    const round = Round.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(round.pairs.map((pair) => [pair.mentor, pair.mentees])).toEqual([["mika", ["noor"]]]);
    expect(round.unmatched.map(({ id }) => id)).toEqual(["olena"]);
  });

  it("gives no reasons to who may not see them, and refuses a role that there is not", async () => {
    const [mentees, mentors] = [written([mentee("noor", ["arabic"])]), written([mentor("mika", ["arabic"])])];
    const round = async (role: string) =>
      waymark("match", "cemewe", "--mentees", mentees, "--mentors", mentors, "--as", role, "--json");
    const [whole, cut, wrong] = [await round("coordinator"), await round("mentor"), await round("mentr")];
    expect(Round.parse(JSON.parse(whole.stdout)).pairs[0]!.because.length).toBeGreaterThan(0);
    expect(Round.parse(JSON.parse(cut.stdout))).toMatchObject({
      pairs: [{ mentor: "mika", mentees: ["noor"], score: 0, because: [] }],
      total: 0,
    });
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain('no role "mentr"; did you mean "mentor"?');
  });

  it("goes on with the first of the same person twice, and with nobody on a side, and says so", async () => {
    const twice = written([mentee("noor", ["arabic"]), mentee("noor", ["ukrainian"])]);
    const mentors = written([mentor("mika", ["arabic"])]);
    const round = async (...files: [string, string]) =>
      waymark("match", "cemewe", "--mentees", files[0], "--mentors", files[1], "--json");
    const [first, none] = [await round(twice, mentors), await round(twice, written([]))];

    expect(first.code).toBe(0);
    expect(Round.parse(JSON.parse(first.stdout))).toMatchObject({
      pairs: [{ mentor: "mika", mentees: ["noor"] }],
      notes: [{ code: "twice", people: [{ id: "noor", role: "mentee" }] }],
    });
    expect(none.code).toBe(0);
    expect(Round.parse(JSON.parse(none.stdout)).notes.map(({ code }) => code)).toEqual(["nobody", "twice"]);
  });

  const files = () => {
    const mentees = written([mentee("noor", ["arabic"]), mentee("olena", ["ukrainian"])]);
    return [
      "--mentees",
      mentees,
      "--mentors",
      written([mentor("mika", ["arabic"]), mentor("eeva", ["finnish"])]),
    ];
  };

  it("says why two are a pair, or why not, in words and as JSON", async () => {
    const words = await waymark("match", "cemewe", ...files(), "--why", "mika", "olena");
    const json = await waymark("match", "cemewe", ...files(), "--why", "mika", "olena", "--json");

    expect(words.code).toBe(0);
    expect(words.stdout).toMatch(/olena with mika\nNot possible: .*\n\nWhat forbids it\n/);
    expect(WhyPair.parse(JSON.parse(json.stdout))).toMatchObject({
      may: "no",
      stops: [{ rule: "no-shared-language" }],
      instead: { mentor: ["noor"], mentee: [] },
    });
    expect(await waymark("match", "cemewe", ...files(), "--why", "mikka", "olena")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nobody called "mikka" in the file of --mentors; did you mean "mika"?'),
    });
    expect(await waymark("match", "cemewe", ...files(), "--why", "mika")).toMatchObject({ code: 2 });
  });

  it("says how a round would change under a draft, and not to whom its rules are closed", async () => {
    const draft = scratch();
    const rules = JSON.parse(readFileSync(join(root, "rules/cemewe/matching.constraints.json"), "utf8"));
    const known = { fact: "mentor.languages", operator: "sharesNone", value: ["finnish"] };
    rules.rules[0].conditions = { all: [known] };
    writeFileSync(join(draft, "matching.constraints.json"), JSON.stringify(rules));
    const { code, stdout } = await waymark("match", "cemewe", ...files(), "--draft", draft, "--json");

    expect(code).toBe(0);
    expect(RoundChange.parse(JSON.parse(stdout))).toMatchObject({
      totals: { live: { pairs: 1 }, draft: { pairs: 1 } },
      pairs: { gone: [{ mentor: "mika", mentee: "noor" }], new: [{ mentor: "eeva" }] },
    });
    const words = await waymark("match", "cemewe", ...files(), "--draft", draft);
    expect(words.stdout).toContain("Who would be with somebody else");
    expect(await waymark("match", "cemewe", ...files(), "--draft", draft, "--as", "mentee")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("may not see"),
    });
  });

  it.each([10, 100])(
    "matches an invented pool of %i, forgets nobody, and says how fair it was",
    async (size) => {
      const { pack } = await loadPack(join(root, "rules"), "cemewe");
      const pool = (role: string, seed: number) =>
        invent(pack!, role, size, seed).map(({ id, facts }) => ({
          id,
          facts: { ...usualFacts(pack!, role, "2026-03-02"), ...facts },
          waitingSince: "2026-01-15",
        }));
      const files = ["--mentees", written(pool("mentee", 1)), "--mentors", written(pool("mentor", 2))];
      const { code, stdout } = await waymark("match", "cemewe", ...files, "--on", "2026-03-02", "--json");
      const round = Round.parse(JSON.parse(stdout));
      const people = [
        ...round.pairs.flatMap(({ mentor, mentees }) => [mentor, ...mentees]),
        ...round.unmatched.map(({ id }) => id),
      ];

      expect(code).toBe(0);
      expect(people).toHaveLength(2 * size);
      expect(new Set(people).size).toBe(2 * size);
      expect(round.fairness!.facts.every(({ groups }) => groups.every(({ people }) => people >= 5))).toBe(
        true,
      );
      expect(round.fairness!.facts[0]!.groups[0]).toMatchObject({ waitingDays: 46 });
    },
  );

  it("names what is wrong in a list of earlier pairs, with its place", async () => {
    const wrong = written([{ mentor: "mika", mentee: "noor", was: "maried" }]);
    const { code, stderr } = await waymark("match", "cemewe", ...files(), "--before", wrong);

    expect(code).toBe(2);
    expect(stderr).toContain('"maried"');
    expect(stderr).toContain(":5:");
  });
});

describe("rehearse", () => {
  const args = ["rehearse", "cemewe", "--from", "2026-03-02", "--until", "P12M"];

  it("lists everything that will happen to a person, with dates, the same each time", async () => {
    const file = written(persona("samira"));
    const first = await waymark(...args, "--person", file, "--json");
    const second = await waymark(...args, "--person", file, "--json");
    const { timeline, end } = Rehearsal.parse(JSON.parse(first.stdout));
    expect(first.stdout).toBe(second.stdout);
    expect(timeline.find(({ kind }) => kind === "decision")).toMatchObject({
      id: "routing.light",
      to: "samira",
    });
    expect(new Set(timeline.map(({ kind }) => kind))).toEqual(
      new Set(["state", "email", "task", "decision", "event"]),
    );
    expect(end.as).toBe("completed");
  });

  it("reads well without --json", async () => {
    const { code, stdout } = await waymark(...args, "--person", written(persona("samira")));
    expect(code).toBe(0);
    expect(stdout).toMatch(/2 Mar 2026, 09:00 +email +mentee\.received/);
    expect(stdout).toMatch(/samira on .*: completed/);
  });

  it.each([
    ["a length of time", ["--until", "a year"], "P12M"],
    ["a day", ["--from", "tomorrow"], "2026-03-01"],
  ])("refuses what is not %s", async (_, options, hint) => {
    const { code, stderr } = await waymark(
      "rehearse",
      "cemewe",
      "--person",
      written(persona("samira")),
      ...options,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(hint);
  });

  it("takes one person at a time", async () => {
    const { code, stderr } = await waymark(
      ...args,
      "--person",
      written([persona("samira"), persona("fatima")]),
    );
    expect(code).toBe(2);
    expect(stderr).toContain("one at a time");
  });
});
