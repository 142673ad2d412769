import { describe, expect, test } from "vitest";
import { checkPack } from "#core/program/check.ts";
import type { Files } from "#core/program/layers.ts";
import type { Problem } from "#core/program/pack.ts";
import { parsePack } from "#core/program/parse.ts";
import { aPackFolder } from "./a-pack-folder.ts";

function problemsOf(files: Files): Problem[] {
  const parsed = parsePack("example", files);
  return parsed.problems ?? checkPack(parsed.pack, parsed.sources);
}

/** The folder with one piece of text in one file exchanged. */
function withChange(path: string, from: string, to: string): Files {
  const files = aPackFolder();
  const text = files[path]!;
  expect(text, `${path} must hold ${from}`).toContain(from);
  return { ...files, [path]: text.replace(from, to) };
}

/** Where a piece of text stands in a file. */
function placeOf(text: string, piece: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(piece)).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

test("a whole and right program has no problems", () => {
  expect(problemsOf(aPackFolder())).toEqual([]);
});

/** file, what is written, what is written instead, [the piece that the problem points at, its code, what message and fix say]. */
type Case = [file: string, from: string, to: string, at: string, code: string, message: RegExp, fix: RegExp];

const cases: Record<string, Case> = {
  "a misspelled operator": [
    "routing.json",
    '"below"',
    '"belwo"',
    '"belwo"',
    "value.unknown",
    /"belwo" is not an operator; did you mean "below"\?/,
    /^Write "below"\.$/,
  ],
  "a misspelled key deep in a condition": [
    "routing.json",
    '"operator": "below"',
    '"operatr": "below"',
    '"operatr"',
    "name.unknown",
    /"operatr" is not known here; did you mean "operator"\?/,
    /Write "operator"/,
  ],
  "a group that is none": [
    "routing.json",
    '"any"',
    '"ani"',
    '"ani"',
    "name.unknown",
    /"ani" is not known here; did you mean "any"\?/,
    /Write "any"/,
  ],
  "an unknown kind of step": [
    "journeys/mentee.json",
    '"do": "tell"',
    '"do": "tel"',
    '"tel"',
    "value.unknown",
    /"tel" is not a kind of step; did you mean "tell"\?/,
    /Write "tell"/,
  ],
  "a key that belongs to another kind of step": [
    "journeys/mentee.json",
    '"do": "tell"',
    '"do": "tell",\n"forms": "survey"',
    '"forms"',
    "name.unknown",
    /"forms" is not known here/,
    /^Take it out/,
  ],
  "an address that is none": [
    "program.json",
    '"inka@example.org"',
    '"inka"',
    '"inka"',
    "value.written",
    /"inka" is not written right/,
    /name@example.org/,
  ],
  "a zone that is none": [
    "program.json",
    '"Europe/Helsinki"',
    '"Europe/Helsinky"',
    '"Europe/Helsinky"',
    "value.written",
    /Helsinky/,
    /Europe\/Helsinki/,
  ],
  "a status that nobody counts": [
    "journeys/mentee.json",
    '"status": "applied"',
    '"status": "aplied"',
    '"aplied"',
    "status.unknown",
    /did you mean "applied"\?/,
    /"applied"/,
  ],
  "a number where a text is wanted": [
    "routing.json",
    '"decides": "group"',
    '"decides": 5',
    "5",
    "value.kind",
    /5 should be a text/,
    /Write a text/,
  ],
  "a missing entry": [
    "routing.json",
    '"hitPolicy": "first match",',
    "",
    "{",
    "name.missing",
    /"hitPolicy" is missing/,
    /Add "hitPolicy"/,
  ],
  "an empty list": [
    "forms/met.json",
    '"mentor"',
    "",
    "[",
    "value.size",
    /the empty list should have at least 1 entry$/,
    /at least 1/,
  ],
  "a duration in words": [
    "journeys/mentee.json",
    '"P3M"',
    '"every 3 months"',
    '"every 3 months"',
    "value.written",
    /"every 3 months" is not/,
    /P3M/,
  ],
  "a contact field that is none": [
    "intake/apply.json",
    '"givenName"',
    '"firstName"',
    '"firstName"',
    "value.unknown",
    /"firstName" is not/,
    /givenName/,
  ],
  "a mapping to nothing": [
    "intake/apply.json",
    '"consent": true',
    '"required": true',
    '{\n      "question": "ok"',
    "name.missing",
    /"fact", "contact" or "consent" is missing/,
    /Add "fact", "contact" or "consent"/,
  ],
  "a fact name that cannot be one": [
    "facts.json",
    '"arrivedAlone"',
    '"arrived alone"',
    '"arrived alone"',
    "name.written",
    /"arrived alone" cannot be a name/,
    /hasEducation/,
  ],
  "a null in a program that extends none": [
    "forms/met.json",
    '"fact": "trust"',
    '"fact": null',
    "null",
    "value.null",
    /^null stands here in place of a text$/,
    /leave the entry out/,
  ],
  "points in words": [
    "matching.scores.json",
    '"points": 1',
    '"points": "1"',
    '"1"',
    "rule.points",
    /"1" should be a number/,
    /Write a number/,
  ],
  "points to begin with that are no number": [
    "matching.scores.json",
    '"points": 0',
    '"points": "abc"',
    '"abc"',
    "rule.points",
    /"abc" should be a number/,
    /Write a number/,
  ],
  "scores that give no points": [
    "matching.scores.json",
    '"hitPolicy": "sum of points"',
    '"hitPolicy": "first match"',
    '"first match"',
    "matching.points",
    /pairs are scored with points/,
    /"sum of points"/,
  ],
  "constraints that allow no pair": [
    "matching.constraints.json",
    '"type": "possible"',
    '"type": "perhaps"',
    '"perhaps"',
    "matching.impossible",
    /no pair can ever be formed/,
    /"possible"/,
  ],
  "an outcome that only says that something is missing": [
    "routing.json",
    '"type": "light"',
    '"type": "needs-info"',
    '"needs-info"',
    "outcome.reserved",
    /"needs-info" is what is said when facts are missing/,
    /Write another outcome/,
  ],
  "a rule named like the rest": [
    "routing.json",
    '"name": "alone-and-new"',
    '"name": "otherwise"',
    '"otherwise",\n      "conditions"',
    "rule.name",
    /"otherwise" is what is left/,
    /another name/,
  ],
  "a sign that nobody sees": [
    "routing.json",
    '"decides": "group"',
    '"decides": "\\u001b[31mred\\u0007"',
    '"\\u001b[31mred\\u0007"',
    "json.sign",
    /a sign that cannot be seen \(U\+001B\)/,
    /Take it out/,
  ],
  "a name with a sign that nobody sees": [
    "routing.json",
    '"decides": "group"',
    '"decides": "group", "x\\u009b": 1',
    '"x\\u009b"',
    "json.sign",
    /U\+009B/,
    /Take it out/,
  ],
  "an unknown fact in a rule": [
    "routing.json",
    '"fact": "level"',
    '"fact": "levell"',
    '"levell"',
    "fact.unknown",
    /"levell" is not a fact of this program; did you mean "level"\?/,
    /Write "level"/,
  ],
  "an operator on a fact of another type": [
    "routing.json",
    '"below"',
    '"contains"',
    '"contains"',
    "operator.unfit",
    /"contains" does not work on "level"/,
    /Write "equal"/,
  ],
  "a value that the fact cannot have": [
    "routing.json",
    '"value": "good"',
    '"value": "god"',
    '"god"',
    "value.unfit",
    /fact "level": "god" is not one of its values; did you mean "good"\?/,
    /Write "good"/,
  ],
  "a list where one value is compared": [
    "routing.json",
    '"value": 25',
    '"value": [25]',
    "[25]",
    "value.unfit",
    /compares with one value/,
    /without brackets/,
  ],
  "two facts that cannot be compared": [
    "matching.scores.json",
    '"mentee.trust"',
    '"mentee.level"',
    '"mentee.level"',
    "value.unfit",
    /cannot compare/,
    /number/,
  ],
  "a fact of a role that is none": [
    "matching.scores.json",
    '"mentor.trust"',
    '"mentro.trust"',
    '"mentro.trust"',
    "role.unknown",
    /"mentro" is not a role/,
    /Write "mentor"/,
  ],
  "a fact of nobody where pairs are looked at": [
    "matching.scores.json",
    '"mentor.trust"',
    '"trust"',
    '"trust"',
    "fact.whose",
    /does not say whose/,
    /"mentor.trust" or "mentee.trust"/,
  ],
  "a fact that the role does not have": [
    "matching.scores.json",
    '"mentor.trust"',
    '"mentor.arrivedAlone"',
    '"mentor.arrivedAlone"',
    "fact.whose",
    /not a fact that a mentor has/,
    /roles/,
  ],
  "a fact of a pair where one person is looked at": [
    "routing.json",
    '"fact": "level"',
    '"fact": "meetingEvery"',
    '"meetingEvery"',
    "fact.whose",
    /one person alone/,
    /match/,
  ],
  "an outcome that its fact cannot hold": [
    "routing.json",
    '"type": "intensive"',
    '"type": "heavy"',
    '"heavy"',
    "decides.unfit",
    /"heavy" is not one of its values/,
    /facts.json/,
  ],
  "a decision that is kept nowhere": [
    "routing.json",
    '"decides": "group"',
    '"decides": "gruop"',
    '"gruop"',
    "fact.unknown",
    /did you mean "group"\?/,
    /Write "group"/,
  ],
  "an unknown rule set": [
    "journeys/mentee.json",
    '"ruleSet": "routing"',
    '"ruleSet": "rooting"',
    '"rooting"',
    "rule-set.unknown",
    /did you mean "routing"\?/,
    /Write "routing"/,
  ],
  "an unknown form": [
    "journeys/mentee.json",
    '"form": "talk"',
    '"form": "tlak"',
    '"tlak"',
    "form.unknown",
    /"tlak" is not a form/,
    /Write "talk"/,
  ],
  "a form that the asked one does not fill in": [
    "journeys/mentee.json",
    '"form": "talk"',
    '"form": "survey"',
    '"survey",\n          "due"',
    "form.rater",
    /not filled in by a coordinator/,
    /raters/,
  ],
  "an unknown plan": [
    "journeys/mentee.json",
    '"intensive": "goals"',
    '"intensive": "goal"',
    '"goal"',
    "plan.unknown",
    /"goal" is not a plan/,
    /Write "goals"/,
  ],
  "an unknown agreement": [
    "journeys/match.json",
    '"agreement": "pair"',
    '"agreement": "pear"',
    '"pear"',
    "agreement.unknown",
    /not an agreement/,
    /Write "pair"/,
  ],
  "an outcome to confirm that is none": [
    "journeys/mentee.json",
    '"intensive"\n',
    '"intense"\n',
    '"intense"',
    "outcome.unknown",
    /"intense" is not an outcome of "routing"/,
    /"intensive"/,
  ],
  "a journey that ends nowhere": [
    "journeys/mentee.json",
    '"onEnd": "bye"',
    '"onEnd": "by"',
    '"by"',
    "step-of-the-main-line.unknown",
    /"by" is not a step/,
    /"bye"/,
  ],
  "a track from nowhere": [
    "journeys/mentee.json",
    '"from": "waiting"',
    '"from": "wating"',
    '"wating"',
    "step-of-the-main-line.unknown",
    /did you mean "waiting"\?/,
    /"waiting"/,
  ],
  "a step named like another": [
    "journeys/mentee.json",
    '"id": "how-are-you"',
    '"id": "survey"',
    '"survey",\n          "do": "ask",\n          "form": "survey"\n',
    "step.twice",
    /two steps of this journey are named "survey"/,
    /Rename/,
  ],
  "reminders out of order": [
    "journeys/mentee.json",
    '"P14D"',
    '"P3D"',
    '"P3D"',
    "step.patience",
    /does not come after/,
    /order/,
  ],
  "a call before the last reminder": [
    "journeys/mentee.json",
    '"after": "P21D"',
    '"after": "P10D"',
    '"P10D"',
    "step.patience",
    /does not come after the last reminder/,
    /before someone calls/,
  ],
  "a role that takes no part": [
    "journeys/match.json",
    '"by": "mentor"',
    '"by": "coordinator"',
    '"coordinator"',
    "role.not-here",
    /takes no part/,
    /"mentor" or "mentee"/,
  ],
  "a match step outside of a match": [
    "journeys/mentor.json",
    '"do": "gathering"',
    '"do": "handover", "as": "active"',
    '"handover"',
    "step.place",
    /only works in the journey of a match/,
    /Move it/,
  ],
  "a rhythm that is no length of time": [
    "journeys/match.json",
    '"fact": "meetingEvery"',
    '"fact": "mentor.trust"',
    '"mentor.trust"',
    "fact.unfit",
    /not a length of time/,
    /duration/,
  ],
  "a form that asks what only a conversation may": [
    "forms/survey.json",
    '"fact": "trust"',
    '"fact": "health"',
    '"health"',
    "fact.conversation",
    /face to face/,
    /coordinator/,
  ],
  "a form that asks what staff set": [
    "forms/survey.json",
    '"fact": "trust"',
    '"fact": "group"',
    '"group"',
    "fact.staff",
    /set by a coordinator/,
    /coordinator/,
  ],
  "a form that asks what is worked out": [
    "forms/survey.json",
    '"fact": "trust"',
    '"fact": "age"',
    '"age"',
    "fact.derived",
    /worked out/,
    /comes from/,
  ],
  "a form about somebody who lacks the fact": [
    "forms/met.json",
    '"fact": "trust"',
    '"fact": "arrivedAlone"',
    '"arrivedAlone"',
    "fact.whose",
    /not a fact that a mentor has/,
    /roles/,
  ],
  "an intake without an address": [
    "intake/apply.json",
    '"contact": "email"',
    '"contact": "familyName"',
    '[\n    {\n      "question": "name"',
    "intake.contact",
    /email address or a phone number/,
    /email/,
  ],
  "an intake that asks what only a conversation may": [
    "intake/apply.json",
    '"fact": "level",\n      "choices": {\n        "Nothing": "none",\n        "A little": "some",\n        "Well": "good"\n      }',
    '"fact": "health"',
    '"health"',
    "fact.conversation",
    /face to face/,
    /coordinator/,
  ],
  "a choice that leads to no value": [
    "intake/apply.json",
    '"none"',
    '"nothing"',
    '"nothing"',
    "value.unfit",
    /"nothing" is not one of its values/,
    /"none"/,
  ],
  "a step that makes several answers where one is wanted": [
    "intake/apply.json",
    '"fact": "level",',
    '"fact": "level", "read": [{ "split": ";" }],',
    '{ "split"',
    "intake.read",
    /one answer is wanted here/,
    /Take it out/,
  ],
  "a step whose result is never what is wanted": [
    "intake/apply.json",
    '"contact": "email"',
    '"contact": "email", "read": ["lower-case", "first-number"]',
    '"first-number"',
    "intake.read",
    /"first-number" makes is no email/,
    /Take it out/,
  ],
  "a step that there is not": [
    "intake/apply.json",
    '"contact": "email"',
    '"contact": "email", "read": ["uppercase"]',
    '"uppercase"',
    "value.unknown",
    /upper-case/,
    /upper-case/,
  ],
  "a key of what is no table": [
    "intake/apply.json",
    '"role": "mentee",',
    '"role": "mentee", "key": "mail",',
    '"mail"',
    "intake.key",
    /standard-webhooks names what it sends by itself/,
    /Take it out/,
  ],
  "a place to ask Jotform for what does not come from there": [
    "intake/apply.json",
    '"role": "mentee",',
    '"role": "mentee", "jotform": { "form": "12", "at": "api.jotform.com" },',
    '{ "form": "12"',
    "intake.jotform",
    /this form comes from standard-webhooks/,
    /Take it out/,
  ],
  "an answer that leads to no time zone": [
    "intake/apply.json",
    '"contact": "email"',
    '"contact": "zone", "choices": { "Ukraine": "Europe/Kief" }',
    '"Europe/Kief"',
    "value.unfit",
    /"Europe\/Kief" is no time zone/,
    /Europe\/Kyiv/,
  ],
  "a form in a language that nobody reads": [
    "intake/apply.json",
    '"role": "mentee",',
    '"role": "mentee", "language": "tlh",',
    '"tlh"',
    "language.unknown",
    /"tlh" is not a language of this program/,
    /Write/,
  ],
  "an answer that no word of the form gives": [
    "intake/apply.json",
    ',\n        "Well": "good"',
    "",
    '{\n        "Nothing"',
    "choices.some",
    /no word of the form gives level "good"/,
    /what the form calls it/,
  ],
  "a blank that is not of the pair": [
    "agreements/pair.json",
    '"meetingEvery"',
    '"trust"',
    '"trust"',
    "fact.whose",
    /not a fact of the pair/,
    /"about": "pair"/,
  ],
  "a fact that must never be": [
    "never.json",
    '"violence"',
    '"languages"',
    "",
    "never.fact",
    /never.json forbids the fact "languages"/,
    /Take it out/,
  ],
  "a rule that looks at what it must not": [
    "never.json",
    '"mentee.health"',
    '"mentee.trust"',
    "",
    "never.rule",
    /forbids "matching.scores" to look at "mentee.trust"/,
    /without it/,
  ],
  "a promise about a rule set that is none": [
    "never.json",
    '"ruleSet": "matching"',
    '"ruleSet": "routng"',
    '"routng"',
    "rule-set.unknown",
    /did you mean "routing"\?/,
    /"routing"/,
  ],
  "a journey of another role": [
    "program.json",
    '"journey": "mentee"',
    '"journey": "mentor"',
    '"mentor"',
    "journey.role",
    /is that of a mentor/,
    /another journey/,
  ],
  "an indicator of nobody": [
    "indicators.json",
    '"role": "mentee"',
    '"role": "mente"',
    '"mente"',
    "role.unknown",
    /did you mean "mentee"\?/,
    /"mentee"/,
  ],
  "an example with an impossible fact": [
    "examples/mina.json",
    '"level": "none"',
    '"level": "nope"',
    '"nope"',
    "value.unfit",
    /"nope" is not one of its values/,
    /"none"/,
  ],
  "an example with a day that is none": [
    "examples/mina.json",
    '"1990-02-28"',
    '"1990-02-30"',
    '"1990-02-30"',
    "value.unfit",
    /should be a day/,
    /2026-12-24/,
  ],
  "an example with an outcome that is none": [
    "examples/mina.json",
    '"outcome": "intensive"',
    '"outcome": "intens"',
    '"intens"',
    "outcome.unknown",
    /not an outcome of "routing"/,
    /"intensive"/,
  ],
  "a text that nobody uses": [
    "texts/en.json",
    '"roles.mentor"',
    '"roles.mentro"',
    '"roles.mentro"',
    "text.unused",
    /nothing uses the text "roles.mentro"; did you mean "roles.mentor"\?/,
    /"roles.mentor"/,
  ],
  "a text that cannot be read": [
    "texts/en.json",
    '"You take part in {program}."',
    '"You take part in {program."',
    '"You take part in {program."',
    "text.unreadable",
    /"program.why" cannot be read/,
    /bracket/,
  ],
  "a text with a value that is not there": [
    "texts/en.json",
    '"Hello {givenName}"',
    '"Hello {firstName}"',
    '"Hello {firstName}"',
    "text.argument",
    /\{firstName\} is not known/,
    /givenName/,
  ],
};

