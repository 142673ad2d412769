import { known } from "./check-steps.ts";
import type { Form } from "./form.ts";
import {
  at,
  factNamed,
  factNames,
  type Inspection,
  inside,
  type Known,
  mustBeKnown,
  type Where,
} from "./inspection.ts";

/** forms/*.json, agreements/*.json, plans/*.json. */
export function checkForms(inspection: Inspection): void {
  const { forms, agreements, plans } = inspection.pack;
  for (const [name, form] of Object.entries(forms)) checkForm(inspection, `forms/${name}.json`, form);
  for (const [name, { clauses, blanks }] of Object.entries(agreements)) {
    const file = `agreements/${name}.json`;
    checkTwice(
      inspection,
      clauses.map(({ id }, index) => ({ id, where: at(file, "clauses", index, "id") })),
    );
    for (const [index, blank] of blanks.entries()) checkBlank(inspection, at(file, "blanks", index), blank);
  }
  for (const [name, { groups }] of Object.entries(plans)) {
    const file = `plans/${name}.json`;
    checkTwice(
      inspection,
      groups.map(({ id }, index) => ({ id, where: at(file, "groups", index, "id") })),
    );
    const items = groups.flatMap((group, g) =>
      group.items.map(({ id }, index) => ({ id, where: at(file, "groups", g, "items", index, "id") })),
    );
    checkTwice(inspection, items);
  }
}

/** A fact that may be asked there: it is in the dictionary and not worked out from others. */
export function mayBeAsked(inspection: Inspection, where: Where, name: string): Known | undefined {
  if (!mustBeKnown(inspection, where, "a fact", name, factNames(inspection.pack))) return undefined;
  const found = factNamed(inspection.pack, name)!;
  if (!found.derived) return found;
  inspection.report(
    where,
    "fact.derived",
    `"${name}" is worked out, nobody is asked for it`,
    "Ask for the facts that it comes from.",
  );
  return undefined;
}

/** Reports facts that are talked about face to face, or set by staff, where a participant would be asked. */
export function mustBeOrdinary({ report }: Inspection, where: Where, { name, fact }: Known): void {
  if (fact.kind === "ordinary") return;
  const why = fact.kind === "conversation" ? "is only talked about face to face" : "is set by a coordinator";
  const fix = 'Ask it in a form whose "raters" are ["coordinator"], or take it out.';
  report(where, `fact.${fact.kind}`, `"${name}" ${why}: it must not be asked here`, fix);
}

function checkForm(inspection: Inspection, file: string, form: Form): void {
  const { roles } = inspection.pack.program;
  const people = [...Object.keys(roles), "coordinator"];
  for (const [index, rater] of form.raters.entries())
    mustBeKnown(inspection, at(file, "raters", index), "a role", rater, people);
  for (const [index, reader] of form.visibleTo.entries())
    mustBeKnown(inspection, at(file, "visibleTo", index), "a role", reader, people);
  if (form.about !== undefined)
    mustBeKnown(inspection, at(file, "about"), "a role", form.about, [...people, "pair", "match"]);
  const byParticipants = form.raters.some((rater) => !isStaff(inspection, rater));
  const seen = new Set<string>();
  for (const [index, question] of form.questions.entries()) {
    const where = at(file, "questions", index, "fact");
    const asked = mayBeAsked(inspection, where, question.fact);
    if (seen.has(question.fact))
      inspection.report(
        where,
        "question.twice",
        `"${question.fact}" is asked twice`,
        "Take one of them out.",
      );
    seen.add(question.fact);
    if (!asked) continue;
    if (byParticipants) mustBeOrdinary(inspection, where, asked);
    checkOwner(inspection, where, form, asked);
    if (question.choicesFrom)
      checkChoices(inspection, at(file, "questions", index), question.choicesFrom.plan, asked);
  }
}

export const isStaff = ({ pack }: Inspection, role: string): boolean =>
  role === "coordinator" || (Object.hasOwn(pack.program.roles, role) && pack.program.roles[role]!.staff);

function checkOwner(inspection: Inspection, where: Where, form: Form, { name, fact }: Known): void {
  const owners =
    form.about === undefined ? form.raters.filter((rater) => !isStaff(inspection, rater)) : [form.about];
  const stranger = owners.find(
    (role) => fact.roles && Object.hasOwn(inspection.pack.program.roles, role) && !fact.roles.includes(role),
  );
  if (stranger === undefined) return;
  inspection.report(
    where,
    "fact.whose",
    `"${name}" is not a fact that a ${stranger} has`,
    `Take it out, or add "${stranger}" to its "roles" in facts.json.`,
  );
}

function checkChoices(inspection: Inspection, where: Where, plan: string, { name, fact }: Known): void {
  const here = inside(where, "choicesFrom", "plan");
  if (!known(inspection, here, "a plan", plan)) return;
  if (fact.type !== "choices") {
    return inspection.report(
      inside(where, "fact"),
      "fact.unfit",
      `"${name}" cannot hold several items of a plan`,
      'Make it "choices" in facts.json.',
    );
  }
  const items = inspection.pack.plans[plan]!.groups.flatMap(({ items }) => items.map(({ id }) => id));
  const lacking = items.find((item) => !fact.values.includes(item));
  if (lacking === undefined) return;
  inspection.report(
    here,
    "value.unfit",
    `"${name}" has no value "${lacking}", which the plan "${plan}" has`,
    "Add it to the values in facts.json.",
  );
}

function checkBlank(inspection: Inspection, where: Where, blank: string): void {
  const found = mayBeAsked(inspection, where, blank);
  if (!found || found.fact.about === "pair") return;
  inspection.report(
    where,
    "fact.whose",
    `"${blank}" is not a fact of the pair`,
    'Write "about": "pair" for it in facts.json.',
  );
}

function checkTwice({ report }: Inspection, entries: { id: string; where: Where }[]): void {
  const seen = new Set<string>();
  for (const { id, where } of entries) {
    if (seen.has(id)) report(where, "id.twice", `"${id}" is used twice`, "Rename one of them.");
    seen.add(id);
  }
}
