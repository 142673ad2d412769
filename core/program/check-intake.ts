import { mayBeAsked, mustBeOrdinary } from "./check-forms.ts";
import { valuesOf } from "./fact.ts";
import { misfit } from "./fact-value.ts";
import { oneOf } from "./guess.ts";
import { at, type Inspection, inside, type Known, mustBeKnown, type Where } from "./inspection.ts";
import type { Intake, IntakeMapping } from "./intake.ts";
import { entryOf } from "./operator-fit.ts";
import { nameOf, type Read, typesOf } from "./transform.ts";
import { Zone } from "./zone.ts";

/** intake/*.json: a journey can begin from it, and every answer that it translates is one of ours. */
export function checkIntake(inspection: Inspection): void {
  for (const [name, intake] of Object.entries(inspection.pack.intake)) {
    const file = `intake/${name}.json`;
    checkRole(inspection, file, intake);
    checkContact(inspection, file, intake);
    checkQuestions(inspection, file, intake);
    checkTable(inspection, file, intake);
    checkJotform(inspection, file, intake);
    checkLanguage(inspection, file, intake);
    for (const [index, mapping] of intake.map.entries())
      checkMapping(inspection, at(file, "map", index), mapping, intake.role);
  }
}

function checkRole(inspection: Inspection, file: string, { role }: Intake): void {
  const { roles } = inspection.pack.program;
  if (!mustBeKnown(inspection, at(file, "role"), "a role", role, Object.keys(roles))) return;
  if (roles[role]!.journey !== undefined) return;
  const fix = `Give "${role}" a "journey" in program.json.`;
  inspection.report(at(file, "role"), "role.no-journey", `a ${role} has no journey that could begin`, fix);
}

function checkContact({ report }: Inspection, file: string, { map }: Intake): void {
  const contacts = map.flatMap((mapping) => ("contact" in mapping ? [mapping.contact] : []));
  const need = (names: readonly ("givenName" | "email" | "phone")[], words: string) => {
    if (names.some((name) => contacts.includes(name))) return;
    const fix = `Add { "question": ..., "contact": "${names[0]}" }.`;
    report(at(file, "map"), "intake.contact", `no question gives ${words}`, fix);
  };
  need(["givenName"], "the given name");
  need(["email", "phone"], "an email address or a phone number");
}

function checkQuestions({ report }: Inspection, file: string, { map, ignore }: Intake): void {
  const seen = new Set<string>();
  for (const [index, mapping] of map.entries()) {
    const target = JSON.stringify([
      mapping.question,
      "fact" in mapping ? mapping.fact : "contact" in mapping ? mapping.contact : "consent",
    ]);
    const where = at(file, "map", index, "question");
    if (seen.has(target))
      report(
        where,
        "intake.twice",
        `"${mapping.question}" is mapped twice to the same`,
        "Take one of them out.",
      );
    if (ignore.includes(mapping.question)) {
      report(
        where,
        "intake.ignored",
        `"${mapping.question}" is mapped, and ignored too`,
        'Take it out of "ignore".',
      );
    }
    seen.add(target);
  }
}

/** Only rows of a table are named by a column; what others send has a name of its own. */
function checkTable({ report }: Inspection, file: string, { sender, key }: Intake): void {
  if (key === undefined || sender === "csv") return;
  const message = `"key" is for tables, and ${sender} names what it sends by itself`;
  report(at(file, "key"), "intake.key", message, "Take it out.");
}

/** Nobody else can be asked like that. */
function checkJotform({ report }: Inspection, file: string, { sender, jotform }: Intake): void {
  if (jotform === undefined || sender === "jotform") return;
  const message = `"jotform" says where Jotform is asked, and this form comes from ${sender}`;
  report(at(file, "jotform"), "intake.jotform", message, "Take it out.");
}

function checkLanguage(inspection: Inspection, file: string, { language }: Intake): void {
  const { participants } = inspection.pack.program.languages;
  if (language !== undefined)
    mustBeKnown(inspection, at(file, "language"), "a language", language, participants);
}

