import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judge, readPackFiles } from "#adapters/pack-files.ts";
import { checkPacks } from "#cli/checking.ts";
import type { Files } from "#core/program/layers.ts";
import type { Problem } from "#core/program/pack.ts";
import { parsePack } from "#core/program/parse.ts";

type Json = ReturnType<typeof JSON.parse>;
/** What is written instead: a piece of text, or a change of what the file says. */
type Change = [from: string, to: string] | ((content: Json) => unknown);
/** file, the change, the piece of text that the problem must point at (after a "|", if there is one), its code. */
type Fault = [file: string, change: Change, at: string, code: string];

const leaf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
/** Adds to the conditions of a rule. */
const add =
  (rule: number, group: "all" | "any", ...leaves: Json[]) =>
  (content: Json) =>
    content.rules[rule].conditions[group].push(...leaves);
const put = (more: (content: Json) => Json, values: Json) => (content: Json) =>
  Object.assign(more(content), values);
const steps = (content: Json, id: string) => content.stages.find((one: Json) => one.id === id).steps;
const insert =
  (id: string, at: number, ...more: Json[]) =>
  (content: Json) =>
    steps(content, id).splice(at, 0, ...more);

const faults: Record<string, Fault> = {
  "a comma too many": [
    "routing.json",
    ['"targetGroup",', '"targetGroup",,'],
    '"targetGroup",|,',
    "json.syntax",
  ],
  "a name written twice": [
    "program.json",
    ['"zone":', '"languages": {}, "zone":'],
    '"languages": {}',
    "json.duplicate",
  ],
  "a misspelled fact": ["routing.json", ['"arrivedAlone"', '"arivedAlone"'], '"arivedAlone"', "fact.unknown"],
  "a misspelled operator": [
    "routing.json",
    ['"operator": "equal"', '"operator": "equl"'],
    '"equl"',
    "value.unknown",
  ],
  "an operator for another type": [
    "routing.json",
    add(0, "all", leaf("arrivedAlone", "contains", "yes")),
    '"contains"',
    "operator.unfit",
  ],
  "a value of the wrong type": [
    "routing.json",
    add(0, "all", leaf("hasEducation", "equal", "not finished")),
    '"not finished"',
    "value.unfit",
  ],
  "a value that a choice does not have": [
    "routing.json",
    ['"none" }', '"nothing" }'],
    '"nothing"',
    "value.unfit",
  ],
  "a value out of range": [
    "screening.mentor.json",
    add(0, "any", leaf("programSatisfaction", "equal", 7777)),
    "7777",
    "value.unfit",
  ],
  "a fact of somebody else": [
    "routing.json",
    add(0, "all", leaf("movedCountry", "equal", true)),
    '"movedCountry"',
    "fact.whose",
  ],
  "a fact that never.json forbids there": [
    "routing.json",
    add(0, "all", leaf("homeLanguages", "contains", "dari")),
    '"homeLanguages"',
    "never.rule",
  ],
  "an outcome that the fact cannot hold": [
    "routing.json",
    ['"type": "light"', '"type": "lihgt"'],
    '"lihgt"',
    "decides.unfit",
  ],
  "rules that all count where one outcome is wanted": [
    "routing.json",
    ['"first match"', '"all that match"'],
    '"all that match"',
    "decides.many",
  ],
  "two choices in order that have other values": [
    "routing.json",
    add(0, "all", leaf("motivation", "atLeast", { fact: "localLanguageLevel" })),
    '"value": {\n              "fact": |"localLanguageLevel"',
    "value.unfit",
  ],
  "two rules of one name": [
    "routing.json",
    ['"no-local-language"', '"close-to-work"'],
    '"close-to-work"',
    "rule.twice",
  ],
  "a rule without points": [
    "matching.scores.json",
    (content) => delete content.rules[1].event.params,
    '"event": |{\n        "type": "points"\n      }',
    "rule.points",
  ],
  "a rule that nobody fits": [
    "routing.json",
    add(0, "all", leaf("arrivalReason", "in", ["work", "studies"])),
    '{\n            "fact": "arrivalReason",\n            "operator": "in"',
    "rule.never",
  ],
  "a rating above the most": [
    "routing.json",
    add(0, "all", leaf("lowestRating", "greaterThan", 5)),
    '{\n            "fact": "lowestRating"',
    "rule.never",
  ],
  "a rule that everybody fits": [
    "mentor-points.json",
    put((content) => content.rules[1], {
      conditions: {
        any: [leaf("creativeThinking", "equal", true), leaf("creativeThinking", "equal", false)],
      },
    }),
    '"creative-thinking"',
    "rule.always",
  ],
  "a rule that another one hides": [
    "routing.json",
    add(7, "all", leaf("familyLeaveProlonged", "equal", true)),
    '"background-hard-to-use-here"',
    "rule.hidden",
  ],
  "a gap": [
    "screening.mentor.json",
    (content) => content.rules[1].conditions.any.pop(),
    '"otherwise": |{',
    "rules.gap",
  ],
  "an overlap": [
    "screening.mentor.json",
    ['"first match"', '"exactly one"'],
    '"primary-criterion-missing"',
    "rules.overlap",
  ],
  "two rules for the same people": [
    "mentor-points.json",
    put((content) => content.rules[5], { conditions: { not: leaf("cooperates", "equal", false) } }),
    '"cooperates",\n      "conditions"',
    "rules.same",
  ],
  "a condition that another one implies": [
    "routing.json",
    add(7, "all", leaf("employmentProspect", "notEqual", "very-possible")),
    '{\n            "fact": "employmentProspect",\n            "operator": "notEqual"',
    "condition.always",
  ],
  "a condition that lets nobody in": [
    "routing.json",
    add(5, "any", leaf("motivation", "below", "none")),
    '{\n            "fact": "motivation",\n            "operator": "below"',
    "condition.never",
  ],
  "rules that look at what they decide": [
    "routing.json",
    add(0, "all", leaf("targetGroup", "equal", "light")),
    '"targetGroup"',
    "rules.circle",
  ],
  "a named condition that nothing uses": [
    "routing.json",
    put((content) => content, {
      conditions: { "came-alone": { all: [leaf("arrivedAlone", "equal", true)] } },
    }),
    '"came-alone"',
    "condition.unused",
  ],
  "an outcome of Mandatory rules where none is": [
    "matching.scores.json",
    put((content) => content, { mandatory: { type: "not-possible" } }),
    '"mandatory"',
    "mandatory.unused",
  ],
  "weights that turn their words around": [
    "matching.scores.json",
    put((content) => content, { weights: { High: 1, Medium: 3, Low: 0 } }),
    '"High": |1',
    "weights.order",
  ],
  "a step for nobody": [
    "journeys/mentee.json",
    (content) => steps(content, "screen")[4].when.all.push(leaf("support", "equal", "ordinary")),
    '"id": "specialist",\n          "when": |{',
    "when.never",
  ],
  "a form that is not there": [
    "journeys/mentee.json",
    ['"form": "closing"', '"form": "closng"'],
    '"closng"',
    "form.unknown",
  ],
  "a step that is not there": [
    "journeys/mentee.json",
    ['"step": "queue"', '"step": "queu"'],
    '"queu"',
    "step-of-the-main-line.unknown",
  ],
  "two steps of one name": [
    "journeys/mentee.json",
    ['"id": "ready"', '"id": "routed"'],
    '"id": |"routed"',
    "step.twice",
  ],
  "a step that nobody reaches": [
    "journeys/mentor.json",
    insert("apply", 1, { do: "close", id: "too-early", as: "withdrawn" }),
    '"survey",\n          "form"',
    "step.unreached",
  ],
  "steps in a circle": [
    "journeys/mentor.json",
    insert("stopped-after-training", 1, { do: "go to", id: "round", step: "thanks-for-training" }),
    '"id": "round",\n          "step": |"thanks-for-training"',
    "step.loop",
  ],
  "too many letters at once": [
    "journeys/mentor.json",
    insert("ready", 0, ...Array.from({ length: 41 }, (_, place) => ({ do: "tell", id: `letter-${place}` }))),
    '"letter-40"',
    "effects.many",
  ],
  "a call before the last reminder": [
    "journeys/mentee.json",
    ['"after": "P21D"', '"after": "P9D"'],
    '"P9D"',
    "step.patience",
  ],
  "a fact that is worked out from itself": [
    "facts.json",
    (content) => content.derived.lowestRating.lowestOf.push("lowestRating"),
    '"lowestRating": |{',
    "fact.circle",
  ],
  "a fact that is worked out from one that is worked out": [
    "facts.json",
    put((content) => content.derived, { steps: { averageOf: ["howItGoes", "lowestRating"] } }),
    '"averageOf": [\n        "howItGoes",\n        |"lowestRating"',
    "fact.derived",
  ],
  "the years since the day itself": [
    "facts.json",
    put((content) => content.derived, { steps: { yearsSince: "today" } }),
    '"yearsSince": |"today"',
    "fact.derived",
  ],
  "the lowest of a list that may be empty": [
    "facts.json",
    put((content) => content.derived, { youngestChild: { lowestOf: ["childrenAges"] } }),
    '"lowestOf": [\n        |"childrenAges"',
    "fact.unfit",
  ],
  "a fact that nothing uses": [
    "facts.json",
    put((content) => content.facts, { shoeSize: { type: "number" } }),
    '"shoeSize"',
    "fact.unused",
  ],
  "a form that nobody gets": [
    "journeys/mentee.json",
    (content) => steps(content, "after").splice(1, 1),
    "",
    "form.unused",
  ],
  "a question whose answer nobody gets": [
    "forms/mentor-survey.json",
    put((content) => content, { visibleTo: [] }),
    '"mentorSkills"',
    "question.unused",
  ],
  "rules that let no pair be": [
    "matching.constraints.json",
    (content) =>
      content.rules.push({
        name: "nobody-at-all",
        conditions: {
          any: [
            leaf("mentor.complianceCleared", "equal", true),
            leaf("mentor.complianceCleared", "equal", false),
          ],
        },
        event: { type: "no-shared-language" },
      }),
    '"possible"',
    "matching.impossible",
  ],
  "a missing translation": [
    "texts/uk.json",
    (content) => delete content["mails.mentee.received.subject"],
    "",
    "text.missing",
  ],
  "a text that nothing uses": [
    "texts/en.json",
    ['"program.name":', '"program.nmae": "Wrong", "program.name":'],
    '"program.nmae"',
    "text.unused",
  ],
  "a gap in a letter that nothing fills": [
    "texts/en.json",
    put((content) => content, { "mails.mentee.received.subject": "Hello {givenNmae}" }),
    '"Hello {givenNmae}"',
    "text.argument",
  ],
  "an answer of a partner that we do not know": [
    "intake/mentee-application.json",
    (content) => content.map.push({ question: "area 2", fact: "area", choices: { Elsewhere: "elsewhere" } }),
    '"elsewhere"',
    "value.unfit",
  ],
  "a role that is not there": [
    "program.json",
    ['"mentor": "mentor"', '"mentor": "mentr"'],
    '"mentr"',
    "role.unknown",
  ],
  "an example that does not come out": [
    "examples/fatima.json",
    ['"outcome": "retraining"', '"outcome": "light"'],
    '"light"',
    "example.decision",
  ],
};

