import { checkRef, typeName } from "./check-conditions.ts";
import { fileOfRuleSet } from "./check-rule-sets.ts";
import { known } from "./check-steps.ts";
import { type Fact, today } from "./fact.ts";
import { oneOf } from "./guess.ts";
import { at, type Inspection, keyOf, mustBeKnown, type Where } from "./inspection.ts";
import { type FreeHours, type Matching, type MethodFact, methodFacts } from "./matching.ts";
import { possible } from "./outcomes.ts";
import type { RuleSet } from "./rule-set.ts";
import { Zone } from "./zone.ts";

/** program.json "matching": what it names is there, and pairs can be found in the way that it says. */
export function checkMatching(inspection: Inspection): void {
  const { program, journeys } = inspection.pack;
  const { matching } = program;
  if (!matching) return;
  for (const key of ["constraints", "scores"] as const)
    known(inspection, where(key), "a rule set", matching[key]);
  checkPairRules(inspection, matching);
  for (const key of ["mentor", "mentee"] as const)
    mustBeKnown(inspection, where(key), "a role", matching[key], Object.keys(program.roles));
  checkMethod(inspection, matching);
  checkSays(inspection, matching);
  checkFairness(inspection, matching);
  if (!mustBeKnown(inspection, where("journey"), "a journey", matching.journey, Object.keys(journeys)))
    return;
  if (journeys[matching.journey]!.role === "match") return;
  const fix = `Write "role": "match" in journeys/${matching.journey}.json.`;
  const message = `"${matching.journey}" is not the journey of a match`;
  inspection.report(where("journey"), "journey.role", message, fix);
}

const where = (...path: (string | number)[]): Where => at("program.json", "matching", ...path);

/** Pairs can be formed, and weighed. */
function checkPairRules({ pack, report }: Inspection, { constraints, scores }: Matching): void {
  const may = Object.hasOwn(pack.ruleSets, constraints) ? pack.ruleSets[constraints] : undefined;
  const rules = Object.hasOwn(pack.ruleSets, scores) ? pack.ruleSets[scores] : undefined;
  if (may && !mayAllow(may)) {
    const message = `nothing here says "${possible}", so no pair can ever be formed`;
    const fix = `Write "${possible}" there, or in a rule that lets a pair be.`;
    report(at(fileOfRuleSet(constraints), "otherwise", "type"), "matching.impossible", message, fix);
  }
  if (rules && rules.hitPolicy !== "sum of points") {
    const message = "pairs are scored with points, and these rules give none";
    const fix = 'Write "sum of points", and give each rule a weight or points.';
    report(at(fileOfRuleSet(scores), "hitPolicy"), "matching.points", message, fix);
  }
}

function mayAllow({ hitPolicy, rules, otherwise }: RuleSet): boolean {
  const byRule = rules.some(({ event }) => event.type === possible);
  return otherwise.type === possible || (byRule && hitPolicy !== "sum of points");
}

function checkMethod(inspection: Inspection, matching: Matching): void {
  const { method } = matching;
  for (const used of methodFacts(matching)) checkUsed(inspection, matching, used);
  if (method?.by === "groups" && method.size.from > method.size.to) {
    const message = `no group can have at least ${method.size.from} and at most ${method.size.to}`;
    inspection.report(where("method", "size"), "matching.size", message, 'Let "from" be no more than "to".');
  }
  if (method?.by === "peer or traditional") checkKinds(inspection, method);
}

/** What can be alike is one of a few values; what is wished of a mentor may be anything that his facts are compared with. */
const alike: Fact["type"][] = ["choice", "choices", "languages", "place", "boolean"];

function typesOf([where, use, part]: MethodFact["path"]): Fact["type"][] {
  if (where === "says") return part === "zone" ? ["choice"] : ["choice", "choices"];
  if (where === "aims") return ["choice", "text"];
  return use === "wish" || use === "kind" ? ["choice"] : alike;
}

function checkUsed(inspection: Inspection, { mentor, mentee }: Matching, { ref, path }: MethodFact): void {
  const here = where(...path);
  const found = checkRef(inspection, here, ref, [{ sides: [mentor, mentee] }]);
  if (!found || path[1] === "described") return;
  const wanted = typesOf(path);
  if (!found.derived && found.name !== today && wanted.includes(found.fact.type)) return;
  const message = `"${found.name}" is ${typeName(found.fact)}, and here people are put together by it`;
  inspection.report(here, "fact.unfit", message, `Use a fact of the type ${oneOf(wanted)}.`);
}

type Peers = Extract<NonNullable<Matching["method"]>, { by: "peer or traditional" }>;

