import { allSteps, isDo } from "./journey-steps.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Pack } from "./pack.ts";

/** What rules settle in a journey, and nobody is asked for: who looks at it waits for the rules, or for a coordinator's own hand. */
export interface Settled {
  fact: string;
  /** The rule sets that decide it. */
  by: string[];
  /** All that can come out. */
  values: string[];
}

/** Facts that rules alone say, by their names. What a form, a partner or an agreement says as well is not among them. */
export function settledFacts(pack: Pack): Map<string, Settled> {
  const said = new Set([
    ...Object.values(pack.forms).flatMap(({ questions }) => questions.map(({ fact }) => fact)),
    ...Object.values(pack.intake).flatMap(({ map }) =>
      map.flatMap((one) => ("fact" in one ? [one.fact] : [])),
    ),
    ...Object.values(pack.agreements).flatMap(({ blanks }) => blanks),
  ]);
  const used = allSteps(pack).flatMap((placed) => (isDo(placed, "decide") ? [placed.step.ruleSet] : []));
  const settled = new Map<string, Settled>();
  for (const name of new Set(used)) {
    const ruleSet = Object.hasOwn(pack.ruleSets, name) ? pack.ruleSets[name]! : undefined;
    if (!ruleSet || said.has(ruleSet.decides)) continue;
    const { by, values } = settled.get(ruleSet.decides) ?? { by: [], values: [] };
    settled.set(ruleSet.decides, {
      fact: ruleSet.decides,
      by: [...by, name],
      values: [...new Set([...values, ...outcomesOf(ruleSet)])],
    });
  }
  return settled;
}