let files: Files;
let known: Set<string>;
const scratch = mkdtempSync(join(tmpdir(), "waymark-faults-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
beforeAll(async () => {
  files = await readPackFiles("rules", "cemewe");
  known = new Set((await found(files)).map(keyOf));
});

const keyOf = ({ file, code, message }: Problem) => `${file} ${code} ${message}`;

/** What check says of the program; the examples are run only where the fault is in one. */
async function found(all: Files, changed = ""): Promise<Problem[]> {
  if (!changed.startsWith("examples/")) {
    const loaded = judge(parsePack("cemewe", all));
    return loaded.problems ?? loaded.notes;
  }
  cpSync("rules/cemewe", join(scratch, "cemewe"), { recursive: true });
  writeFileSync(join(scratch, "cemewe", changed), all[changed]!);
  const { problems } = await checkPacks(scratch, ["cemewe"]);
  return problems.map((problem) => ({ ...problem, file: problem.file.replace(/^cemewe\//, "") }));
}

function planted(file: string, change: Change): string {
  const text = files[file]!;
  if (typeof change !== "function") {
    expect(text, `${file} must hold ${change[0]}`).toContain(change[0]);
    return text.replace(...change);
  }
  const content = JSON.parse(text);
  change(content);
  return JSON.stringify(content, null, 2);
}

function placeOf(text: string, at: string): { line: number; column: number } {
  if (at === "") return { line: 1, column: 1 };
  const [head, tail] = at.includes("|") ? (at.split("|") as [string, string]) : ["", at];
  expect(text, "the changed file must hold it").toContain(head + tail);
  const before = text.slice(0, text.lastIndexOf(head + tail) + head.length).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** That a form is given to nobody any more is told of the form. */
const elsewhere: Record<string, string> = { "form.unused": "forms/closing.json" };

test("there are at least 30 of them, and the program itself has none", async () => {
  expect(Object.keys(faults).length).toBeGreaterThanOrEqual(30);
  expect((await found(files)).filter(({ level }) => level !== "note")).toEqual([]);
});

for (const [name, [file, change, at, code]] of Object.entries(faults)) {
  test(`${name}: found at its line, with a way to mend it`, async () => {
    const text = planted(file, change);
    const problems = (await found({ ...files, [file]: text }, file)).filter(
      (problem) => !known.has(keyOf(problem)),
    );
    const place = placeOf(text, at);

    expect(problems).toContainEqual(
      expect.objectContaining({ file: elsewhere[code] ?? file, ...place, code }),
    );
    for (const { message, fix } of problems) expect(Math.min(message.length, fix.length)).toBeGreaterThan(8);
  });
}
