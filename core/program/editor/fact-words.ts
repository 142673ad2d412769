import { type DerivedFact, type Fact, today, valuesOf } from "../fact.ts";
import { factNamed, type Known } from "../inspection.ts";
import type { Pack } from "../pack.ts";
import type { Word } from "./json-schema.ts";

/** A text as staff read it, in the first of their languages that has it. */
export function said(pack: Pack, key: string): string | undefined {
  const { staff, participants } = pack.program.languages;
  const language = [...staff, ...participants].find((each) => Object.hasOwn(pack.texts[each] ?? {}, key));
  return language === undefined ? undefined : pack.texts[language]![key];
}

/** A fact as an editor offers it: its label, what it can hold, whose it is, who provides it and how careful we are with it. */
export function factWord(pack: Pack, ref: string): Word {
  const words = made.get(pack) ?? new Map<string, Word>();
  const word = words.get(ref) ?? makeWord(pack, ref);
  made.set(pack, words.set(ref, word));
  return word;
}

/** The same fact is offered in many places. */
const made = new WeakMap<Pack, Map<string, Word>>();

function makeWord(pack: Pack, ref: string): Word {
  const known = factNamed(pack, ref);
  if (!known) return { name: ref };
  if (ref === today) return { name: ref, label: "Today", says: "The day on which is decided." };
  const label = labelOf(pack, known);
  const lines = known.derived ? derivedLines(pack, known.name) : factLines(pack, known);
  return { name: ref, label, says: [label, ...lines].join("\n") };
}

function labelOf(pack: Pack, { name, role }: Known): string {
  const own = said(pack, `facts.${name}`) ?? name;
  return role === undefined ? own : `${said(pack, `roles.${role}`) ?? role}: ${own}`;
}

function derivedLines({ facts }: Pack, name: string): string[] {
  return [`${ways(facts.derived[name]!)} Worked out, never asked.`];
}

function ways(derived: DerivedFact): string {
  if ("yearsSince" in derived) return `A number: whole years since ${derived.yearsSince}.`;
  if ("count" in derived) return `A number: how many entries ${derived.count} has.`;
  return "lowestOf" in derived
    ? `A number: the lowest of ${derived.lowestOf.join(", ")}.`
    : `A number: the average of ${derived.averageOf.join(", ")}.`;
}

const factLines = (pack: Pack, { name, fact }: Known): string[] => [
  kindOf(fact),
  [whose(fact), sensitivity[fact.kind], ...(fact.fixed ? ["Nobody can change it about herself."] : [])].join(
    " ",
  ),
  ...providers(pack, name),
  ...forbidden(pack, name),
];

/** What a fact can hold. */
export function kindOf(fact: Fact): string {
  const values = shortList(valuesOf(fact) ?? []);
  switch (fact.type) {
    case "boolean":
      return "Yes or no: true, false.";
    case "number":
      return `A number${range(fact)}${fact.unit ? ` (${fact.unit})` : ""}.`;
    case "rating":
      return "A rating from 1 to 5.";
    case "text":
      return fact.long ? "A long text." : "A text.";
    case "choice":
      return `One of ${values}${fact.ordered ? " (in order, lowest first)" : ""}.`;
    case "choices":
      return `Any of ${values}.`;
    case "numbers":
      return `Several numbers${range(fact)}.`;
    case "date":
      return 'A day, such as "2026-12-24".';
    case "duration":
      return `A length of time, such as ${fact.values ? shortList(fact.values) : '"P14D" or "P3M"'}.`;
    case "languages":
      return `Languages with a level, such as "${fact.values[0]} b1"; of ${values}.`;
    case "place":
      return `A place: ${values}.`;
  }
}

function range({ min, max }: { min?: number; max?: number }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  return min !== undefined ? ` from ${min} up` : max !== undefined ? ` up to ${max}` : "";
}

const most = 12;
function shortList(values: readonly string[]): string {
  const rest = values.length - most;
  return `${values.slice(0, most).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function whose({ about, roles }: Fact): string {
  if (about === "pair") return "Of the pair.";
  return roles ? `Of each ${roles.join(" and ")}.` : "Of everybody.";
}

const sensitivity: Record<Fact["kind"], string> = {
  ordinary: "May be asked by letter.",
  conversation: "Sensitive: only asked by a coordinator, face to face.",
  staff: "Set by a coordinator, never asked.",
};

/** Forms, partners' forms and rule sets that it comes from. */
function providers(pack: Pack, name: string): string[] {
  const from = [
    ...Object.entries(pack.forms)
      .filter(([, { questions }]) => questions.some(({ fact }) => fact === name))
      .map(([form]) => `forms/${form}`),
    ...Object.entries(pack.intake)
      .filter(([, { map }]) => map.some((mapping) => "fact" in mapping && mapping.fact === name))
      .map(([form]) => `intake/${form}`),
    ...Object.entries(pack.ruleSets)
      .filter(([, { decides }]) => decides === name)
      .map(([ruleSet]) => `decided by ${ruleSet}`),
    ...Object.entries(pack.agreements)
      .filter(([, { blanks }]) => blanks.includes(name))
      .map(([agreement]) => `agreements/${agreement}`),
  ];
  return from.length > 0 ? [`Comes from: ${from.join(", ")}.`] : [];
}

const forbidden = ({ never }: Pack, name: string): string[] =>
  never.rules
    .filter(({ fact }) => fact.split(".").at(-1) === name)
    .map(({ ruleSet, why }) => {
      const whom = ruleSet === undefined ? "nothing may decide by it" : `"${ruleSet}" must not look at it`;
      return `never.json: ${whom}. ${why}`;
    });
