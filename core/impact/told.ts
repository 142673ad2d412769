import { factsIn } from "../program/conditions.ts";
import type { Pack } from "../program/pack.ts";
import { askFor } from "../rules/derive.ts";
import { partsOf } from "../rules/dictionary.ts";
import { maySee, type Reader } from "../rules/visible.ts";
import { rulesBehind } from "./answer.ts";
import type { Question } from "./question.ts";

interface Versions {
  live: Pack;
  draft: Pack;
}

/**
 * Whether a reader may be told what changes in a question: only if they may see all that either version looks at, as either
 * version says who may see it. A draft can be written to find something out, so that who changes, and even how many, would tell
 * it: a question that is not for this reader is not compared for them at all.
 */
export function mayBeTold(
  { live, draft }: Versions,
  reader: Reader,
  asked: { live: Question | undefined; draft: Question | undefined },
): boolean {
  const refs = [...refsOf(live, asked.live), ...refsOf(draft, asked.draft)];
  return reader.staff && refs.every((ref) => maySee(live, reader, ref) && maySee(draft, reader, ref));
}

/** What a question looks at, down to what that is worked out, or decided, from. */
function refsOf(pack: Pack, question: Question | undefined): string[] {
  const found = new Set<string>();
  const open = namedIn(pack, question);
  while (open.length > 0) {
    const ref = open.pop()!;
    if (found.has(ref)) continue;
    found.add(ref);
    const deciding = Object.values(pack.ruleSets).filter(({ decides }) => decides === partsOf(ref).name);
    open.push(...askFor(pack.facts, ref, {}), ...deciding.flatMap(factsOf));
  }
  return [...found];
}

function namedIn(pack: Pack, question: Question | undefined): string[] {
  if (question?.kind === "amount" && typeof question.amount === "object" && "fact" in question.amount)
    return [question.amount.fact];
  const ruleSet = rulesBehind(pack, question);
  return ruleSet ? factsOf(ruleSet) : [];
}

const factsOf = ({ rules }: Pack["ruleSets"][string]): string[] =>
  rules.flatMap(({ conditions }) => factsIn(conditions));
