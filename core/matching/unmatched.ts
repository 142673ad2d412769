import type { Pack } from "../program/pack.ts";
import { outcomeWording, ruleWording } from "../rules/sentence.ts";
import { label, staffWording } from "../rules/wording.ts";
import type { Pair } from "./assign.ts";
import { matchingOf, pairFacts, type Standing } from "./candidate.ts";
import { type Eligibility, eligibility } from "./eligibility.ts";
import { score } from "./score.ts";

/** What stands between someone who is left over and one of the nearest candidates. */
export interface Stop {
  /** nobody: the other side is empty. no room: takes nobody now. taken: possible, but given to others. */
  stop: "nobody" | "no room" | "taken" | "unknown" | "forbidden";
  candidate?: string;
  rules: string[];
  needs: string[];
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
    .map(({ candidate, may }) => ({ ...stopOf(pack, candidate, may, chosen), candidate: candidate.id }));
}

const nothing = { rules: [], needs: [] };

interface Near {
  candidate: Standing;
  may: Eligibility;
  distance: number;
  points: number;
}

/** A possible one is nearer than one we know too little about, and that one nearer the fewer facts are missing; then by rules. */
function near(pack: Pack, one: Standing, candidate: Standing): Near {
  const facts = one.role === matchingOf(pack).mentor ? pairFacts(one, candidate) : pairFacts(candidate, one);
  const may = eligibility(pack, facts);
  const steps = may.may === "yes" ? 0 : may.may === "no" ? 1000 + may.rules.length : may.needs.length;
  return { candidate, may, distance: steps, points: score(pack, facts) };
}

function stopOf(pack: Pack, candidate: Standing, may: Eligibility, chosen: Pair[]): Stop {
  if (may.may === "yes") return taken(pack, candidate, chosen);
  if (may.may === "unknown") {
    const labels = may.needs.map((fact) => label(pack, fact)).join(", ");
    return { ...nothing, stop: "unknown", needs: may.needs, sentence: `We do not know yet: ${labels}.` };
  }
  const ruleSet = matchingOf(pack).constraints;
  const reasons = may.rules.map((rule) => ruleWording({ pack, ruleSet }, rule));
  const sentence = `Not possible: ${reasons.join("; ") || outcomeWording({ pack, ruleSet }, may.outcome)}.`;
  return { ...nothing, stop: "forbidden", rules: may.rules, sentence };
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
