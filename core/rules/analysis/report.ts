import { leavesOf } from "../../program/conditions.ts";
import { type Facts, today } from "../../program/fact.ts";
import { at, type Inspection, inside, type Where } from "../../program/inspection.ts";
import { possible } from "../../program/outcomes.ts";
import type { Level } from "../../program/pack.ts";
import type { RuleSet } from "../../program/rule-set.ts";
import { compile } from "../compile.ts";
import { shown, staffWording } from "../wording.ts";
import type { Finding } from "./finding.ts";
import { conditionInWords, personInWords } from "./words.ts";

/** A rule set under analysis: where it is written, and the day that ages are reckoned on. */
export interface Reported {
  inspection: Inspection;
  file: string;
  ruleSet: RuleSet;
  on: string;
}

/** Puts down what was found of a rule set, at the rule or the condition that it is about, with the way to mend it. */
export function report(reported: Reported, finding: Finding): void {
  const { where, code, message, fix, level, person } = said(reported, finding);
  const { inspection, ruleSet, on } = reported;
  const example = person && {
    person,
    example: () => personInWords(inspection.pack, ruleSet, person, on),
  };
  inspection.report(where, code, message, fix, { level, ...example });
}

interface Said {
  where: Where;
  code: string;
  message: string;
  fix: string;
  level: Level;
  person?: Facts;
}

function said(reported: Reported, finding: Finding): Said {
  switch (finding.kind) {
    case "never":
    case "always":
    case "hidden":
      return ofRule(reported, finding);
    case "idle":
    case "dead":
      return ofCondition(reported, finding);
    case "overlap":
    case "same":
    case "covered":
    case "contradiction":
      return ofRules(reported, finding);
    default:
      return ofSet(reported, finding);
  }
}

type Of<K extends Finding["kind"]> = Extract<Finding, { kind: K }>;

function ofRule(reported: Reported, finding: Of<"never" | "always" | "hidden">): Said {
  const where = ruleAt(reported, finding.rule);
  if (finding.kind === "never") {
    const { tests, rule } = finding;
    const one = tests.length === 1;
    const why = conditionsInWords(reported, rule, tests);
    const here = tests.length > 0 ? conditionAt(reported, rule, tests.at(-1)!) : where;
    if (finding.since !== undefined) {
      const ended = `${why} ${one ? "is so for nobody" : "cannot be so together"} any more`;
      const message = `this rule is over since ${dayInWords(reported, finding.since)}: ${ended}`;
      return { where: here, code: "rule.over", message, fix: outOrLater, level: "warning" };
    }
    return {
      where: here,
      code: "rule.never",
      message: `this rule fits nobody: ${why} ${one ? "is so for nobody" : "cannot be so together"}`,
      fix: one
        ? "Change this condition, or take the rule out."
        : "Change one of these conditions, or take the rule out.",
      level: "error",
    };
  }
  if (finding.kind === "always") {
    const message = "this rule fits everybody, whoever it is";
    return {
      where,
      code: "rule.always",
      message,
      fix: 'Narrow its conditions, or let "otherwise" say it.',
      level: "warning",
    };
  }
  if (finding.since !== undefined) {
    const takers = names(reported, finding.by);
    const message = `nobody gets as far as this rule since ${dayInWords(reported, finding.since)}: all whom it fits are taken before by ${takers}`;
    return { where, code: "rule.over", message, fix: outOrLater, level: "warning" };
  }
  return {
    where,
    code: "rule.hidden",
    message: `nobody gets as far as this rule: all whom it fits are taken before by ${names(reported, finding.by)}`,
    fix: `Put it above ${names(reported, finding.by.slice(0, 1))}, change its conditions, or take it out.`,
    level: "error",
  };
}

const outOrLater = "Take the rule out, or give it later days.";

const dayInWords = ({ inspection }: Reported, day: string): string => shown(inspection.pack, today, day);

function ofCondition(reported: Reported, { kind, rule, test, alone }: Of<"idle" | "dead">): Said {
  const words = conditionsInWords(reported, rule, [test]);
  const whom = kind === "idle" ? "everybody" : "nobody";
  const message = alone
    ? `${words} is so for ${whom}`
    : kind === "idle"
      ? `${words} makes no difference: the other conditions of the rule leave nobody else`
      : `${words} makes no difference: whom it would let in, the rule fits without it or never`;
  const where = conditionAt(reported, rule, test);
  const code = kind === "idle" ? "condition.always" : "condition.never";
  return {
    where,
    code,
    message,
    fix: "Take this condition out, or change it to what is meant.",
    level: "warning",
  };
}

