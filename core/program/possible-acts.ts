import { argumentsOf } from "../messages/icu.ts";
import { factsNeededBy } from "./asked-facts.ts";
import type { Act } from "./broken-by.ts";
import { leavesOf } from "./conditions.ts";
import { at, inside, type Where } from "./inspection.ts";
import {
  allSteps,
  amountsOf,
  fileOfJourney,
  isDo,
  isPersons,
  type Placed,
  partiesOf,
  rolesIn,
  rolesOf,
} from "./journey-steps.ts";
import { methodFacts } from "./matching.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Pack } from "./pack.ts";
import type { Condition, RuleSet } from "./rule-set.ts";

/** Something that a program could let happen, and the part of it that would. */
export interface Possible {
  act: Act;
  where: Where;
}

/** All that a program looks at, learns, asks, tells and settles; its steps are looked at by the ways that lead to them. */
export const possibleActs = (pack: Pack): Possible[] => [
  ...looksOf(pack),
  ...formsOf(pack),
  ...intakesOf(pack),
  ...decisionsOf(pack),
  ...allSteps(pack).flatMap((placed) => [...asksOf(pack, placed), ...lettersOf(pack, placed)]),
  ...missingFactsOf(pack),
];

function looksOf(pack: Pack): Possible[] {
  const rules = Object.entries(pack.ruleSets).flatMap(([name, ruleSet]) =>
    ruleSet.rules.flatMap(({ conditions }, index) =>
      looks(conditions, at(`${name}.json`, "rules", index, "conditions"), name),
    ),
  );
  const steps = allSteps(pack).flatMap(({ step, where }) => [
    ...(step.when
      ? looks(step.when, inside(where, "when"), step.do === "decide" ? step.ruleSet : undefined)
      : []),
    ...(step.do === "tell all" && step.whom.conditions
      ? looks(step.whom.conditions, inside(where, "whom", "conditions"))
      : []),
  ]);
  const journeys = Object.entries(pack.journeys).flatMap(([name, definition]) => [
    ...definition.tracks.flatMap(({ when }, index) =>
      when ? looks(when, at(fileOfJourney(name), "tracks", index, "when")) : [],
    ),
    ...amountsOf(name, definition).flatMap(({ amount, where }): Possible[] =>
      typeof amount === "object" && "fact" in amount
        ? [{ act: { act: "look", facts: [amount.fact] }, where: inside(where, "fact") }]
        : [],
    ),
  ]);
  const counted = (pack.indicators?.indicators ?? []).flatMap(({ counts }, index) =>
    typeof counts === "object" && counts.conditions
      ? looks(counts.conditions, at("indicators.json", "indicators", index, "counts", "conditions"))
      : [],
  );
  return [...rules, ...steps, ...journeys, ...counted, ...pairing(pack)];
}

/** What pairs are found by is held as what scores them. */
function pairing({ program: { matching } }: Pack): Possible[] {
  if (!matching) return [];
  return methodFacts(matching).map(({ ref, path }) => ({
    act: { act: "look", ruleSet: matching.scores, facts: [ref] },
    where: at("program.json", "matching", ...path),
  }));
}

const looks = (condition: Condition, where: Where, ruleSet?: string): Possible[] =>
  leavesOf(condition).flatMap(({ leaf: { fact, value }, path }): Possible[] => {
    const own: Possible = {
      act: { act: "look", ruleSet, facts: [fact] },
      where: inside(where, ...path, "fact"),
    };
    if (typeof value !== "object" || !("fact" in value)) return [own];
    const other = inside(where, ...path, "value", "fact");
    return [own, { act: { act: "look", ruleSet, facts: [value.fact] }, where: other }];
  });

/** What is asked in forms, who says it, and who reads what others said. */
function formsOf(pack: Pack): Possible[] {
  return Object.entries(pack.forms).flatMap(([name, { raters, questions, visibleTo }]) => {
    const file = `forms/${name}.json`;
    const facts = questions.map(({ fact }) => fact);
    const readers = visibleTo.filter(
      (role) => role !== "coordinator" && raters.some((rater) => rater !== role),
    );
    return [
      ...questions.flatMap(({ fact }, index) =>
        raters.map((by): Possible => {
          return { act: { act: "learn", fact, by }, where: at(file, "questions", index, "fact") };
        }),
      ),
      ...readers.map((to): Possible => {
        const where = at(file, "visibleTo", visibleTo.indexOf(to));
        return { act: { act: "tell", to, facts }, where };
      }),
      ...["title", "intro"].flatMap((part) =>
        raters.flatMap((to) => told(pack, `forms.${name}.${part}`, to)),
      ),
    ];
  });
}

