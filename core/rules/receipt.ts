import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { compile, isFactRef, type Truth } from "./compile.ts";
import type { Because, Decision } from "./decision.ts";
import { type Looked, truthOf } from "./evaluate.ts";
import { coordinatorSentence, missingSentence, participantSentence, type Said } from "./sentence.ts";
import type { Verdict } from "./verdict.ts";

/** A decision as it is kept: what was seen and what it came to, but no sentence, for those are made when they are read. */
export const kept = (decision: Decision): Decision => ({
  ...decision,
  sentence: { coordinator: "", participant: "" },
});

/**
 * The sentences of a receipt in a reader's language, made from what it holds and the version of the program that decided.
 * With another version, whose rules need not be the same, those that came with the receipt.
 */
export function sentencesOf(pack: Pack, receipt: Decision, language?: string): Decision["sentence"] {
  const said = saidOf(pack, receipt, language);
  if (!said) return receipt.sentence;
  return {
    coordinator: sentenceOf(said, receipt),
    participant: participantSentence(pack, receipt.ruleSet, receipt.outcome, language),
  };
}

function sentenceOf(said: Said, receipt: Decision): string {
  if (receipt.outcome === "needs-info") return missingSentence(said, receipt.needs, receipt.couldBe);
  return coordinatorSentence(said, verdictOf(said.pack, receipt));
}

function verdictOf(pack: Pack, { ruleSet, outcome, params, all, rules }: Decision): Verdict {
  const { rules: written } = pack.ruleSets[ruleSet]!;
  const fired = rules.map((name) => written.findIndex((rule) => rule.name === name));
  return { outcome, params, ...(all && { all }), rules: fired };
}

/** The facts that a receipt saw. Throws when it came from other rules than those of this version of the program. */
export function seenIn(pack: Pack, receipt: Decision): Facts {
  const said = saidOf(pack, receipt);
  if (said) return said.facts;
  throw new Error(
    `a receipt of ${receipt.ruleSet} ${receipt.version} was not made by ${pack.id} ${pack.version}`,
  );
}

/** What a receipt saw, as if it were looked at again; undefined where the program's rules are not those that it came from. */
function saidOf(pack: Pack, receipt: Decision, language?: string): Said | undefined {
  const ruleSet = Object.hasOwn(pack.ruleSets, receipt.ruleSet) ? pack.ruleSets[receipt.ruleSet]! : undefined;
  if (!ruleSet || pack.version !== receipt.version) return undefined;
  const rules = compile(pack.facts, ruleSet);
  const entries = receipt.because.values();
  const facts: Said["facts"] = {};
  const looked = rules.map((rule): Looked => {
    const because = rule.tests.map(() => entries.next().value as Because);
    rule.tests.forEach(({ fact, value }, test) => {
      const { saw, wanted } = because[test]!;
      if (saw !== undefined) facts[fact] = saw;
      if (isFactRef(value) && wanted !== undefined) facts[value.fact] = wanted;
    });
    const results = because.map(({ result }) => truths[result]);
    return { ...rule, results, truth: truthOf(rule.root, results), slots: [] };
  });
  return { pack, ruleSet: receipt.ruleSet, looked, facts, language };
}

const truths: Record<Because["result"], Truth> = {
  passed: true,
  failed: false,
  unknown: "unknown",
  "not looked at": "unknown",
};
