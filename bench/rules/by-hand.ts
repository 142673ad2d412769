/** What one person said, as a programmer would hold it: one shape, every fact known. */
export interface Applicant {
  hasEducation: boolean;
  hasWorked: boolean;
  hasChildren: boolean;
  hasComputer: boolean;
  hasPermit: boolean;
  canTravel: boolean;
  needsInterpreter: boolean;
  wantsOnline: boolean;
  isStudent: boolean;
  freeAtWeekends: boolean;
  age: number;
  hoursPerWeek: number;
  distance: number;
  farthest: number;
  yearsHere: number;
  children: number;
  monthsWaiting: number;
  mentorsBefore: number;
  confidence: number;
  motivation: number;
  digitalSkills: number;
  network: number;
  wellbeing: number;
  jobSearch: number;
  level: string;
  levelWished: string;
  schooling: string;
  urgency: string;
  town: string;
  gender: string;
  mentorGender: string;
  sector: string;
  languages: string[];
  languagesWished: string[];
  interests: string[];
  days: number[];
  arrivedOn: string;
  appliedOn: string;
  permitUntil: string;
  referredBy: string;
}

const levels = ["none", "a1", "a2", "b1", "b2"];
const schools = ["none", "basic", "secondary", "vocational", "university"];
const urgencies = ["low", "medium", "high"];
const towns = ["riga", "turku", "girona"];
const far = ["so", "fa", "ur"];
const outdoors = ["sport", "nature"];

const shares = <T>(some: readonly T[], others: readonly T[]): boolean =>
  some.some((one) => others.includes(one));

/** The rules of `intake.ts`, written as a programmer would write them: the limit that rules as data are measured against. */
export function offersByHand(one: Applicant): string[] {
  const offers: string[] = [];
  const level = levels.indexOf(one.level);
  const schooling = schools.indexOf(one.schooling);
  const urgency = urgencies.indexOf(one.urgency);
  if (
    one.hasEducation &&
    one.hasWorked &&
    level >= 2 &&
    one.age >= 18 &&
    (one.confidence >= 3 || one.jobSearch > 3)
  )
    offers.push("near-work");
  if (level < 2 && (!one.hasEducation || schooling < 2 || one.yearsHere < 2) && !one.languages.includes("lv"))
    offers.push("language-first");
  if (
    levels.indexOf(one.levelWished) >= level &&
    one.levelWished !== "none" &&
    one.motivation >= 4 &&
    one.hoursPerWeek >= 3
  )
    offers.push("reaches-higher");
  if (one.hasChildren && one.children >= 1 && (one.children > 2 || one.freeAtWeekends || !one.canTravel))
    offers.push("family");
  if (
    one.wantsOnline &&
    one.hasComputer &&
    one.digitalSkills >= 3 &&
    (one.distance > one.farthest || !one.canTravel)
  )
    offers.push("online");
  if (towns.includes(one.town) && one.distance <= one.farthest && !(one.wantsOnline && one.hasComputer))
    offers.push("in-town");
  if (
    one.needsInterpreter &&
    (shares(one.languages, far) || one.level === "none") &&
    one.languagesWished.includes("en")
  )
    offers.push("interpreter");
  if (shares(one.languages, one.languagesWished) && one.level !== "none" && one.level !== "a1")
    offers.push("speaks-it");
  if (one.monthsWaiting > 6 && one.appliedOn < "2026-01-01" && urgency >= 1 && one.mentorsBefore === 0)
    offers.push("waited-long");
  if (
    one.hasPermit &&
    one.permitUntil <= "2026-12-31" &&
    one.permitUntil > one.appliedOn &&
    one.urgency !== "low"
  )
    offers.push("permit-ends");
  if (
    one.arrivedOn >= "2025-01-01" &&
    one.yearsHere < 3 &&
    (one.network < 3 || one.wellbeing <= 2) &&
    !one.isStudent
  )
    offers.push("newcomer");
  if (one.isStudent && one.age < 30 && schooling >= 3 && (one.sector === "it" || one.sector === "office"))
    offers.push("student");
  if (
    one.mentorGender !== "any" &&
    (one.gender === one.mentorGender || one.wellbeing === 1) &&
    one.referredBy !== "friend" &&
    one.referredBy !== "internet"
  )
    offers.push("same-gender");
  if (
    shares(one.interests, outdoors) &&
    (one.days.includes(7) || one.freeAtWeekends) &&
    one.hoursPerWeek <= 4 &&
    one.wellbeing >= 2
  )
    offers.push("sport-group");
  if (
    ((one.wellbeing < 2 && one.network < 2) ||
      (one.motivation < 2 && one.confidence < 2) ||
      !(one.freeAtWeekends || one.hoursPerWeek > 0)) &&
    one.urgency === "high"
  )
    offers.push("needs-talk");
  return offers;
}