/** Steps whose result could never be read as what is wanted; with choices it is their words that are looked up. */
function checkRead(
  { report }: Inspection,
  where: Where,
  { read = [], choices }: Exclude<IntakeMapping, { consent: true }>,
  type: Read,
): void {
  const last = read.findLastIndex((step) => nameOf(step) !== "split");
  for (const [index, step] of read.entries()) {
    const name = nameOf(step);
    const looked = name === "split" || (index === last && choices === undefined);
    if (!looked || typesOf[name]!.includes(type)) continue;
    const many = `one answer is wanted here, and "split" makes several`;
    const message = name === "split" ? many : `what "${name}" makes is no ${type}`;
    report(inside(where, "read", index), "intake.read", message, "Take it out.");
  }
}

function checkMapping(inspection: Inspection, where: Where, mapping: IntakeMapping, role: string): void {
  if ("fact" in mapping) {
    const asked = mayBeAsked(inspection, inside(where, "fact"), mapping.fact);
    if (!asked) return;
    mustBeOrdinary(inspection, inside(where, "fact"), asked);
    checkOwner(inspection, inside(where, "fact"), asked, role);
    checkRead(inspection, where, mapping, asked.fact.type);
    for (const [label, value] of Object.entries(mapping.choices ?? {})) {
      const spoken = asked.fact.type === "languages";
      const wrong = spoken ? misfit(asked.fact, [value]) : misfit(entryOf(asked.fact), value);
      if (wrong)
        inspection.report(
          inside(where, "choices", label),
          "value.unfit",
          () => `fact "${asked.name}": ${wrong.message}`,
          () => wrong.fix,
        );
    }
    checkChoices(inspection, where, mapping, asked);
  } else if ("contact" in mapping) {
    checkRead(inspection, where, mapping, mapping.contact);
    if (mapping.contact === "zone") return checkZones(inspection, where, mapping.choices ?? {});
    if (mapping.contact !== "language") return;
    const { participants } = inspection.pack.program.languages;
    for (const [label, language] of Object.entries(mapping.choices ?? {})) {
      mustBeKnown(inspection, inside(where, "choices", label), "a language", language, participants);
    }
  }
}

function checkZones({ report }: Inspection, where: Where, choices: Record<string, string>): void {
  for (const [label, zone] of Object.entries(choices))
    if (!Zone.safeParse(zone).success)
      report(
        inside(where, "choices", label),
        "value.unfit",
        () => `"${zone}" is no time zone`,
        () => 'Write a time zone such as "Europe/Kyiv".',
      );
}

/** Answers that the program has and no word of the form leads to: was one forgotten? */
function checkChoices(
  { report }: Inspection,
  where: Where,
  { choices }: Extract<IntakeMapping, { fact: string }>,
  { name, fact }: Known,
): void {
  const values = fact.type === "languages" ? undefined : valuesOf(fact);
  if (!choices || !values) return;
  const given = new Set(Object.values(choices));
  const left = values.filter((value) => !given.has(value) && !Object.hasOwn(choices, value));
  if (left.length === 0) return;
  const fix = "Add what the form calls it, or leave it if the form does not offer it.";
  report(
    inside(where, "choices"),
    "choices.some",
    () => `no word of the form gives ${name} ${oneOf(left)}`,
    fix,
    {
      level: "note",
    },
  );
}

function checkOwner({ report }: Inspection, where: Where, { name, fact }: Known, role: string): void {
  if (fact.about === "pair") {
    report(
      where,
      "fact.whose",
      `"${name}" is about a pair, and this form starts one person's journey`,
      "Take it out.",
    );
  } else if (fact.roles && !fact.roles.includes(role)) {
    const fix = `Take it out, or add "${role}" to its "roles" in facts.json.`;
    report(where, "fact.whose", `"${name}" is not a fact that a ${role} has`, fix);
  }
}
