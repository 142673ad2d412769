import type { Aim } from "../aim.ts";
import { worksOn } from "../check-facts.ts";
import type { Fact } from "../fact.ts";
import { factNamed, factNames } from "../inspection.ts";
import { partiesOf } from "../journey-steps.ts";
import type { Method } from "../matching.ts";
import type { Pack } from "../pack.ts";
import { statusesOf } from "../status.ts";
import { textKeys } from "../text-keys.ts";
import { factWord, said } from "./fact-words.ts";
import {
  also,
  byWord,
  nested,
  noneOfThese,
  oneOfThese,
  orIsNew,
  put,
  type Schema,
  suggested,
  where,
} from "./json-schema.ts";
import { conditionsOf } from "./rule-set-schema.ts";
import { anybody, whoByRole } from "./subjects.ts";
import { aJourney, aRole, aRuleSet } from "./vocabulary.ts";

export function programSchema(pack: Pack, schema: Schema): void {
  put(schema, "roles{}.journey", aJourney(pack));
  put(schema, "matching.journey", aJourney(pack));
  for (const side of ["mentor", "mentee"]) put(schema, `matching.${side}`, aRole(pack));
  for (const use of ["constraints", "scores"]) put(schema, `matching.${use}`, aRuleSet(pack));
  const facts = suggested(Object.keys(pack.facts.facts).map((name) => factWord(pack, name)));
  for (const use of ["matchedBefore", "refusedBefore", "waitingSince"])
    put(schema, `matching.says.${use}`, facts);
  for (const use of ["fact", "from", "zone"]) put(schema, `matching.says.freeHours.${use}`, facts);
  put(schema, "matching.fairness.facts[]", facts);
  for (const use of ["alike[]", "inCommon[]", "described[]", "wish", "kind"])
    put(schema, `matching.method.${use}`, facts);
  put(schema, "matching.method", (old) =>
    byWord("by", old.oneOf as Schema[], (by) => methodWords[by as Method["by"]]),
  );
  put(schema, "matching.aims[].by", facts);
  put(schema, "matching.aims[]", (old) =>
    byWord("aim", old.oneOf as Schema[], (aim) => aimWords[aim as Aim["aim"]]),
  );
}

const methodWords: Record<Method["by"], string> = {
  assignment: "The best whole assignment; a mentor takes as many mentees as there is room for.",
  groups: "Mentees who want similar things first, then a mentor for each group.",
  choice: "Each mentee chooses from a list of mentors who fit.",
  "speed dating": "Both sides pick; two who picked each other come first.",
  "peer or traditional": "The best whole assignment within the kind of mentor that the mentee wishes.",
  coordinator: "Nobody is paired by the software: a coordinator sees who fits, and proposes.",
};

const aimWords: Record<Aim["aim"], string> = {
  "as many as possible": "As many pairs as possible.",
  "best total": "The most points of all pairs together.",
  "nobody waits longer": "As many as possible of the mentees who have waited so long get somebody.",
  "spread load": "Mentors have few mentees each, rather than one many.",
  "keep mentors together":
    "Of the mentors who are alike in a fact, such as their company, all are matched or none is.",
};

/** A fact that is worked out comes from facts of the fitting types that people give. */
export function factsSchema(pack: Pack, schema: Schema): void {
  put(schema, "facts{}.roles[]", aRole(pack, "program"));
  put(schema, "facts{}", (old) =>
    byWord("type", old.oneOf as Schema[], (type) => typeWords[type as Fact["type"]]),
  );
  for (const [way, types] of Object.entries(worksOn)) {
    const known = factNames(pack).map((name) => factNamed(pack, name)!);
    const fitting = known.filter(({ fact, derived }) => !derived && types.includes(fact.type));
    const names = fitting.map(({ name }) => name);
    const words = suggested(names.map((name) => factWord(pack, name)));
    put(schema, `derived{}.${way}`, (old) => (old.type === "array" ? { ...old, items: words } : words));
  }
}

const typeWords: Record<Fact["type"], string> = {
  boolean: "Yes or no.",
  number: "A number.",
  rating: "A rating from 1 to 5.",
  text: "A text in their own words.",
  choice: 'One of several "values".',
  choices: 'Any of several "values".',
  numbers: "Several numbers.",
  date: "A day.",
  duration: "A length of time.",
  languages: "Languages somebody speaks, each with a level.",
  place: "One of several places, whose distance can be compared.",
};

/** What is counted, of whom. */
export function indicatorsSchema(pack: Pack, schema: Schema): void {
  const whos = whoByRole(pack);
  const counts = "indicators[].counts";
  put(schema, `${counts}.role`, aRole(pack, "match"));
  put(schema, `${counts}.conditions`, {});
  const other = { properties: { role: noneOfThese([...whos.keys()]) } };
  put(schema, counts, (old) => ({
    ...old,
    allOf: [
      ...[...whos].map(([role, { who }]) => where("role", [role], nested("conditions", conditionsOf(who)))),
      { if: { type: "object", ...other }, then: nested("conditions", conditionsOf(anybody)) },
    ],
  }));
}

/** Stages have the statuses that reports of all programs count. */
export function addStatuses(pack: Pack, schema: Schema): void {
  put(schema, "stages[].status", {});
  for (const role of whoByRole(pack).keys()) {
    const journeys = Object.values(pack.journeys).filter((journey) => journey.role === role);
    const statuses = journeys.flatMap((journey) => statusesOf(role, partiesOf(pack, journey)));
    const words = [...new Set(statuses)].map((name) => ({ name }));
    if (words.length === 0) continue;
    const status = oneOfThese(words, `Write ${words.map(({ name }) => `"${name}"`).join(", ")}.`);
    also(schema, where("role", [role], nested("stages[].status", status)));
  }
}

/** Every text that the program needs or may have, each with how staff read it. */
export function textsSchema(pack: Pack, schema: Schema): void {
  const keys = new Map(textKeys(pack).map((each) => [each.key, each]));
  const { staff } = pack.program.languages;
  const properties = [...keys.values()].map(({ key, readers, optional, from, args }): [string, Schema] => {
    const written = said(pack, key);
    const lines = [
      written === undefined ? "Nobody has written it yet." : written,
      `${readers === "staff" ? `Only staff read it (${staff.join(", ")})` : "Participants read it"}${optional ? "; may be left out" : ""}. For ${from.file}.`,
      ...(args?.length ? [`May use ${args.map((name) => `{${name}}`).join(", ")}.`] : []),
    ];
    const sort = optional ? "3" : readers === "staff" ? "2" : "1";
    return [key, { type: "string", description: lines.join("\n"), suggestSortText: `${sort}${key}` }];
  });
  schema.properties = {
    $schema: { type: "string", doNotSuggest: true },
    ...Object.fromEntries(properties),
  };
  schema.patternProperties = { "^(house|phrases)\\.": { type: "string" } };
  schema.additionalProperties = false;
  schema.errorMessage = `Nothing in the program uses a text of this name. ${orIsNew}`;
}
