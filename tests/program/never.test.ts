import { describe, expect, it, test } from "vitest";
import { neverInWords } from "#core/messages/never.ts";
import { checkPack } from "#core/program/check.ts";
import { isNamedLike, looksAt } from "#core/program/never-names.ts";
import { parseFolders, parsePack } from "#core/program/parse.ts";
import { aPackContent, aPackFolder } from "./a-pack-folder.ts";

type Json = ReturnType<typeof JSON.parse>;

test("a forbidden name is found in whatever spelling, and not in words that only look like it", () => {
  const like = [
    "criminalRecord",
    "criminal_record",
    "CRIMINAL-RECORD",
    "criminalrecords",
    "hasCriminalRecord",
  ];
  for (const name of like) expect(isNamedLike(name, "criminalRecord"), name).toBe(true);
  for (const name of ["recordCriminal", "criminal", "recordings"])
    expect(isNamedLike(name, "criminalRecord"), name).toBe(false);
  expect(isNamedLike("dramatic", "drama")).toBe(false);
});

describe("looking at a fact is looking at", () => {
  const content = aPackContent() as Json;
  content["facts.json"].derived.ageTwice = { lowestOf: ["age"] };
  content["facts.json"].facts.step = { type: "choice", values: ["one", "two"], kind: "staff" };
  content["helper.json"] = {
    decides: "step",
    hitPolicy: "first match",
    rules: [
      {
        name: "a",
        conditions: { all: [{ fact: "trust", operator: "equal", value: 4 }] },
        event: { type: "one" },
      },
    ],
    otherwise: { type: "two" },
  };
  const { pack } = parsePack("example", aPackFolder(content));

  it.each([
    ["itself", "trust", "trust"],
    ["what it is worked out from", "ageTwice", "bornOn"],
    ["what rules decided it by", "step", "trust"],
    ["either side's, where no side is said", "mentor.trust", "trust"],
    ["what rules decided it by, on the same side", "mentee.step", "mentee.trust"],
  ])("%s", (_, ref, forbidden) => {
    expect(looksAt(pack!, ref, forbidden)).toBe(true);
  });

  it.each([
    ["another", "level", "trust"],
    ["the other side's", "mentor.trust", "mentee.trust"],
    ["what the other side's was decided by", "mentor.step", "mentee.trust"],
  ])("nothing of %s", (_, ref, forbidden) => {
    expect(looksAt(pack!, ref, forbidden)).toBe(false);
  });
});

const guard = (line: Json, name = "ours") => ({ name, text: "Never.", why: "Promised.", ...line });

function problemsOf(change: (content: Json) => void) {
  const content = aPackContent() as Json;
  change(content);
  const parsed = parsePack("example", aPackFolder(content));
  return parsed.problems ?? checkPack(parsed.pack, parsed.sources);
}

const codes = (change: (content: Json) => void) =>
  problemsOf(change).map(({ file, code }) => `${file} ${code}`);

describe("a forbidden fact is found", () => {
  const forbid = (content: Json, name: string) =>
    content["never.json"].facts.push({ name, why: "Nobody's business." });

  it.each<[string, (content: Json) => void, string]>([
    ["as a value of another fact", (c) => c["facts.json"].facts.level.values.push("Trauma"), "facts.json"],
    [
      "behind another name, where a partner's form asks for it",
      (c) => c["intake/apply.json"].map.push({ question: "past_traumas", fact: "languages" }),
      "intake/apply.json",
    ],
    ["in a letter", (c) => (c["texts/en.json"]["mails.mentee.welcome.body"] = "{trauma}"), "texts/en.json"],
    ["in a form", (c) => c["forms/survey.json"].questions.push({ fact: "trauma" }), "forms/survey.json"],
    [
      "in a length of time",
      (c) => (c["journeys/match.json"].tracks[0].every = { fact: "trauma" }),
      "journeys/match.json",
    ],
  ])("%s", (_, change, file) => {
    expect(
      codes((content) => {
        forbid(content, "trauma");
        change(content);
      }),
    ).toContain(`${file} never.fact`);
  });

  it("nowhere when it is only left alone", () => {
    expect(
      codes((content) => {
        forbid(content, "trauma");
        content["intake/apply.json"].ignore = ["trauma"];
      }),
    ).toEqual([]);
  });
});

