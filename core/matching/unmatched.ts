import type { Facts, FactValue } from "../program/fact.ts";
import { forbidden, possible } from "../program/outcomes.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { type NearMiss, nearMisses } from "../rules/near-miss.ts";
import { outcomeWording } from "../rules/sentence.ts";
import { label, shown, staffWording } from "../rules/wording.ts";
import type { Pair } from "./assign.ts";
import { matchingOf, pairFacts, type Standing } from "./candidate.ts";
import { constraintsOf, type Eligibility, eligibility } from "./eligibility.ts";
import { forbidWording } from "./kind-of-mentor.ts";
import { score } from "./score.ts";

/** What stands between someone who is left over and one of the nearest candidates. */
export interface Stop {
  /** nobody: the other side is empty. no room: takes nobody now. taken: possible, but given to others. */
  stop: "nobody" | "no room" | "taken" | "unknown" | "forbidden";
  candidate?: string;
  rules: string[];
  needs: string[];
  /** What would have had to differ for the nearest one whom rules forbid. */
  differs?: NearMiss["differs"];
  sentence: string;
}

/** How many of the nearest candidates are told about. */
const most = 3;

/** Why someone is left over: the nearest candidates and what stops each, those who are nearest first. */
export function whyUnmatched(pack: Pack, one: Standing, others: Standing[], chosen: Pair[]): Stop[] {
  const other = roleWording(pack, otherRole(pack, one));
  if (one.capacity <= 0)
    return [{ ...nothing, stop: "no room", sentence: "Has no free place in this round." }];
  if (others.length === 0)
    return [{ ...nothing, stop: "nobody", sentence: `There is no ${other} in this round.` }];
  return others
    .map((candidate) => near(pack, one, candidate))
    .sort((a, b) => a.distance - b.distance || b.points - a.points)
    .slice(0, most)
    .map(({ candidate, may, facts }, place) => ({
      ...stopOf(pack, candidate, may, chosen),
      ...(place === 0 && may.may === "no" && missed(pack, facts, may)),
      candidate: candidate.id,
    }));
}

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

interface Near {
  candidate: Standing;
  may: Eligibility;
  facts: Facts;
  distance: number;
  points: number;
}

/** A possible one is nearer than one we know too little about, and that one nearer the fewer facts are missing; then by rules. */
function near(pack: Pack, one: Standing, candidate: Standing): Near {
  const facts = one.role === matchingOf(pack).mentor ? pairFacts(one, candidate) : pairFacts(candidate, one);
  const may = eligibility(pack, facts);
  const steps = may.may === "yes" ? 0 : may.may === "no" ? 1000 + may.rules.length : may.needs.length;
  return { candidate, may, facts, distance: steps, points: score(pack, facts) };
}

function stopOf(pack: Pack, candidate: Standing, may: Eligibility, chosen: Pair[]): Stop {
  if (may.may === "yes") return taken(pack, candidate, chosen);
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

function taken(pack: Pack, candidate: Standing, chosen: Pair[]): Stop {
  const mentor = candidate.role === matchingOf(pack).mentor;
  const pairs = chosen.filter((pair) => (mentor ? pair.mentor : pair.mentee) === candidate);
  const partners = pairs.map((pair) => (mentor ? pair.mentee.id : pair.mentor.id));
  const sentence =
    partners.length > 0
      ? `Possible, but already with ${partners.join(", ")}.`
      : "Possible, but has no free place.";
  return { ...nothing, stop: "taken", sentence };
}

function otherRole(pack: Pack, one: Standing): string {
  const { mentor, mentee } = matchingOf(pack);
  return one.role === mentor ? mentee : mentor;
}

const roleWording = (pack: Pack, role: string): string =>
  (staffWording(pack, `roles.${role}`) ?? role).toLowerCase();