function intakesOf(pack: Pack): Possible[] {
  return Object.entries(pack.intake).flatMap(([name, { map }]) =>
    map.flatMap((mapping, index): Possible[] => {
      if (!("fact" in mapping)) return [];
      const where = at(`intake/${name}.json`, "map", index);
      const { fact, question } = mapping;
      return [
        { act: { act: "learn", fact, by: `intake/${name}` }, where: inside(where, "fact") },
        { act: { act: "ask", facts: [fact] }, where: inside(where, "fact") },
        { act: { act: "ask", facts: [question.replaceAll(".", " ")] }, where: inside(where, "question") },
      ];
    }),
  );
}

/** What rules settle by themselves, and the fact that it becomes. */
function decisionsOf(pack: Pack): Possible[] {
  return allSteps(pack).flatMap((placed) => {
    if (!isDo(placed, "decide")) return [];
    const { ruleSet, confirm } = placed.step;
    const rules: RuleSet | undefined = Object.hasOwn(pack.ruleSets, ruleSet)
      ? pack.ruleSets[ruleSet]
      : undefined;
    const alone = rules ? outcomesOf(rules).filter((outcome) => !confirm.includes(outcome)) : [];
    const by = alone.length > 0 ? "rules" : "coordinator";
    return [
      ...alone.map((outcome): Possible => {
        return {
          act: { act: "outcome", fact: rules!.decides, outcome },
          where: inside(placed.where, "confirm"),
        };
      }),
      ...(rules
        ? [
            {
              act: { act: "learn", fact: rules.decides, by },
              where: inside(placed.where, "ruleSet"),
            } as const,
          ]
        : []),
    ];
  });
}

function asksOf(pack: Pack, { step, where }: Placed): Possible[] {
  if (step.do !== "ask" && step.do !== "meet") return [];
  const questions = pack.forms[step.form]?.questions ?? [];
  return questions.map(
    ({ fact }): Possible => ({ act: { act: "ask", facts: [fact] }, where: inside(where, "form") }),
  );
}

const writes = ["tell", "tell all", "ask", "sign", "meet", "gathering"];

function lettersOf(pack: Pack, { journey, definition, step, where }: Placed): Possible[] {
  if (!writes.includes(step.do)) return [];
  const named = rolesIn(step);
  const key = "to" in step ? "to" : "by";
  const stem = `mails.${journey}.${step.id}`;
  const agreement = step.do === "sign" ? pack.agreements[step.agreement] : undefined;
  return rolesOf(pack, definition, step).flatMap((to, index) => {
    const here =
      named.length > 0
        ? inside(where, key, index)
        : inside(where, ...(step.do === "tell all" ? ["whom", "role"] : []));
    return [
      { act: { act: "letter", journey, to }, where: here } as const,
      ...["subject", "body", "button"].flatMap((part) => told(pack, `${stem}.${part}`, to)),
      ...(agreement
        ? [{ act: { act: "tell", to, facts: agreement.blanks }, where: inside(where, "agreement") } as const]
        : []),
    ];
  });
}

/** A person is asked by letter for what turns out to be missing; elsewhere staff are. */
function missingFactsOf(pack: Pack): Possible[] {
  return Object.entries(pack.journeys).flatMap(([name, definition]) => {
    if (!isPersons(definition)) return [];
    const facts = factsNeededBy(pack, name, definition).filter(
      (fact) => pack.facts.facts[fact]?.kind === "ordinary",
    );
    const where = at(fileOfJourney(name), "role");
    const letters = facts.length > 0 ? partiesOf(pack, definition) : [];
    return [
      ...facts.map((fact): Possible => ({ act: { act: "ask", facts: [fact] }, where })),
      ...letters.map((to): Possible => ({ act: { act: "letter", journey: name, to }, where })),
    ];
  });
}

/** The values that a text names, in every language. */
function told({ texts }: Pack, key: string, to: string): Possible[] {
  return Object.entries(texts).flatMap(([language, written]): Possible[] => {
    const message = Object.hasOwn(written, key) ? written[key]! : "";
    const facts = argumentsIn(message);
    return facts.length === 0
      ? []
      : [{ act: { act: "tell", to, facts }, where: at(`texts/${language}.json`, key) }];
  });
}

/** A text that cannot be read is a problem of its own. */
function argumentsIn(message: string): string[] {
  try {
    return argumentsOf(message);
  } catch {
    return [];
  }
}