function ofRules(reported: Reported, finding: Of<"overlap" | "same" | "covered" | "contradiction">): Said {
  const where = ruleAt(reported, finding.rule);
  if (finding.kind === "contradiction") {
    const { since } = finding;
    const when = since === undefined ? "" : `since ${dayInWords(reported, since)} `;
    const message = `${when}nobody can meet this rule together with ${names(reported, finding.with)}, and each of them is Mandatory`;
    return {
      where,
      code: "rules.contradict",
      message,
      fix: "Change their conditions, or give one of them another weight.",
      level: since === undefined ? "error" : "warning",
    };
  }
  const other = names(reported, [finding.other]);
  if (finding.kind === "overlap") {
    const message = `this rule and ${other} can both fit the same person, and only one may: then a coordinator must decide`;
    const fix = "Narrow one of the two, so that nobody fits both.";
    return { where, code: "rules.overlap", message, fix, level: "warning", person: finding.person };
  }
  if (finding.kind === "same") {
    const message = `this rule and ${other} fit exactly the same people`;
    return {
      where,
      code: "rules.same",
      message,
      fix: "Take one of them out, or change what it looks at.",
      level: "warning",
    };
  }
  const message = `this rule adds nothing: all whom it fits get the same from ${other}`;
  return {
    where,
    code: "rule.covered",
    message,
    fix: "Take it out, or change its conditions.",
    level: "warning",
  };
}

function ofSet(reported: Reported, finding: Of<"gap" | "outcome" | "unsure">): Said {
  const { file } = reported;
  if (finding.kind === "gap") return ofGap(reported, finding);
  if (finding.kind === "outcome") {
    const { rule, outcome } = finding;
    const where =
      rule === "otherwise" ? at(file, "otherwise", "type") : at(file, "rules", rule, "event", "type");
    const why =
      rule === "otherwise" ? "some rule fits everybody" : "no rule that gives it decides for anybody";
    if (outcome === possible && file === constraintsOf(reported)) {
      const { since } = finding;
      const when = since === undefined ? "ever be formed" : `be formed since ${dayInWords(reported, since)}`;
      const message = `no pair can ${when}, because nobody can get "${possible}": ${why}`;
      const level = since === undefined ? "error" : "warning";
      return { where, code: "matching.impossible", message, fix: "Narrow the rules.", level };
    }
    const message = `nobody can get "${outcome}": ${why}`;
    const fix =
      rule === "otherwise" ? 'Write "review" there, or narrow the rules.' : "Mend the rules that give it.";
    return { where, code: "outcome.never", message, fix, level: rule === "otherwise" ? "note" : "warning" };
  }
  const name = file.replace(/\.json$/, "");
  const message = `"${name}" was not looked through to the end: there are too many combinations to be sure that nothing is missing or double here`;
  const fix = "Split these rules into two files that look at fewer things each, if you want to be sure.";
  return { where: at(file, "rules"), code: "rules.unsure", message, fix, level: "note" };
}

const constraintsOf = ({ inspection }: Reported): string =>
  `${inspection.pack.program.matching?.constraints}.json`;

/** Whoever says in words why people are left to "otherwise" has thought of them; else they may have been forgotten. */
function ofGap({ inspection, file, ruleSet }: Reported, { person }: Of<"gap">): Said {
  const text = `because.${file.replace(/\.json$/, "")}.otherwise`;
  const thoughtOf = staffWording(inspection.pack, text) !== undefined;
  const { type } = ruleSet.otherwise;
  const get = type === "review" ? "a coordinator must decide" : `they get "${type}"`;
  return {
    where: at(file, "otherwise"),
    code: "rules.gap",
    message: `no rule decides for some people, so ${get}`,
    fix: thoughtOf
      ? "Add a rule for them, if they should not be left to that."
      : `Add a rule for them; or say why they are left to that, in the text "${text}".`,
    level: thoughtOf ? "note" : "warning",
    person,
  };
}

const ruleAt = ({ file, ruleSet }: Reported, rule: number): Where =>
  ruleSet.rules[rule] ? at(file, "rules", rule, "name") : at(file);

function conditionAt({ file, ruleSet }: Reported, rule: number, test: number): Where {
  const leaf = leavesOf(ruleSet.rules[rule]!.conditions)[test];
  return inside(at(file, "rules", rule, "conditions"), ...(leaf?.path ?? []));
}

function conditionsInWords({ inspection, ruleSet }: Reported, rule: number, tests: number[]): string {
  const all = compile(inspection.pack.facts, ruleSet)[rule]!.tests;
  const words = tests.map((test) => conditionInWords(inspection.pack, all[test]!));
  return words.length > 0 ? words.join(" and ") : "its conditions";
}

const names = ({ ruleSet }: Reported, rules: number[]): string =>
  rules.length > 0
    ? rules.map((rule) => `"${ruleSet.rules[rule]!.name}"`).join(" and ")
    : "the rules before it";
