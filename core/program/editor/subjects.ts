import type { Subject } from "../check-conditions.ts";
import { subjectsOfRuleSets } from "../check-rule-sets.ts";
import { today } from "../fact.ts";
import { factNamed, factNames } from "../inspection.ts";
import { subjectOf } from "../journey-steps.ts";
import type { Pack } from "../pack.ts";

/** Whose facts some conditions see, by a name for it, with the facts as they are named there. */
export interface Who {
  who: string;
  refs: string[];
}

/** Whom conditions may be about where nothing says it: everybody, alone or in a pair. */
export const anybody = "anybody";

export const anyone = (pack: Pack): Who => {
  const { matching } = pack.program;
  const pairs = matching ? refsFor(pack, { sides: [matching.mentor, matching.mentee] }) : [];
  return { who: anybody, refs: [...new Set([...refsFor(pack, { role: undefined }), ...pairs])] };
};

const participants = ({ program }: Pack): string[] =>
  Object.keys(program.roles).filter((role) => !program.roles[role]!.staff);

/** Rule sets by what they decide: the only name of theirs that stands in the file itself. */
export function whoByDecision(pack: Pack): Map<string, Who> {
  const uses = subjectsOfRuleSets(pack);
  const byDecision = new Map<string, Subject[]>();
  for (const [name, { decides }] of Object.entries(pack.ruleSets))
    byDecision.set(decides, [...(byDecision.get(decides) ?? []), ...(uses.get(name) ?? [])]);
  const known = [...byDecision].filter(([, subjects]) => subjects.length > 0);
  return new Map(known.map(([decides, subjects]) => [decides, whoOf(pack, subjects)]));
}

/** Journeys by their role, and what is counted by the role it is counted of. */
export function whoByRole(pack: Pack): Map<string, Who> {
  const roles = participants(pack).map((role): [string, Who] => [role, whoOf(pack, [{ role }])]);
  const matches = Object.values(pack.journeys).filter(({ role }) => role === "match");
  const { matching } = pack.program;
  const sides = matching ? [{ sides: [matching.mentor, matching.mentee] }] : [];
  const pairs = matches.length > 0 ? matches.map((journey) => subjectOf(pack, journey)) : sides;
  return new Map([...roles, ...(pairs.length > 0 ? [["match", whoOf(pack, pairs)] as const] : [])]);
}

/** What all of these can see. */
function whoOf(pack: Pack, subjects: Subject[]): Who {
  const names = [...new Set(subjects.map(nameOf))].sort();
  const seen = subjects.map((subject) => new Set(refsFor(pack, subject)));
  const refs = [...seen[0]!].filter((ref) => seen.every((each) => each.has(ref)));
  return { who: names.join("-or-"), refs };
}

const nameOf = (subject: Subject): string =>
  "sides" in subject ? `pair-of-${subject.sides.join("-and-")}` : (subject.role ?? "person");

function refsFor(pack: Pack, subject: Subject): string[] {
  const names = factNames(pack).filter((name) => name !== today);
  if (!("sides" in subject)) return [...names.filter((name) => has(pack, name, subject.role)), today];
  const ofPair = names.filter((name) => factNamed(pack, name)!.fact.about === "pair");
  const ofSides = subject.sides.flatMap((side) =>
    names.filter((name) => has(pack, name, side)).map((name) => `${side}.${name}`),
  );
  return [...ofPair, ...ofSides, today];
}

/** Whether a fact is one of a single person of this role. */
function has(pack: Pack, name: string, role: string | undefined): boolean {
  const { fact } = factNamed(pack, name)!;
  return fact.about === "person" && (role === undefined || !fact.roles || fact.roles.includes(role));
}
