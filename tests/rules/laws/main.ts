import { parseArgs } from "node:util";
import fc from "fast-check";
import { facts, ruleSets } from "../arbitrary.ts";
import { difference, stockDifference, traits } from "./equality.ts";
import { stockCases } from "./stock-cases.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    cases: { type: "string", default: "100000" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) {
  process.stdout.write(
    "Examples:\n  $ npm run laws\n  $ npm run laws -- --cases 1000 --seed 7\n\nHolds compiled rules against json-rules-engine on random rules and facts.\n",
  );
} else {
  await main(Number(values.cases), Number(values.seed ?? Date.now() % 0x7fffffff));
}

async function main(cases: number, seed: number): Promise<void> {
  const began = performance.now();
  const seen = new Map<string, number>();
  const equal = fc.asyncProperty(ruleSets, facts, async (ruleSet, all) => {
    for (const trait of traits(ruleSet)) seen.set(trait, (seen.get(trait) ?? 0) + 1);
    const found = await difference(ruleSet, all);
    if (found) throw new Error(found);
  });
  await fc.assert(equal, { numRuns: cases, seed });
  const alone = fc.asyncProperty(stockCases, async ([conditions, all]) => {
    const found = await stockDifference(conditions, all);
    if (found) throw new Error(found);
  });
  await fc.assert(alone, { numRuns: cases, seed });
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(
    `${cases} rule sets and ${cases} conditions with its own operators: equal to json-rules-engine, in ${seconds} s, seed ${seed}\n`,
  );
  for (const [trait, count] of [...seen].sort(([, one], [, other]) => other - one))
    process.stdout.write(`  ${trait}: ${count}\n`);
}