describe("what somebody is not to be told", () => {
  const told = guard({ never: "told", fact: "level", to: "mentor" });

  it.each<[string, (content: Json) => void, string]>([
    [
      "in a letter",
      (c) => (c["texts/en.json"]["mails.match.met.body"] = "She has {level}."),
      "texts/en.json",
    ],
    ["in a form's words", (c) => (c["texts/en.json"]["forms.met.intro"] = "{level}"), "texts/en.json"],
    ["in others' answers", (c) => (c["forms/survey.json"].visibleTo = ["mentor"]), "forms/survey.json"],
    ["in an agreement", (c) => c["agreements/pair.json"].blanks.push("level"), "journeys/match.json"],
  ])("is found %s", (_, change, file) => {
    expect(
      codes((content) => {
        content["never.json"].guards = [told];
        change(content);
      }),
    ).toContain(`${file} never.guard`);
  });

  it("is no matter in letters to herself", () => {
    expect(
      codes((content) => {
        content["never.json"].guards = [told];
        content["texts/en.json"]["mails.mentee.welcome.body"] = "{level}";
      }),
    ).not.toContain("texts/en.json never.guard");
  });
});

test("an ending by a coordinator's hand is looked at as well, where no step says what comes first", () => {
  const line = guard({
    never: "before",
    steps: { role: "mentor", do: "close" },
    facts: ["group"],
    by: "staff",
  });
  const found = problemsOf((content) => {
    content["never.json"].guards = [line];
  }).filter(({ code }) => code === "never.guard");
  expect(found).toMatchObject([{ file: "journeys/mentor.json" }]);
  expect(found[0]!.message).toMatch(/can end here with "close" as "ended early" by a coordinator's word/);
});

test("a line speaks of what there is, and no two have one name", () => {
  const wrong = (line: Json) =>
    problemsOf((content) => {
      content["never.json"].guards = [guard(line)];
    }).map(({ file, code }) => `${file} ${code}`);
  expect(wrong({ never: "decided alone", fact: "grup", values: ["light"] })).toEqual([
    "never.json fact.unknown",
  ]);
  expect(
    codes((content) => content["never.json"].rules.push({ decides: ["grup"], fact: "health", why: "No." })),
  ).toContain("never.json fact.unknown");
  expect(wrong({ never: "before", steps: { role: "mentr" }, facts: ["trust"] })).toEqual([
    "never.json role.unknown",
  ]);
  expect(wrong({ never: "letter", to: "guardian" })).toEqual(["never.json role.unknown"]);
  expect(wrong({ never: "said by others", fact: "level", by: ["intake/none"] })).toContain(
    "never.json somebody-who-could-say-it.unknown",
  );
  expect(wrong({ never: "asked by mail" })).toHaveLength(1);
  expect(wrong({ never: "step", steps: {} })).toHaveLength(1);
  const twice = codes((content) => {
    content["never.json"].guards = ["mentor", "mentee"].map((to) =>
      guard({ never: "told", fact: "health", to }),
    );
  });
  expect(twice).toEqual(["never.json never.twice"]);
});

describe("a program that extends another", () => {
  const base = aPackContent() as Json;
  base["never.json"].guards = [guard({ never: "letter", to: "mentor", from: "mentee" }, "theirs")];
  const laid = (files: Record<string, Json>) => {
    const own = { "program.json": { extends: "base" }, ...files };
    const texts = Object.fromEntries(
      Object.entries(own).map(([path, value]) => [path, JSON.stringify(value)]),
    );
    const parsed = parsePack("city", texts, aPackFolder(base));
    return {
      pack: parsed.pack,
      codes: (parsed.problems ?? checkPack(parsed.pack, parsed.sources)).map(({ code }) => code),
    };
  };
  const [line] = base["never.json"].guards;

  it("adds lines of its own, and keeps those that it extends", () => {
    const { pack, codes } = laid({
      "never.json": { guards: [guard({ never: "letter", to: "mentee", from: "mentor" })] },
    });
    expect(codes).toEqual([]);
    expect(pack!.never.guards.map(({ name }) => name)).toEqual(["theirs", "ours"]);
  });

  it.each<[string, Json]>([
    ["the file taken away", null],
    ["the list taken away", { guards: null }],
    ["a line taken away by its name", { guards: { theirs: null } }],
    ["the list written as a group", { guards: { theirs: { ...line, to: "mentee" } } }],
    ["another kind of file", []],
    ["a word in place of the list", { guards: "none" }],
  ])("is refused with %s", (_, never) => {
    expect(laid({ "never.json": never }).codes.length).toBeGreaterThan(0);
  });

  it.each<[string, Json]>([
    ["an empty list", { guards: [] }],
    ["a list without the line", { guards: [guard({ never: "letter", to: "mentee", from: "mentor" })] }],
    ["the same name with other words", { guards: [{ ...line, to: "mentee", from: "mentor" }] }],
    ["the same name with another kind", { guards: [guard({ never: "step", steps: { id: "x" } }, "theirs")] }],
  ])("keeps the line as it is with %s", (_, never) => {
    const { pack } = laid({ "never.json": never });
    expect(pack!.never.guards[0]).toEqual(line);
  });

  it("is told when it writes a line under a name that is taken", () => {
    expect(laid({ "never.json": { guards: [{ ...line, to: "mentee", from: "mentor" }] } }).codes).toEqual([
      "never.twice",
    ]);
  });

  it("breaks the line of the other with a step of its own", () => {
    const found = laid({
      "program.json": { extends: "base", roles: { mentee: { journey: "other" } } },
      "journeys/other.json": {
        role: "mentee",
        stages: [{ id: "all", steps: [{ id: "note", do: "tell", to: ["mentor"] }] }],
      },
    });
    expect(found.codes).toContain("never.guard");
  });

  describe("is held by a line about a rule set of the other under whatever name", () => {
    const unwell = (fact: string, type: string) => ({
      name: "unwell",
      conditions: { all: [{ fact, operator: "equal", value: "unwell" }] },
      event: { type, params: { points: 1 } },
    });
    const triage = (decides: string) => ({
      decides,
      hitPolicy: "first match",
      rules: [unwell("health", "light")],
      otherwise: { type: "intensive" },
    });
    const fit = {
      decides: "fit",
      hitPolicy: "sum of points",
      rules: [unwell("mentee.health", "points")],
      otherwise: { type: "points" },
    };
    const lines = base["never.json"].rules;
    const found = (...layers: Record<string, Json>[]) => {
      const content = {
        ...base,
        "never.json": { rules: [...lines, { ruleSet: "routing", fact: "health", why: "No." }] },
      };
      const folders = layers.map((files, index) => ({
        id: `layer-${index}`,
        files: Object.fromEntries(
          Object.entries({ "program.json": { extends: "base" }, ...files }).map(([path, value]) => [
            path,
            JSON.stringify(value),
          ]),
        ),
      }));
      const parsed = parseFolders([{ id: "base", files: aPackFolder(content) }, ...folders]);
      return (parsed.problems ?? checkPack(parsed.pack, parsed.sources)).filter(
        ({ code }) => code === "never.rule",
      );
    };

    it("that decides the same fact", () => {
      const problems = found({ "routing.json": null, "triage.json": triage("group") });
      expect(problems).toMatchObject([{ file: "triage.json" }]);
      expect(problems[0]!.message).toMatch(
        /^never.json forbids "triage", which answers what "routing" is to answer, to look at "health"/,
      );
      expect(found({ "triage.json": triage("group") })).toHaveLength(1);
    });

    it("that decides it while the old name decides another", () => {
      const other = {
        "facts.json": { facts: { other: { type: "choice", values: ["light", "intensive"] } } },
      };
      expect(
        found({ ...other, "routing.json": { decides: "other" }, "triage.json": triage("group") }),
      ).toHaveLength(1);
    });

    it("that pairs are weighed by", () => {
      const weighed = { "program.json": { extends: "base", matching: { scores: "fit" } } };
      expect(found({ ...weighed, "matching.scores.json": null, "fit.json": fit })).toMatchObject([
        { file: "fit.json" },
      ]);
    });

    it("also where a program between has taken the rule set out", () => {
      expect(found({ "routing.json": null }, { "triage.json": triage("group") })).toMatchObject([
        { file: "triage.json" },
      ]);
    });

    it("but not one that decides something else", () => {
      expect(found({ "routing.json": null, "triage.json": triage("level") })).toEqual([]);
    });
  });

  it("tells the lines of the other in the same words", () => {
    const told = (pack: Json) => neverInWords(pack, "en").looks;
    const alone = parsePack("base", aPackFolder(base)).pack;
    expect(told(laid({}).pack)).toEqual(told(alone));
  });

  it("may take out what a line of the other speaks of", () => {
    const without = structuredClone(base);
    without["never.json"].guards = [guard({ never: "told", fact: "trust", to: "mentor" }, "theirs")];
    without["never.json"].rules = [{ ruleSet: "routing", fact: "trust", why: "No." }];
    const parsed = parsePack(
      "city",
      {
        "program.json": '{ "extends": "base" }',
        "facts.json": '{ "facts": { "trust": null } }',
        "matching.scores.json":
          '{ "rules": { "same-trust": { "conditions": { "all": [{ "fact": "mentor.level", "operator": "equal", "value": "none" }] } } } }',
        "forms/survey.json": '{ "questions": { "trust": null } }',
        "forms/met.json": '{ "questions": { "trust": null, "level": {} } }',
        "examples/mina.json": "null",
        "texts/en.json": '{ "facts.trust": null, "questions.trust": null }',
      },
      aPackFolder(without),
    );
    expect(parsed.problems ?? checkPack(parsed.pack, parsed.sources)).toEqual([]);
  });
});