/** Every wish can be met by some kind of mentor, or both are welcome. */
function checkKinds({ pack, report }: Inspection, { wish, kind, either }: Peers): void {
  const [wishes, kinds] = [wish, kind].map((name) => {
    const fact = pack.facts.facts[name];
    return fact?.type === "choice" ? fact.values : undefined;
  });
  if (!wishes || !kinds) return;
  if (either !== undefined && !wishes.includes(either)) {
    const message = `"${either}" is not one of the values of "${wish}"`;
    report(where("method", "either"), "value.unfit", message, `Write ${oneOf(wishes)}, or leave it out.`);
  }
  for (const one of wishes) {
    if (one === either || kinds.includes(one)) continue;
    const message = `a mentee can wish "${one}", and no mentor is of that kind in "${kind}"`;
    const fix = `Give "${kind}" the same value, or write "either": "${one}" if both kinds are welcome then.`;
    report(where("method", "wish"), "matching.wish", message, fix);
  }
}

const said = {
  matchedBefore: { type: "boolean", about: "pair", words: 'yes or no, with "about": "pair"' },
  refusedBefore: { type: "boolean", about: "pair", words: 'yes or no, with "about": "pair"' },
  waitingSince: { type: "date", about: "person", words: "a day, and about a person" },
  freeHours: { type: "numbers", about: "person", words: "a list of numbers, and about a person" },
} as const;

/** What the round says about a pair or a person is a fact that can hold it. */
function checkSays(inspection: Inspection, { says = {} }: Matching): void {
  const { freeHours, ...names } = says;
  for (const [key, name] of Object.entries(names) as [keyof typeof names, string][])
    checkSaid(inspection, where("says", key), name, said[key]);
  if (!freeHours) return;
  checkSaid(inspection, where("says", "freeHours", "fact"), freeHours.fact, said.freeHours);
  checkTimes(inspection, freeHours);
}

function checkSaid(
  inspection: Inspection,
  here: Where,
  name: string,
  { type, about, words }: (typeof said)[keyof typeof said],
): void {
  const { facts } = inspection.pack.facts;
  if (!mustBeKnown(inspection, here, "a fact", name, Object.keys(facts))) return;
  const fact = facts[name]!;
  if (fact.type === type && fact.about === about) return;
  const message = `"${name}" is ${typeName(fact)} about a ${fact.about}, and what the round says here is ${words}`;
  inspection.report(here, "fact.unfit", message, `Name a fact that is ${words}.`);
}

/** Every part of a week has its times, and every zone is one. */
function checkTimes(inspection: Inspection, { from, zone, times }: FreeHours): void {
  const { pack, report } = inspection;
  const here = (...path: string[]) => where("says", "freeHours", ...path);
  const parts = valuesOfNamed(pack, from);
  for (const value of parts)
    if (!Object.hasOwn(times, value)) {
      const message = `"${value}" has no times, so whoever is free then would be free never`;
      report(
        here("times"),
        "value.missing",
        message,
        `Add "${value}": "mon-fri 17:00-21:00", or whenever it is.`,
      );
    }
  if (parts.length > 0)
    for (const value of Object.keys(times))
      mustBeKnown(inspection, keyOf(here("times", value)), `a value of "${from}"`, value, parts);
  for (const value of zone === undefined ? [] : valuesOfNamed(pack, zone))
    if (!Zone.safeParse(value).success) {
      const message = `"${value}", which "${zone}" can be, is no time zone`;
      report(here("zone"), "value.unfit", message, 'Let its values be zones such as "Europe/Helsinki".');
    }
}

function valuesOfNamed({ facts }: Inspection["pack"], name: string): readonly string[] {
  const fact = Object.hasOwn(facts.facts, name) ? facts.facts[name]! : undefined;
  return fact?.type === "choice" || fact?.type === "choices" ? fact.values : [];
}

/** Counted is what has a few values, and nothing that is not to be seen by whoever reads the report. */
function checkFairness(inspection: Inspection, { fairness }: Matching): void {
  const { facts } = inspection.pack.facts;
  for (const [index, name] of (fairness?.facts ?? []).entries()) {
    const here = where("fairness", "facts", index);
    if (!mustBeKnown(inspection, here, "a fact", name, Object.keys(facts))) continue;
    const fact = facts[name]!;
    if (!countable.includes(fact.type)) {
      const message = `"${name}" is ${typeName(fact)}, and only what has a few values can be counted by`;
      inspection.report(here, "fact.unfit", message, `Use a fact of the type ${oneOf(countable)}.`);
    } else if (fact.kind !== "ordinary") {
      const message = `"${name}" is not for everybody's eyes ("kind": "${fact.kind}"), and this report is`;
      inspection.report(here, "fact.unfit", message, "Take it out.");
    }
  }
}

/** The types of facts that people can be counted by. */
export const countable: Fact["type"][] = ["boolean", "choice", "choices", "place"];
