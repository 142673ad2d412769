import * as z from "zod";
import type { Pack } from "../program/pack.ts";
import { canonicalJson } from "../program/version.ts";
import { derive } from "../rules/derive.ts";
import { answer } from "./answer.ts";
import { hasStatus, isTold, type Sides } from "./compared.ts";
import { allQuestions, indicatorName, type Question } from "./question.ts";
import { rolesOf, type Subject } from "./subject.ts";

/** How many people an indicator counts under each of two versions; `null` where a version does not count it by rules. */
export const Counted = z.lazy(() =>
  z.strictObject({
    indicator: z.string(),
    before: z.number().int().nullable(),
    after: z.number().int().nullable(),
  }),
);
export type Counted = z.infer<typeof Counted>;

/** Of every indicator that another version counts otherwise. A person counts once, whatever number of journeys they have. */
export function countedOf(sides: Sides, subjects: readonly Subject[]): Counted[] {
  const { live, draft, on, same } = sides;
  const [before, after] = [allQuestions(live), allQuestions(draft)];
  const ids = [live, draft].flatMap(({ indicators }) => (indicators?.indicators ?? []).map(({ id }) => id));
  return [...new Set(ids)].flatMap((id) => {
    const name = indicatorName(id);
    const [was, will] = [before.get(name), after.get(name)];
    if (same && canonicalJson(was ?? null) === canonicalJson(will ?? null)) return [];
    if (!isTold(sides, { live: was, draft: will })) return [];
    const of = (pack: Pack, question: Question | undefined) => number(pack, question, name, subjects, on);
    return [{ indicator: id, before: of(live, was), after: of(draft, will) }];
  });
}

function number(
  pack: Pack,
  question: Question | undefined,
  name: string,
  subjects: readonly Subject[],
  on: string,
): number | null {
  if (question?.kind !== "counts") return null;
  const role = pack.indicators!.indicators.find(({ id }) => indicatorName(id) === name)!.counts;
  const counted = subjects.filter(
    (one) =>
      role !== "by hand" &&
      rolesOf(pack, one).includes(role.role) &&
      hasStatus(question, one.status) &&
      answer(pack, question, derive(pack, one.facts, on)).outcome === "counted",
  );
  return new Set(counted.map(({ person, id }) => person ?? id)).size;
}
