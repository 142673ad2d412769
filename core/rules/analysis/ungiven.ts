import { fileOfRuleSet } from "../../program/check-rule-sets.ts";
import { settledFacts } from "../../program/given.ts";
import { oneOf } from "../../program/guess.ts";
import { at, type Inspection } from "../../program/inspection.ts";
import { compile } from "../compile.ts";
import { partsOf } from "../dictionary.ts";
import { aloneRuleSet } from "../test.ts";
import { type Atom, atomsOf, comesTo } from "./atom.ts";
import { type When, whensOf } from "./whens.ts";

/** Conditions that could hold, but wait for a value of a fact that rules alone say, and say never. */
export function checkUngiven(inspection: Inspection, sound: (file: string) => boolean): void {
  const settled = settledFacts(inspection.pack);
  const settledBy = ({ refs }: Atom) => {
    const found = refs.length === 1 ? settled.get(partsOf(refs[0]!).name) : undefined;
    return found?.by.every((name) => sound(fileOfRuleSet(name))) ? found : undefined;
  };
  for (const { what, where, conditions } of [...whensOf(inspection), ...rulesOf(inspection)]) {
    if (!sound(where.file)) continue;
    const { atoms, trees } = atomsOf(compile(inspection.pack.facts, aloneRuleSet(conditions)), {});
    const truths = atoms.map((atom) => certain(atom, settledBy(atom)?.values ?? []));
    if (comesTo(trees[0]!, truths) !== false) continue;
    const { fact, by, values } = atoms.flatMap((atom) => settledBy(atom) ?? [])[0]!;
    const message = `${what} waits for a value of "${fact}" that ${oneOf(by, "and")} never gives, and nobody is asked for it`;
    const fix = `Let a rule give it, or write ${oneOf(values)}.`;
    inspection.report(where, "value.ungiven", message, fix, { level: "warning" });
  }
}

const rulesOf = ({ pack }: Inspection): When[] =>
  Object.entries(pack.ruleSets).flatMap(([name, { rules }]) =>
    rules.map(({ name: rule, conditions }, index) => {
      const where = at(fileOfRuleSet(name), "rules", index, "conditions");
      return { what: `the rule "${rule}"`, where, conditions };
    }),
  );

/** What a comparison comes to whichever of the values it is; undefined when that depends, or nothing is known of them. */
function certain({ refs, truth }: Atom, values: string[]): boolean | undefined {
  const [first, ...others] = values.map((value) => truth({ [refs[0]!]: value }));
  return typeof first === "boolean" && others.every((other) => other === first) ? first : undefined;
}
