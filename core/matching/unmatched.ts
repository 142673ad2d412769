import type { Facts, FactValue } from "../program/fact.ts";
import { forbidden, possible } from "../program/outcomes.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { may as can, pairRows } from "../rules/compiled/pairs.ts";
import { type NearMiss, nearMisses } from "../rules/near-miss.ts";
import { outcomeWording } from "../rules/sentence.ts";
import { label, shown, staffWording } from "../rules/wording.ts";
import type { Pair } from "./assign.ts";
import { matchingOf, pairFacts, type Standing } from "./candidate.ts";
import { constraintsOf, type Eligibility, eligibility, heldAgainst, pairRules } from "./eligibility.ts";
import { rulesAgainst } from "./forbidding.ts";
import { forbidWording } from "./kind-of-mentor.ts";
import { score } from "./score.ts";

/** What stands between someone who is left over and one of the nearest candidates. */
export interface Stop {
  /**
   * nobody: the other side is empty. no room: takes nobody now. taken: possible, but given to others. apart: people do not want
   * them to be suggested together.
   */
  stop: "nobody" | "no room" | "taken" | "apart" | "unknown" | "forbidden";
  candidate?: string;
  rules: string[];
  needs: string[];
  /** What would have had to differ for the nearest one whom rules forbid. */
  differs?: NearMiss["differs"];
  sentence: string;
}

/** How many of the nearest candidates are told about; so many that are equally near are looked at to find them. */
const most = 3;
const mostLooked = 50;

/** Why someone is left over: the nearest candidates and what stops each, those who are nearest first. */
export const whyUnmatched = (pack: Pack, one: Standing, others: Standing[], chosen: Pair[]): Stop[] =>
  whyEach(pack, [one], others, chosen)[0]!;

/**
 * The same of many at once: whom each is near is found a row at a time. `spare` is said of one who is possible and has nobody.
 */
export function whyEach(
  pack: Pack,
  people: readonly Standing[],
  others: readonly Standing[],
  chosen: readonly Pair[],
  spare = "Possible, but has no free place.",
): Stop[][] {
  if (others.length === 0) return people.map((one) => [emptySide(pack, one)]);
  const partners = partnersIn(chosen);
  const nearest = nearestOf(pack, people, others);
  const found = people.map((one, at) => (one.capacity > 0 ? nearest(at) : []));
  const differs = differing(pack, found);
  return people.map((one, at) => {
    if (one.capacity <= 0) return [emptySide(pack, one)];
    return found[at]!.map((each) => ({
      ...(areApart(one, each.candidate)
        ? apart
        : { ...stopOf(pack, each.may, partners.get(each.candidate) ?? [], spare), ...differs.get(each) }),
      candidate: each.candidate.id,
    }));
  });
}

/**
 * What would have had to differ for each of the nearest whom rules forbid. It takes long to find, so of a large round it is said of the
 * nearest of each first and of so many in all; of any two it can be asked (`whyPair`).
 */
function differing(pack: Pack, found: Near[][]): Map<Near, Pick<Stop, "differs" | "sentence">> {
  const all = Array.from({ length: most }, (_, rank) => found.flatMap((near) => near[rank] ?? [])).flat();
  const known = new Map<Near, Pick<Stop, "differs" | "sentence">>();
  for (const near of all.filter(({ may }) => may.may === "no").slice(0, mostDiffering)) {
    const told = missed(pack, near.facts, near.may as Forbidden);
    if (told) known.set(near, told);
  }
  return known;
}

const mostDiffering = 300;

const emptySide = (pack: Pack, one: Standing): Stop =>
  one.capacity <= 0
    ? { ...nothing, stop: "no room", sentence: "Has no free place in this round." }
    : {
        ...nothing,
        stop: "nobody",
        sentence: `There is no ${roleWording(pack, otherRole(pack, one))} in this round.`,
      };

/** With whom each one is. */
function partnersIn(chosen: readonly Pair[]): Map<Standing, string[]> {
  const partners = new Map<Standing, string[]>();
  for (const { mentor, mentee } of chosen) {
    partners.set(mentor, [...(partners.get(mentor) ?? []), mentee.id]);
    partners.set(mentee, [...(partners.get(mentee) ?? []), mentor.id]);
  }
  return partners;
}

/**
 * A possible one is nearer than one we know too little about, and that one nearer the fewer facts are missing; then those whom the
 * fewest rules forbid. Only these few are looked at by themselves.
 */
