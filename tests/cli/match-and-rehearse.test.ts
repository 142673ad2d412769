import { describe, expect, it } from "vitest";
import { Round } from "#core/matching/round.ts";
import { Rehearsal } from "#core/rehearsal/rehearsal.ts";
import { persona, waymark, written } from "./waymark.ts";

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

  it("refuses the same person twice", async () => {
    const twice = written([mentee("noor", ["arabic"]), mentee("noor", ["arabic"])]);
    const { code, stderr } = await waymark(
      "match",
      "cemewe",
      "--mentees",
      twice,
      "--mentors",
      written([mentor("mika", ["arabic"])]),
    );
    expect(code).toBe(2);
    expect(stderr).toContain('"noor" is in the list twice');
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
