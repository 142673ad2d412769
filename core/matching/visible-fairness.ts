import type { Pack } from "../program/pack.ts";
import { maySee, type Reader } from "../rules/visible.ts";
import type { Fairness } from "./fairness.ts";
import { seesPairing } from "./visible-round.ts";

/** A fairness report as this reader may see it: by facts that they may see, and with reasons only where all rules are open to them. */
export function visibleFairness(report: Fairness, pack: Pack, reader: Reader): Fairness {
  if (!reader.staff) return { ...report, facts: [] };
  const facts = report.facts.filter(({ role, fact }) => maySee(pack, reader, `${role}.${fact}`));
  if (seesPairing(pack, reader)) return { ...report, facts };
  return {
    ...report,
    facts: facts.map(({ lowest, ...fact }) => ({
      ...fact,
      ...(lowest && { lowest: { value: lowest.value, behind: lowest.behind } }),
    })),
  };
}
