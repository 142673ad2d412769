import { fileURLToPath } from "node:url";
import { loadPack } from "#adapters/pack-files.ts";
import type { ExamplePerson } from "#core/program/example.ts";
import type { Facts } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import { usualFacts } from "#core/rehearsal/default-fact.ts";
import { invent } from "#core/rehearsal/invent.ts";
import { decide } from "#core/rules/decide.ts";
import { derive } from "#core/rules/derive.ts";
import { runEngine } from "#core/rules/engine.ts";
import { type Bench, medians, type Row, rounded } from "./bench.ts";
import { pairRows } from "./rules/pairs.ts";
import { personRows } from "./rules/person.ts";

const on = "2026-03-02";
const people = 200;

export const rules = fileURLToPath(new URL("../rules", import.meta.url));

/**
 * Decisions with their whole receipts, against json-rules-engine with a fresh engine each, as overlapping runs need; then
 * compiled rules of one person and of a million pairs, against an engine that is kept and against code written by hand.
 */
export const bench: Bench = async () => {
  const pack = await cemewe();
  const { matching } = pack.program;
  return [
    await compare(pack, "routing", matching!.mentee),
    await compare(pack, "screening.mentor", matching!.mentor),
    ...(await personRows()),
    ...(await pairRows()),
  ];
};

export async function cemewe(): Promise<Pack> {
  const { pack } = await loadPack(rules, "cemewe");
  if (!pack) throw new Error('the program "cemewe" has errors; "waymark check cemewe" lists them');
  return pack;
}

async function compare(pack: Pack, ruleSet: string, role: string): Promise<Row> {
  const all = invent(pack, role, people, 1).map((person) => completed(pack, role, person));
  const set = pack.ruleSets[ruleSet]!;
  const { ours, engine } = await medians({
    ours: () => {
      for (const facts of all) decide(pack, ruleSet, facts, on);
    },
    engine: async () => {
      for (const facts of all) await runEngine(pack.facts, set.rules, derive(pack, facts, on));
    },
  });
  return {
    what: `${people} decisions of ${ruleSet} with their receipts`,
    ratio: rounded(ours / engine),
    target: 1,
    against: "json-rules-engine on the same rules and facts",
  };
}

const completed = (pack: Pack, role: string, { facts }: ExamplePerson): Facts => ({
  ...usualFacts(pack, role, on),
  ...facts,
});