describe("each mistake is told with its place, in words, with a way to mend it", () => {
  test.each(Object.entries(cases))("%s", (_, [file, from, to, at, code, message, fix]) => {
    const files = withChange(file, from, to);
    const found = problemsOf(files).find((problem) => problem.code === code);
    expect(found, JSON.stringify(problemsOf(files), null, 1)).toBeDefined();
    expect(found!.message).toMatch(message);
    expect(found!.fix).toMatch(fix);
    if (at !== "")
      expect({ file: found!.file, line: found!.line, column: found!.column }).toEqual({
        file,
        ...placeOf(files[file]!, at),
      });
  });
});

test("a missing translation names the key, the language, the file and who needs it", () => {
  const files = withChange(
    "program.json",
    '"participants": [\n      "en"',
    '"participants": [\n      "en",\n      "uk"',
  );
  const own = {
    ...files,
    "texts/uk.json": files["texts/en.json"]!.replace(/\n.*"mails.mentee.welcome.body".*/, ""),
  };
  const problems = problemsOf(own);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ file: "texts/uk.json", code: "text.missing" });
  expect(problems[0]!.message).toBe(
    'the text "mails.mentee.welcome.body" is missing in "uk"; journeys/mentee.json needs it',
  );
  expect(problemsOf(files)).toMatchObject([{ file: "program.json", code: "text.language" }]);
});

