import { fileOfRuleSet } from "./check-rule-sets.ts";
import { factsIn, leavesOf } from "./conditions.ts";
import { type Settled, settledFacts } from "./given.ts";
import { at, baseFacts, type Inspection, inside } from "./inspection.ts";
import type { Pack } from "./pack.ts";

/** Rule sets that wait for each other: each looks at what only the other says, or one at what it says itself. */
export function checkCircles(inspection: Inspection): void {
  const { pack } = inspection;
  const settled = settledFacts(pack);
  for (const { fact, by } of settled.values())
    for (const name of by) checkCircle(inspection, name, fact, settled);
}

function checkCircle(
  { pack, report }: Inspection,
  name: string,
  decided: string,
  settled: Map<string, Settled>,
): void {
  const looks = pack.ruleSets[name]!.rules.flatMap(({ conditions }, index) =>
    leavesOf(conditions).flatMap(({ leaf, path }) =>
      factsIn(leaf).map((ref, side) => ({
        ref,
        where: inside(
          at(fileOfRuleSet(name), "rules", index, "conditions"),
          ...path,
          ...(side === 0 ? ["fact"] : ["value", "fact"]),
        ),
      })),
    ),
  );
  // Of several ways round only the first is told: the others are mended by the same thought.
  const found = looks.find(({ ref }) => leadsTo(pack, ref, decided, settled, new Set()));
  if (!found) return;
  const message = baseFacts(pack, nameOf(found.ref)).includes(decided)
    ? `"${name}" looks at "${nameOf(found.ref)}", which it is to decide itself`
    : `"${name}" looks at "${nameOf(found.ref)}", which rules decide by what "${name}" is to decide: they wait for each other`;
  const fix = `Look at something else, or ask for "${nameOf(found.ref)}" in a form.`;
  report(found.where, "rules.circle", message, fix, { level: "warning" });
}

/** Whether a fact is known only when another one is, since rules alone say it and look at that. */
function leadsTo(
  pack: Pack,
  ref: string,
  wanted: string,
  settled: Map<string, Settled>,
  seen: Set<string>,
): boolean {
  return baseFacts(pack, nameOf(ref)).some((fact) => {
    if (fact === wanted) return true;
    if (seen.has(fact)) return false;
    seen.add(fact);
    const by = settled.get(fact)?.by ?? [];
    return by.some((name) =>
      pack.ruleSets[name]!.rules.some(({ conditions }) =>
        factsIn(conditions).some((inner) => leadsTo(pack, inner, wanted, settled, seen)),
      ),
    );
  });
}

const nameOf = (ref: string): string => ref.split(".").at(-1)!;
