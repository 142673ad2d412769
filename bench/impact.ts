import { impact } from "#core/impact/impact.ts";
import type { Subject } from "#core/impact/subject.ts";
import type { Pack } from "#core/program/pack.ts";
import { usualFacts } from "#core/rehearsal/default-fact.ts";
import { invent } from "#core/rehearsal/invent.ts";
import { type Bench, median, rounded } from "./bench.ts";
import { cemewe } from "./rules.ts";

const on = "2026-03-02";
const people = 10_000;
const limit = 2_000;
const rounds = 5;

/** One changed rule set over many people, as somebody waits for it before publishing: why each one changes included. */
export const bench: Bench = async () => {
  const live = await cemewe();
  const whole = subjects(live);
  const half = whole.map(({ facts, ...one }, place) => ({
    ...one,
    facts: withoutEvery(facts, 2 + (place % 5)),
  }));
  return [row("of whom everything is known", live, whole), row("of whom much is not known yet", live, half)];
};

function row(who: string, live: Pack, subjects: Subject[]): Awaited<ReturnType<Bench>>[number] {
  const times: number[] = [];
  let changed = 0;
  for (let round = 0; round < rounds; round++) {
    const draft = draftOf(live, round);
    const began = performance.now();
    changed = impact(live, draft, subjects, on).changed.length;
    times.push(performance.now() - began);
  }
  process.stderr.write(`${changed} of ${people} people change, ${who}\n`);
  const what = `impact of one rule set on ${people} people ${who}`;
  return { what, ratio: rounded(median(times) / limit), target: 1, against: "the limit of 2 s" };
}

/** A fresh object each time, so that nothing compiled before is there to help. */
function draftOf(live: Pack, round: number): Pack {
  const draft = structuredClone(live);
  const rule = draft.ruleSets.routing!.rules.find(({ name }) => name === "close-to-work")!;
  rule.conditions = { all: [{ fact: "employmentProspect", operator: "atLeast", value: "challenging" }] };
  return { ...draft, version: `draft-${round}` };
}

function subjects(pack: Pack): Subject[] {
  const { mentee } = pack.program.matching!;
  const usual = usualFacts(pack, mentee, on);
  return invent(pack, mentee, people, 1).map(({ id, role, facts }, place) => ({
    id,
    role,
    facts: {
      ...usual,
      ...facts,
      employmentProspect: place % 3 === 0 ? "challenging" : "very-possible",
      employedNow: place % 2 === 0,
      familyLeaveProlonged: false,
    },
  }));
}

function withoutEvery(facts: Subject["facts"], nth: number): Subject["facts"] {
  return Object.fromEntries(Object.entries(facts).filter((_, place) => place % nth !== 0));
}