test("what only staff read is not asked for in the participants' languages", () => {
  const files = withChange(
    "program.json",
    '"participants": [\n      "en"',
    '"participants": [\n      "en",\n      "uk"',
  );
  const own = {
    ...files,
    "texts/uk.json": files["texts/en.json"]!.replace(/\n.*"tasks\.mentee\.talk\..*/g, ""),
  };
  expect(problemsOf(own)).toEqual([]);
});

test("words of the house that a program says another way are no unused texts", () => {
  expect(problemsOf(withChange("texts/en.json", "{", '{ "house.mail.greeting": "Hi {givenName}",'))).toEqual(
    [],
  );
});

test("a problem names the rule or step that it is in", () => {
  expect(problemsOf(withChange("routing.json", '"below"', '"belwo"'))[0]!.rule).toBe("alone-and-new");
  expect(problemsOf(withChange("journeys/mentee.json", '"form": "talk"', '"form": "tlak"'))[0]!.rule).toBe(
    "talk",
  );
  expect(problemsOf(withChange("facts.json", '"type": "date"', '"type": "day"'))[0]!.rule).toBe("bornOn");
});

test("many problems come at once, in the order in which one reads", () => {
  const files = withChange("routing.json", '"below"', '"belwo"');
  const problems = problemsOf({
    ...files,
    "plans/goals.json": '{ "owner": "mente", "groups": [], "x": 1 }',
    "forms/met.json": "{",
  });
  expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual([
    "forms/met.json json.syntax",
    "plans/goals.json value.unknown",
    "plans/goals.json value.size",
    "plans/goals.json name.unknown",
    "routing.json value.unknown",
  ]);
});

test("a derived fact that turns in a circle is told once for each, and a derived fact hides nothing from never.json", () => {
  const circle = withChange("facts.json", '"yearsSince": "bornOn"', '"lowestOf": ["age"]');
  expect(problemsOf(circle).map(({ code }) => code)).toContain("fact.circle");
  const hidden = withChange(
    "never.json",
    '"rules": [',
    '"rules": [{ "ruleSet": "routing", "fact": "bornOn", "why": "Nobody is too old." },',
  );
  expect(problemsOf(hidden)).toMatchObject([
    { code: "never.rule", file: "routing.json", rule: "alone-and-new" },
  ]);
});
