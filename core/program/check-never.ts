import { type Act, brokenBy, type Line } from "./broken-by.ts";
import { checkNeverItself } from "./check-never-itself.ts";
import { valuesOf } from "./fact.ts";
import type { Guard } from "./guard.ts";
import { oneOf } from "./guess.ts";
import { at, type Inspection, keyOf, type Where } from "./inspection.ts";
import { covers, isNamedLike } from "./never-names.ts";
import { type Possible, possibleActs } from "./possible-acts.ts";
import { possibleSteps } from "./possible-steps.ts";

/** never.json: its own lines make sense, no file knows the facts that it forbids, and nothing that could happen breaks a line of it. */
export function checkNever(inspection: Inspection): void {
  checkNeverItself(inspection);
  for (const line of inspection.pack.never.facts) checkFact(inspection, line);
  const { pack } = inspection;
  const seen = new Set<string>();
  for (const possible of [
    ...possibleActs(pack),
    ...(pack.never.guards.length > 0 ? possibleSteps(pack) : []),
  ]) {
    for (const line of brokenBy(pack, possible.act)) {
      const key = JSON.stringify([possible.where, line.path]);
      if (!seen.has(key)) tell(inspection, possible, line);
      seen.add(key);
    }
  }
}

const byHand = "Take it out; a coordinator handles this in person.";

function checkFact({ pack, report, place }: Inspection, { name, why }: { name: string; why: string }): void {
  const index = pack.never.facts.findIndex((line) => line.name === name);
  const against = { against: place(at("never.json", "facts", index)) };
  const message = `never.json forbids the fact "${name}": ${why}`;
  for (const group of ["facts", "derived"] as const) {
    for (const fact of Object.keys(pack.facts[group])) {
      if (isNamedLike(fact, name))
        report(keyOf(at("facts.json", group, fact)), "never.fact", message, byHand, against);
    }
  }
  for (const [fact, entry] of Object.entries(pack.facts.facts)) {
    for (const [place, value] of (valuesOf(entry) ?? []).entries()) {
      if (!isNamedLike(value, name)) continue;
      report(at("facts.json", "facts", fact, "values", place), "never.fact", message, byHand, against);
    }
  }
}

function tell(inspection: Inspection, { act, where }: Possible, line: Line): void {
  const { pack, report, place } = inspection;
  const against = { against: place(at("never.json", ...line.path)) };
  const [group, index] = line.path as [string, number];
  if (group === "facts") {
    const message = `never.json forbids the fact "${line.name}": ${line.why}`;
    return report(where, "never.fact", message, byHand, against);
  }
  if (group === "rules") {
    const { fact, ruleSet } = pack.never.rules[index]!;
    const who =
      act.act === "look" && act.ruleSet !== undefined ? held(act.ruleSet, ruleSet) : "rules and conditions";
    const message = `never.json forbids ${who} to look at "${fact}": ${line.why}`;
    return report(
      where,
      "never.rule",
      message,
      "Decide without it; what never.json says cannot be taken back here.",
      against,
    );
  }
  const guard = pack.never.guards[index]!;
  const message = `${whatHappens(act, where)}, which never.json forbids ("${guard.name}"): ${line.why}`;
  report(where, "never.guard", message, fixOf(guard), against);
}

const held = (name: string, said = name): string =>
  covers(said, name) ? `"${name}"` : `"${name}", which answers what "${said}" is to answer,`;

/** In words what could happen. */
function whatHappens(act: Act, { path }: Where): string {
  switch (act.act) {
    case "step":
      return stepHappens(act, path.at(-1) === "role");
    case "outcome":
      return `rules alone can say that "${act.fact}" is "${act.outcome}"`;
    case "look":
      return `this looks at ${oneOf(act.facts, "and")}`;
    case "learn":
      return `"${act.fact}" can be said by ${act.by}`;
    case "ask":
      return `people are asked for ${oneOf(act.facts, "and")}`;
    case "tell":
      return `a ${act.to} can read ${oneOf(act.facts, "and")} here`;
    case "letter":
      return `a letter goes to a ${act.to}`;
  }
}

const lastWords = {
  nobody: "before anybody said anything",
  time: "because time ran out",
  rules: "by a rule alone",
  participant: "by the word of those who take part",
  staff: "by a coordinator's word",
  others: "by what another journey tells",
};

function stepHappens({ step, word }: Extract<Act, { act: "step" }>, unsaid: boolean): string {
  const what = step.as === undefined ? `"${step.do}"` : `"${step.do}" as "${step.as}"`;
  return `${unsaid ? `the journey can end here with ${what}` : `this ${what} can be reached`} ${lastWords[word]}`;
}

function fixOf(guard: Guard): string {
  switch (guard.never) {
    case "step":
      return "Take the step out.";
    case "without a person":
      return guard.who === "staff"
        ? 'Put a "task" for staff before it, on every way that leads here.'
        : 'Put a "task" for staff, or an "ask", before it, on every way that leads here.';
    case "decided alone":
      return `Write "confirm": ${JSON.stringify(guard.values)}, so that a coordinator chooses.`;
    case "before":
      return `Ask for ${oneOf(guard.facts, "and")} before, on every way that leads here, in a ${guard.by === "staff" ? '"task" for staff' : "form"} that requires it${guard.by === "staff" ? '; say in "onEnd" where a coordinator\'s ending goes on' : ""}.`;
    case "more often":
      return `Let no way come to such a step more than ${guard.times === 1 ? "once" : `${guard.times} times`}.`;
    case "said by others":
      return `Take it out; only ${oneOf(guard.by)} may say it.`;
    case "asked by mail":
      return 'Ask it in a form whose "raters" are ["coordinator"], or take it out.';
    case "told":
      return `Take it out, or let nobody who is a ${guard.to} read it.`;
    case "letter":
      return `Write to somebody else, or let staff talk to the ${guard.to}.`;
  }
}