function nearestOf(
  pack: Pack,
  people: readonly Standing[],
  others: readonly Standing[],
): (at: number) => Near[] {
  const row = pairRows(pack.facts, pairRules(pack), people.map(factsOf), others.map(factsOf));
  const against = rulesAgainst(pack, people, others);
  return (at) => {
    const one = people[at]!;
    const { may, points } = row(at);
    const open: number[] = [];
    const yes: number[] = [];
    others.forEach((other, place) => {
      if (other.id === one.id) return;
      if (may[place] === can.open || one.with.has(other.id) || other.with.has(one.id)) open.push(place);
      else if (may[place] === can.yes) yes.push(place);
    });
    yes.sort((a, b) => points[b]! - points[a]! || a - b);
    const looked = [...yes.slice(0, most), ...open.slice(0, mostLooked)];
    if (yes.length < most) looked.push(...fewestAgainst(against(at), may, new Set(open)));
    return looked
      .sort((a, b) => a - b)
      .map((place) => near(pack, one, others[place]!))
      .sort((a, b) => a.distance - b.distance || b.points - a.points)
      .slice(0, most);
  };
}

/** The places of those whom the fewest rules forbid: enough of them, and all with as few, up to a limit. */
function fewestAgainst(counts: Uint16Array, may: Uint8Array, open: Set<number>): number[] {
  const byCount: number[][] = [];
  may.forEach((state, place) => {
    if (state !== can.no || open.has(place)) return;
    const same = byCount[counts[place]!] ?? [];
    byCount[counts[place]!] = same;
    if (same.length < mostLooked) same.push(place);
  });
  const found: number[] = [];
  for (const same of byCount) if (found.length < most) found.push(...(same ?? []));
  return found;
}

const factsOf = ({ facts }: Standing): Facts => facts;

/** The fewest facts that would have had to differ so that what forbids it would not, and a sentence of them. */
export function missed(
  pack: Pack,
  facts: Facts,
  may: Forbidden,
): Pick<Stop, "differs" | "sentence"> | undefined {
  const all = constraintsOf(pack);
  const by = ({ rules }: RuleSet) => rules.some(({ name }) => may.rules.includes(name));
  const ruleSet = may.rules.length === 0 ? all[0] : all.find(by);
  if (!ruleSet) return undefined;
  const misses = nearMisses({
    ...{ dictionary: pack.facts, ruleSet, facts, said: [may.outcome] },
    forbidden: () => false,
  });
  const nearest = misses.find(({ outcome }) => outcome === possible);
  if (!nearest) return undefined;
  const ways = nearest.differs.map(({ fact, saw, wanted }) => {
    const said = (value: FactValue | undefined) =>
      value === undefined ? "not known" : shown(pack, fact, value);
    return `${label(pack, fact)} were ${said(wanted)} (we know: ${said(saw)})`;
  });
  return {
    differs: nearest.differs,
    sentence: `${forbiddenSentence(pack, may)} It would be possible if ${ways.join(", and ")}.`,
  };
}

const nothing = { rules: [], needs: [] };

export const apart: Stop = {
  ...nothing,
  stop: "apart",
  sentence: "These two are not to be suggested together.",
};

export const areApart = (one: Standing, other: Standing): boolean =>
  one.never.has(other.id) || other.never.has(one.id);

interface Near {
  candidate: Standing;
  may: Eligibility;
  facts: Facts;
  distance: number;
  points: number;
}

function near(pack: Pack, one: Standing, candidate: Standing): Near {
  const facts = one.role === matchingOf(pack).mentor ? pairFacts(one, candidate) : pairFacts(candidate, one);
  const may = eligibility(pack, facts);
  const against = may.may === "no" ? 1000 + heldAgainst(pack, facts).length : 0;
  const steps = may.may === "unknown" ? may.needs.length : against;
  return { candidate, may, facts, distance: steps, points: score(pack, facts) };
}

function stopOf(pack: Pack, may: Eligibility, partners: string[], spare: string): Stop {
  if (may.may === "yes") return taken(partners, spare);
  if (may.may === "unknown") {
    const labels = may.needs.map((fact) => label(pack, fact)).join(", ");
    return { ...nothing, stop: "unknown", needs: may.needs, sentence: `We do not know yet: ${labels}.` };
  }
  return { ...nothing, stop: "forbidden", rules: may.rules, sentence: forbiddenSentence(pack, may) };
}

export type Forbidden = Extract<Eligibility, { may: "no" }>;

export function forbiddenSentence(pack: Pack, { rules, outcome }: Forbidden): string {
  const ruleSet = matchingOf(pack).constraints;
  const reasons = rules.map((rule) => forbidWording(pack, rule));
  const said =
    outcome === forbidden ? "something Mandatory is not met" : outcomeWording({ pack, ruleSet }, outcome);
  return `Not possible: ${reasons.join("; ") || said}.`;
}

function taken(partners: string[], spare: string): Stop {
  const sentence = partners.length > 0 ? `Possible, but already with ${partners.join(", ")}.` : spare;
  return { ...nothing, stop: "taken", sentence };
}

function otherRole(pack: Pack, one: Standing): string {
  const { mentor, mentee } = matchingOf(pack);
  return one.role === mentor ? mentee : mentor;
}

const roleWording = (pack: Pack, role: string): string =>
  (staffWording(pack, `roles.${role}`) ?? role).toLowerCase();
