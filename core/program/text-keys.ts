import { factsAskedLater, factsOfForms } from "./asked-facts.ts";
import { today, valuesOf } from "./fact.ts";
import { at, type Where } from "./inspection.ts";
import { allSteps, amountsOf, isDo } from "./journey-steps.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Pack } from "./pack.ts";
import { journeyTexts } from "./text-keys-journeys.ts";

/** A text that a program has, or may have: who reads it, and what makes it needed. */
export interface TextKey {
  key: string;
  /** Participants read it in all their languages, staff in theirs. */
  readers: "participants" | "staff";
  from: Where;
  /** May be left out. */
  optional?: boolean;
  /** The only arguments that it may use; any when not said. */
  args?: readonly string[];
}

/** Every text of a program, as data: what `check` asks for, and what an editor may offer. */
export function textKeys(pack: Pack): TextKey[] {
  return [
    ...programTexts(pack),
    ...factTexts(pack),
    ...formTexts(pack),
    ...planTexts(pack),
    ...ruleTexts(pack),
    ...journeyTexts(pack),
    ...neverTexts(pack),
  ];
}

/** What the public reads of never.json, in other languages than its own. */
function neverTexts({ never }: Pack): TextKey[] {
  const own = (group: string, index: number, name: string): TextKey => {
    const from = at("never.json", group, index);
    return { key: `never.${name}`, readers: "participants", from, optional: true, args: [] };
  };
  return [
    ...never.facts.map(({ name }, index) => own("facts", index, `facts.${name}`)),
    ...never.guards.map(({ name }, index) => own("guards", index, name)),
    ...never.promises.flatMap(({ name }, index) =>
      name === undefined ? [] : [own("promises", index, name)],
    ),
  ];
}

/** Arguments that every letter has. */
export const letterArgs = ["givenName", "program", "coordinator", "coordinatorPhone", "today"];

function programTexts({ program, indicators }: Pack): TextKey[] {
  const own = (name: string, args: readonly string[]): TextKey => {
    return { key: `program.${name}`, readers: "participants", from: at("program.json"), args };
  };
  const roles = Object.keys(program.roles).map((role): TextKey => {
    return { key: `roles.${role}`, readers: "participants", from: at("program.json", "roles", role) };
  });
  const counted = (indicators?.indicators ?? []).map(({ id }, index): TextKey => {
    return { key: `indicators.${id}`, readers: "staff", from: at("indicators.json", "indicators", index) };
  });
  return [own("name", []), own("from", letterArgs), own("why", letterArgs), ...roles, ...counted];
}

function factTexts(pack: Pack): TextKey[] {
  const asked = new Set([...factsOfForms(pack), ...factsAskedLater(pack)]);
  const labels = Object.entries(pack.facts.facts).flatMap(([name, fact]): TextKey[] => {
    const from = at("facts.json", "facts", name);
    const readers = fact.kind === "ordinary" ? "participants" : "staff";
    const values = valuesOf(fact) ?? [];
    return [
      { key: `facts.${name}`, readers, from },
      ...values.map((value): TextKey => ({ key: `facts.${name}.${value}`, readers, from })),
      { key: `questions.${name}`, readers, from, optional: !asked.has(name) },
    ];
  });
  const derived = Object.keys(pack.facts.derived).map((name): TextKey => {
    return {
      key: `facts.${name}`,
      readers: "staff",
      from: at("facts.json", "derived", name),
      optional: true,
    };
  });
  const day: TextKey = { key: `facts.${today}`, readers: "staff", from: at("facts.json"), optional: true };
  return [...labels, ...derived, day];
}

function formTexts(pack: Pack): TextKey[] {
  const forms = Object.entries(pack.forms).flatMap(([name, { raters }]) => {
    const staffOnly = raters.every((rater) => rater === "coordinator" || pack.program.roles[rater]?.staff);
    const from = at(`forms/${name}.json`);
    const readers = staffOnly ? "staff" : "participants";
    return ["title", "intro"].map((part): TextKey => ({ key: `forms.${name}.${part}`, readers, from }));
  });
  const agreements = Object.entries(pack.agreements).flatMap(([name, { clauses }]): TextKey[] => {
    const from = at(`agreements/${name}.json`);
    const ids = clauses.map(({ id }) => `agreements.${name}.clauses.${id}`);
    return [`agreements.${name}.title`, ...ids].map((key) => ({ key, readers: "participants", from }));
  });
  return [...forms, ...agreements];
}

function planTexts({ plans }: Pack): TextKey[] {
  return Object.entries(plans).flatMap(([name, { owner, groups }]) => {
    const from = at(`plans/${name}.json`);
    const items = groups.flatMap((group) => group.items.map(({ id }) => `plans.${name}.items.${id}`));
    const keys = [`plans.${name}.title`, ...items, ...groups.map(({ id }) => `plans.${name}.groups.${id}`)];
    return keys.map(
      (key): TextKey => ({ key, readers: owner === "mentee" ? "participants" : "staff", from }),
    );
  });
}

/** Which rule set speaks to participants: not one that only weighs pairs or fixes a length of time. */
function ruleTexts(pack: Pack): TextKey[] {
  const decided = new Set(
    allSteps(pack).flatMap((placed) => (isDo(placed, "decide") ? [placed.step.ruleSet] : [])),
  );
  const silent = new Set([
    pack.program.matching?.constraints,
    pack.program.matching?.scores,
    ...rhythms(pack),
  ]);
  return Object.entries(pack.ruleSets).flatMap(([name, ruleSet]) => {
    const from = at(`${name}.json`);
    const staff = (key: string, optional = false): TextKey => ({ key, readers: "staff", from, optional });
    const because = ruleSet.rules.map((rule) => staff(`because.${name}.${rule.name}`));
    const points = ruleSet.hitPolicy === "sum of points";
    const toPeople = decided.has(name) || !(points || silent.has(name));
    const outcomes = outcomesOf(ruleSet).flatMap((outcome): TextKey[] => {
      const key = `outcomes.${name}.${outcome}`;
      const optional = points || outcome === "matched";
      return [
        staff(key, optional),
        { key: `${key}.participant`, readers: "participants", from, optional: optional || !toPeople },
      ];
    });
    const spare = ["review", "needs-info"].flatMap((outcome) => [
      staff(`outcomes.${name}.${outcome}`, true),
      {
        ...staff(`outcomes.${name}.${outcome}.participant`, true),
        readers: "participants",
      } satisfies TextKey,
    ]);
    return [...because, staff(`because.${name}.otherwise`, true), ...outcomes, ...spare];
  });
}

function rhythms(pack: Pack): string[] {
  return Object.entries(pack.journeys).flatMap(([journey, definition]) =>
    amountsOf(journey, definition).flatMap(({ amount }) =>
      typeof amount === "object" && "ruleSet" in amount ? [amount.ruleSet] : [],
    ),
  );
}
