import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hover, labelsOf, offered, opened, rules, squiggles } from "./an-editor.ts";

/** A file of the program with one thing in it written otherwise; ‸ is the caret. */
const cemewe = (file: string, from?: string | RegExp, to = "") =>
  opened(`cemewe/${file}`, (text) => {
    if (from === undefined) return text;
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} has no ${from}`);
    return changed;
  });

const labels = async (...edit: Parameters<typeof cemewe>) => labelsOf(await offered(await cemewe(...edit)));
const wrong = async (...edit: Parameters<typeof cemewe>) => squiggles(await cemewe(...edit));

describe("a program as it is", () => {
  const files = readdirSync(rules, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".json") && !file.startsWith("schemas") && !file.includes(".schemas"),
  );

  it("has no squiggle in any file of any program", async () => {
    expect(files.length).toBeGreaterThan(50);
    const found = await Promise.all(
      files.map(async (file) => ({ file, squiggles: await squiggles(await opened(file)) })),
    );
    expect(found.filter((each) => each.squiggles.length > 0)).toEqual([]);
  });

  it("names in every file, but those that only take one away, a schema that is there: else an editor would be silent", async () => {
    const known = readdirSync(join(rules, "cemewe/.schemas"));
    for (const file of files) {
      const content = JSON.parse((await opened(file)).document.getText());
      if (content === null) continue;
      expect(content.$schema, file).toMatch(
        file.split("/").length > 2 ? /^\.\.\/\.schemas\// : /^\.schemas\//,
      );
      expect(known, file).toContain(content.$schema.split("/").at(-1));
    }
  });
});

describe("in a condition", () => {
  it("offers the facts of those the rules are about, with what staff call them", async () => {
    const items = await offered(await cemewe("routing.json", '"fact": "arrivedAlone"', '"fact": "‸"'));
    const fact = items.find(({ label }) => label === '"arrivedAlone"');
    expect(fact).toMatchObject({ detail: "Came alone", insertText: '"arrivedAlone"' });
    expect(fact?.documentation).toContain("Sensitive: only asked by a coordinator, face to face.");
    expect(labelsOf(items)).toEqual(expect.arrayContaining(["lowestRating", "today", "targetGroup"]));
    expect(labelsOf(items)).not.toContain("mentorSkills");
    expect(labelsOf(items)).not.toContain("mentee.arrivedAlone");
  });

  it("offers the facts of both sides where pairs are looked at", async () => {
    const facts = await labels("matching.scores.json", '"fact": "mentor.homeLanguages"', '"fact": "‸"');
    expect(facts).toEqual(expect.arrayContaining(["mentor.languages", "mentee.languages", "meetEvery"]));
    expect(facts).not.toContain("languages");
    expect(facts).not.toContain("mentor.arrivedAlone");
  });

  it.each([
    ["arrivedAlone", ["equal", "notEqual"]],
    ["arrivalReason", ["equal", "notEqual", "in", "notIn"]],
    ["motivation", ["equal", "notEqual", "in", "notIn", "atLeast", "below"]],
  ])("offers for %s only operators that fit it", async (fact, fitting) => {
    const leaf = `{ "fact": "${fact}", "operator": "‸", "value": 1 }`;
    const all = '{ "fact": "arrivedAlone", "operator": "equal", "value": true }';
    expect(await labels("routing.json", all, leaf)).toEqual(fitting);
  });

  it("offers the values that the fact can have, each with its label", async () => {
    const items = await offered(await cemewe("routing.json", '"seeking-safety"', '"‸"'));
    expect(items.map(({ label, detail }) => [label, detail])).toContainEqual([
      '"seeking-safety"',
      "Looking for safety",
    ]);
    expect(items).toHaveLength(5);
    expect(await labels("routing.json", '"value": true', '"value": ‸')).toEqual(["true", "false"]);
  });

  it("offers facts of the same kind to compare with", async () => {
    const others = await labels("matching.scores.json", '"fact": "mentee.homeLanguages"', '"fact": "‸"');
    expect(others).toContain("mentee.languages");
    expect(others).not.toContain("mentee.hasEducation");
  });

  it("offers what begins a condition, then what is still missing", async () => {
    const leaf = '{ "fact": "arrivedAlone", "operator": "equal", "value": true }';
    expect(await labels("routing.json", leaf, "{ ‸ }")).toEqual(["all", "any", "not", "condition", "fact"]);
    expect(await labels("routing.json", leaf, '{ "fact": "arrivedAlone", ‸ }')).toEqual([
      "operator",
      "value",
    ]);
    expect(await labels("routing.json", leaf, "‸")).toEqual(["a condition: fact, operator, value"]);
  });

  it("says what a fact is, what an operator does and what a value means", async () => {
    const routing = await cemewe("routing.json");
    const fact = await hover(routing, '"arrivalReason"');
    expect(fact).toContain("Reason for coming\nOne of family, work, studies, seeking-safety, other.");
    expect(fact).toContain("Comes from: forms/screening-talk.");
    expect(fact).toContain('never.json: "matching.scores" must not look at it.');
    expect(await hover(routing, '"equal"')).toContain("It is exactly this.");
    expect(await hover(routing, '"seeking-safety"')).toContain("Looking for safety");
    expect(await hover(await cemewe("matching.scores.json"), '"mentee.homeLanguages"')).toContain(
      "Mentee: Languages at home",
    );
  });

  it.each([
    ['"fact": "arrivedAlone"', '"fact": "arivedAlone"', '"arivedAlone"', /^There is no such fact here\./],
    ['"operator": "equal"', '"operator": "lessThan"', '"lessThan"', /Write equal, notEqual, in, notIn\.$/],
    ['"seeking-safety"', '"seeking-safty"', '"seeking-safty"', /"seeking-safety"/],
    ['"value": true', '"value": "yes"', '"yes"', /^Yes or no: true, false\.$/],
    ['"value": true', '"value": true, "by": 3', '"by"', /takes no further word/],
    ['"value": true', '"value": true, "valeu": 3', '"valeu"', /^Write "fact", "operator" and "value"/],
    ['"fact": "arrivedAlone"', '"fact": "mentee.arrivedAlone"', '"mentee.arrivedAlone"', /no such fact here/],
  ])("puts a squiggle under %s when it reads %s, in words that help", async (from, to, under, message) => {
    expect(await wrong("routing.json", from, to)).toEqual([
      { under, message: expect.stringMatching(message) },
    ]);
  });
});

describe("in a rule", () => {
  it("offers the outcomes that its decision can have, and refuses another", async () => {
    const outcomes = await labels("routing.json", '"type": "intensive"', '"type": "‸"');
    expect(outcomes).toEqual(["light", "retraining", "intensive", "review", "needs-info"]);
    const [squiggle] = await wrong("routing.json", '"type": "intensive"', '"type": "intensiv"');
    expect(squiggle).toEqual({
      under: '"intensiv"',
      message: expect.stringContaining('"targetGroup" cannot'),
    });
  });

  it("lets a rule set that is kept nowhere have a new outcome", async () => {
    expect(await labels("matching.constraints.json", '"type": "not-cleared"', '"type": "‸"')).toContain(
      "possible",
    );
    expect(await wrong("matching.constraints.json", '"type": "not-cleared"', '"type": "too-far"')).toEqual(
      [],
    );
  });
});

describe("in a journey", () => {
  it("offers each kind of step with what it does, and refuses another", async () => {
    const items = await offered(await cemewe("journeys/mentee.json", '"do": "tell"', '"do": "‸"'));
    expect(items).toHaveLength(16);
    expect(items.find(({ label }) => label === '"decide"')?.documentation).toContain(
      "Lets a rule set decide.",
    );
    const [squiggle] = await wrong("journeys/mentee.json", '"do": "tell"', '"do": "tel"');
    expect(squiggle?.message).toContain('Write "tell", "tell all", "round"');
  });

  it.each([
    ['"form": "self-rating"', '"form": "‸"', ["screening-talk", "self-rating"]],
    ['"ruleSet": "routing"', '"ruleSet": "‸"', ["routing", "screening.mentor"]],
    [
      '"ruleSet": "routing",',
      '"ruleSet": "routing", "confirm": ["‸"],',
      ["light", "retraining", "intensive"],
    ],
    ['"plan": "orientate"', '"plan": "‸"', ["orientate", "equip"]],
    ['"fact": "support"', '"fact": "‸"', ["support", "targetGroup"]],
    ['"status": "applied"', '"status": "‸"', ["applied", "alumni"]],
  ])("offers at %s what there is", async (from, to, names) => {
    expect(await labels("journeys/mentee.json", from, to)).toEqual(expect.arrayContaining(names));
  });

  it.each([
    ['"form": "self-rating"', '"form": "self-ratin"', /no such form in forms\//],
    ['"ruleSet": "routing"', '"ruleSet": "rooting"', /no such rule set/],
    ['"ruleSet": "routing",', '"ruleSet": "routing", "confirm": ["heavy"],', /"routing" has no such outcome/],
    ['"status": "applied"', '"status": "aplied"', /^Write "applied", /],
    ['"remind": ["P7D", "P14D"]', '"remind": ["7 days"]', /./],
  ])("puts a squiggle where %s reads %s", async (from, to, message) => {
    expect((await wrong("journeys/mentee.json", from, to))[0]?.message).toMatch(message);
  });

  it("offers the steps to begin and end a track with", async () => {
    expect(await labels("journeys/match.json", /"from": "[^"]*"/, '"from": "‸"')).toContain("places");
  });
});

describe("in the other files", () => {
  it("offers the texts that are still missing, with how staff read them, those that people need first", async () => {
    const items = await offered(await cemewe("texts/uk.json", /"roles.mentee": .*\n/, '"‸": "",\n'));
    const first = items.toSorted((a, b) => (a.sortText ?? "").localeCompare(b.sortText ?? ""))[0];
    expect(first).toMatchObject({
      label: "roles.mentee",
      documentation: expect.stringMatching(/^Mentee\nParticipants read it\./),
    });
    expect(await hover(await cemewe("texts/uk.json"), '"roles.mentor"')).toContain(
      "Mentor\nParticipants read it",
    );
  });

  it("refuses a text that nothing uses, and takes the house's own words", async () => {
    const [squiggle] = await wrong("texts/uk.json", '"roles.mentee"', '"roles.mente"');
    expect(squiggle).toEqual({
      under: '"roles.mente"',
      message: expect.stringContaining("Nothing in the program"),
    });
    expect(await wrong("texts/uk.json", '"roles.mentee"', '"house.hello": "x", "roles.mentee"')).toEqual([]);
  });

  it.each([
    ["forms/closing.json", '"fact": "resultTraining"', '"fact": "‸"', "resultLanguage"],
    ["forms/closing.json", '"raters": ["mentee"]', '"raters": ["‸"]', "mentor"],
    ["intake/mentee-application.json", '"Finnish": "finnish"', '"Finnish": "‸"', "swedish"],
    ["intake/mentee-application.json", '"fact": "languages"', '"fact": "‸"', "homeLanguages"],
    ["intake/mentee-application.json", '"Arabic": "ar"', '"Arabic": "‸"', "uk"],
    ["agreements/pair.json", /"blanks": \[[^\]]*\]/, '"blanks": ["‸"]', "matchFor"],
    ["examples/fatima.json", '"outcome": "retraining"', '"outcome": "‸"', "needs-info"],
    ["examples/fatima.json", '"arrivalReason": "family"', '"arrivalReason": "‸"', "work"],
    ["examples/fatima.json", '"arrivalYear": 2017', '"‸"', "hasEducation"],
    ["indicators.json", '"fact": "resultTraining"', '"fact": "‸"', "resultLanguage"],
    ["program.json", '"constraints": "matching.constraints"', '"constraints": "‸"', "matching.scores"],
    ["never.json", /"fact": "[^"]*"/, '"fact": "‸"', "arrivalReason"],
    ["never.json", '"never": "decided alone"', '"never": "‸"', "without a person"],
    ["never.json", '"values": ["decline"]', '"values": ["‸"]', "accept"],
    ["facts.json", '"type": "boolean"', '"type": "‸"', "choices"],
  ])("offers in %s at %s what there is", async (file, from, to, name) => {
    expect(await labels(file, from, to)).toContain(name);
  });

  it.each([
    ["forms/closing.json", '"fact": "resultTraining"', '"fact": "resultTrainin"', /no such fact/],
    ["intake/mentee-application.json", '"Finnish": "finnish"', '"Finnish": "finish"', /One of finnish/],
    ["intake/mentee-application.json", '"fact": "languages"', '"fact": "arrivedAlone"', /Partners cannot/],
    ["examples/fatima.json", '"arrivedAlone": false', '"arrivedAlon": false', /no such fact/],
    ["examples/fatima.json", '"arrivedAlone": false', '"arrivedAlone": "no"', /true, false/],
    ["facts.json", '"type": "boolean"', '"type": "bool"', /Write "boolean"/],
    ["never.json", '"values": ["decline"]', '"values": ["declin"]', /"mentorScreening" has no such value/],
  ])("puts a squiggle in %s where %s reads %s", async (file, from, to, message) => {
    expect((await wrong(file, from, to))[0]?.message).toMatch(message);
  });
});
