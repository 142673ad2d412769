import { argumentsOf } from "../messages/icu.ts";
import { factsIn } from "./conditions.ts";
import { at, type Inspection, inside, keyOf } from "./inspection.ts";
import { allSteps, amountsOf } from "./journey-steps.ts";
import { isInherited } from "./layers.ts";
import { methodFacts } from "./matching.ts";
import type { Pack } from "./pack.ts";

/** What a program has and nothing uses: facts, forms, questions whose answers nobody gets, rule sets, plans, agreements. */
export function checkUnused(inspection: Inspection): void {
  const { pack } = inspection;
  const looked = lookedAt(pack);
  const asked = new Set([
    ...Object.values(pack.forms).flatMap(({ questions }) => questions.map(({ fact }) => fact)),
    ...Object.values(pack.intake).flatMap(({ map }) =>
      map.flatMap((one) => ("fact" in one ? [one.fact] : [])),
    ),
  ]);
  for (const group of ["facts", "derived"] as const) {
    for (const name of Object.keys(pack.facts[group])) {
      if (looked.has(name) || asked.has(name)) continue;
      const message = `nothing asks for "${name}", and nothing looks at it`;
      unused(inspection, "fact.unused", keyOf(at("facts.json", group, name)), message);
    }
  }
  checkQuestions(inspection, looked);
  checkNamed(inspection);
}

/** What another program has and this one makes no use of is no mistake of either. */
function unused(inspection: Inspection, code: string, where: ReturnType<typeof at>, message: string): void {
  if (isInherited(inspection.place(where))) return;
  inspection.report(where, code, message, "Take it out, or use it.", { level: "warning" });
}

function checkQuestions(inspection: Inspection, looked: Set<string>): void {
  const { pack } = inspection;
  const given = allSteps(pack).flatMap(({ step }) =>
    "form" in step && step.form !== undefined ? [step.form] : [],
  );
  for (const [name, { questions, visibleTo }] of Object.entries(pack.forms)) {
    const file = `forms/${name}.json`;
    if (!given.includes(name)) {
      unused(inspection, "form.unused", at(file), `no step gives this form to anybody, so nobody is asked`);
    } else if (visibleTo.length === 0) {
      for (const [index, { fact }] of questions.entries()) {
        if (looked.has(fact)) continue;
        const message = `"${fact}" is asked, but nobody may see the answer and nothing looks at it`;
        unused(inspection, "question.unused", inside(at(file, "questions", index), "fact"), message);
      }
    }
  }
}

function checkNamed(inspection: Inspection): void {
  const { pack } = inspection;
  const names = new Set(allTexts([pack.journeys, pack.program, pack.forms]));
  const tried = Object.values(pack.examples).flatMap(({ decisions }) =>
    decisions.map(({ ruleSet }) => ruleSet),
  );
  for (const name of Object.keys(pack.ruleSets)) {
    if (names.has(name) || tried.includes(name)) continue;
    unused(inspection, "rules.unused", at(`${name}.json`), "no step and no matching uses these rules");
  }
  for (const [folder, noun] of [
    ["plans", "plan"],
    ["agreements", "agreement"],
  ] as const) {
    for (const name of Object.keys(pack[folder])) {
      if (!names.has(name))
        unused(inspection, `${noun}.unused`, at(`${folder}/${name}.json`), `no step uses this ${noun}`);
    }
  }
}

function allTexts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(allTexts) : [];
}

/** Facts that rules, texts, agreements, lengths of time or the house itself look at. */
function lookedAt(pack: Pack): Set<string> {
  const steps = allSteps(pack);
  const conditions = [
    ...Object.values(pack.ruleSets).flatMap(({ rules }) => rules.map((rule) => rule.conditions)),
    ...steps.flatMap(({ step }) => step.when ?? []),
    ...steps.flatMap(({ step }) => (step.do === "tell all" ? (step.whom.conditions ?? []) : [])),
    ...Object.values(pack.journeys).flatMap(({ tracks }) => tracks.flatMap(({ when }) => when ?? [])),
    ...(pack.indicators?.indicators ?? []).flatMap(({ counts }) =>
      counts === "by hand" ? [] : (counts.conditions ?? []),
    ),
  ];
  const amounts = Object.entries(pack.journeys).flatMap(([name, journey]) => amountsOf(name, journey));
  const training = steps.some(({ step }) => step.do === "training");
  return new Set([
    ...conditions.flatMap(factsIn).map((ref) => ref.split(".").at(-1)!),
    ...Object.values(pack.ruleSets).map(({ decides }) => decides),
    ...Object.values(pack.facts.derived).flatMap(({ source: _, ...from }) => Object.values(from).flat()),
    ...Object.values(pack.agreements).flatMap(({ blanks }) => blanks),
    ...amounts.flatMap(({ amount }) => (typeof amount === "object" && "fact" in amount ? [amount.fact] : [])),
    ...Object.values(pack.texts).flatMap((texts) => Object.values(texts).flatMap(argumentsIn)),
    ...steps.flatMap(({ step }) => (step.do === "tell all" ? step.with : [])),
    ...(pack.program.matching ? methodFacts(pack.program.matching) : []).map(({ ref }) => ref.split(".")[1]!),
    ...(training ? ["trainingTheoryHours", "trainingPracticeHours"] : []),
  ]);
}

/** A text that cannot be read is told of elsewhere. */
function argumentsIn(message: string): string[] {
  try {
    return argumentsOf(message);
  } catch {
    return [];
  }
}
