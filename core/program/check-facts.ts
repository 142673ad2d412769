import { typeName } from "./check-conditions.ts";
import { Duration } from "./duration.ts";
import { type DerivedFact, type Fact, today } from "./fact.ts";
import {
  at,
  baseFacts,
  factNamed,
  factNames,
  type Inspection,
  inside,
  keyOf,
  mustBeKnown,
  type Where,
} from "./inspection.ts";

/** facts.json: the dictionary is sound in itself. */
export function checkFacts(inspection: Inspection): void {
  const { facts } = inspection.pack;
  for (const group of ["facts", "derived"] as const) {
    if (!Object.hasOwn(facts[group], today)) continue;
    const where = keyOf(at("facts.json", group, today));
    inspection.report(where, "fact.taken", `"${today}" is the day itself`, "Give this fact another name.");
  }
  for (const [name, fact] of Object.entries(facts.facts))
    checkFact(inspection, at("facts.json", "facts", name), fact);
  for (const [name, derived] of Object.entries(facts.derived)) {
    const where = at("facts.json", "derived", name);
    if (Object.hasOwn(facts.facts, name)) {
      inspection.report(
        keyOf(where),
        "fact.twice",
        `"${name}" is both asked and derived`,
        "Give one of them another name.",
      );
    } else if (turnsInCircle(inspection, name)) {
      inspection.report(
        where,
        "fact.circle",
        `"${name}" is worked out from itself`,
        "Work it out from facts that people give.",
      );
    } else checkDerived(inspection, where, derived);
  }
}

function checkFact(inspection: Inspection, where: Where, fact: Fact): void {
  const { pack, report } = inspection;
  for (const [index, role] of (fact.roles ?? []).entries()) {
    mustBeKnown(inspection, inside(where, "roles", index), "a role", role, [
      ...Object.keys(pack.program.roles),
      "program",
    ]);
  }
  const values = "values" in fact ? (fact.values ?? []) : [];
  for (const [index, value] of values.entries()) {
    const here = inside(where, "values", index);
    if (values.indexOf(value) < index)
      report(here, "value.twice", `"${value}" is listed twice`, "Take one of them out.");
    if (fact.type === "duration" && !Duration.safeParse(value).success) {
      report(
        here,
        "value.unfit",
        `"${value}" is not a length of time`,
        'Write it as "P14D" (14 days) or "P3M" (3 months).',
      );
    }
  }
  if (fact.type === "place" && Object.keys(fact.places).length < 2)
    report(inside(where, "places"), "value.size", "there is only one place", "Write at least two.");
  if (fact.type === "number" && fact.min !== undefined && fact.max !== undefined && fact.min > fact.max) {
    report(
      inside(where, "min"),
      "value.unfit",
      `the least value ${fact.min} is more than the most, ${fact.max}`,
      "Swap them.",
    );
  }
}

/** What each way of deriving works on. A list may be empty, and nothing is the lowest of nothing: whoever has none could not be decided about. */
export const worksOn: Record<string, Fact["type"][]> = {
  yearsSince: ["date"],
  count: ["choices", "numbers", "languages"],
  lowestOf: ["number", "rating"],
  averageOf: ["number", "rating"],
};

function checkDerived(inspection: Inspection, where: Where, derived: DerivedFact): void {
  for (const [way, from] of Object.entries(derived)) {
    if (way === "source") continue;
    for (const [index, name] of [from].flat().entries()) {
      const here = Array.isArray(from) ? inside(where, way, index) : inside(where, way);
      if (!mustBeKnown(inspection, here, "a fact", name, factNames(inspection.pack))) continue;
      const { fact, derived: isDerived } = factNamed(inspection.pack, name)!;
      if (isDerived) {
        reportDerived(inspection, here, name);
        continue;
      }
      if (worksOn[way]!.includes(fact.type)) continue;
      const message = `"${way}" does not work on "${name}", which is ${typeName(fact)}`;
      inspection.report(here, "fact.unfit", message, `Use a fact of the type ${worksOn[way]!.join(" or ")}.`);
    }
  }
}

/** Whatever is asked, or could have been otherwise, is told by what people give: one step from it, no more. */
function reportDerived({ pack, report }: Inspection, here: Where, name: string): void {
  const given = baseFacts(pack, name);
  const why = name === today ? "is the day itself" : "is worked out itself";
  const fix =
    given.length > 0
      ? `Write what it is worked out from: ${given.join(", ")}.`
      : "Use a fact that people give.";
  report(here, "fact.derived", `"${name}" ${why}, and nothing can be worked out from that`, fix);
}

function turnsInCircle({ pack }: Inspection, name: string): boolean {
  const seen = new Set<string>();
  const visit = (from: string): boolean => {
    if (from === name && seen.size > 0) return true;
    if (seen.has(from) || !Object.hasOwn(pack.facts.derived, from)) return false;
    seen.add(from);
    const { source: _, ...ways } = pack.facts.derived[from]!;
    return Object.values(ways).flat().some(visit);
  };
  return visit(name);
}
