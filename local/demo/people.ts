import type { FactValue } from "#core/program/fact.ts";
import type { Persona } from "./persona.ts";

type Facts = Record<string, FactValue>;
type Row = [
  givenName: string,
  familyName: string,
  language: string,
  homeLanguage: string,
  area: string,
  week: number,
  habit: Persona["habit"],
  kind: number,
];

/** Rows are short on purpose: forty people fit on two screens. Weeks count from the demo's first day; the last ones apply in its last days. */
const mentees: Row[] = [
  ["نور", "مثال", "ar", "arabic", "helsinki-east", 0, "quick", 0],
  ["Олена", "Зразкова", "uk", "ukrainian", "helsinki-center", 0, "quick", 2],
  ["Amina", "Sampleyar", "en", "dari", "vantaa", 0, "quick", 1],
  ["ليلى", "تجريبية", "ar", "arabic", "espoo", 1, "quick", 1],
  ["Ірина", "Прикладна", "uk", "ukrainian", "helsinki-north", 1, "quick", 0],
  ["Hodan", "Tusaale", "en", "somali", "helsinki-east", 2, "quick", 1],
  ["Марія", "Взірець", "uk", "ukrainian", "vantaa", 2, "slow", 2],
  ["سلمى", "نموذج", "ar", "arabic", "helsinki-west", 3, "quick", 0],
  ["Linh", "Vidu", "en", "vietnamese", "espoo", 4, "quick", 0],
  ["Наталія", "Тестова", "uk", "ukrainian", "helsinki-center", 5, "quick", 1],
  ["Elif", "Örnek", "en", "turkish", "helsinki-north", 6, "slow", 0],
  ["رنا", "عينة", "ar", "arabic", "vantaa", 7, "quick", 2],
  ["Юлія", "Показова", "uk", "ukrainian", "espoo", 9, "quick", 0],
  ["Zarghuna", "Namuna", "en", "pashto", "helsinki-east", 10, "slow", 1],
  ["هدى", "مثال", "ar", "arabic", "helsinki-center", 12, "quick", 0],
  ["Світлана", "Зразкова", "uk", "ukrainian", "helsinki-west", 13, "silent", 2],
  ["Nasrin", "Sampleyar", "en", "dari", "espoo", 15, "quick", 1],
  ["Дарина", "Прикладна", "uk", "ukrainian", "vantaa", 16, "quick", 0],
  ["أمل", "تجريبية", "ar", "arabic", "helsinki-north", 16, "silent", 1],
  ["Ayan", "Tusaale", "en", "somali", "helsinki-east", 17, "quick", 2],
  ["Катерина", "Взірець", "uk", "ukrainian", "helsinki-center", 17, "quick", 1],
  ["مريم", "نموذج", "ar", "arabic", "espoo", 18, "slow", 0],
];

const mentors: Row[] = [
  ["Aino", "Esimerkki", "en", "finnish", "helsinki-east", 0, "quick", 0],
  ["Kaisa", "Malliainen", "en", "finnish", "helsinki-center", 0, "quick", 1],
  ["Ліна", "Зразкова", "uk", "ukrainian", "vantaa", 0, "quick", 0],
  ["Märta", "Provström", "en", "swedish", "espoo", 0, "quick", 0],
  ["سارة", "مثال", "ar", "arabic", "helsinki-west", 0, "quick", 1],
  ["Riitta", "Näytteelä", "en", "finnish", "helsinki-north", 1, "quick", 0],
  ["Inese", "Paraudziņa", "en", "latvian", "vantaa", 2, "slow", 0],
  ["Kadri", "Näidis", "en", "estonian", "helsinki-center", 3, "quick", 1],
  ["Оксана", "Тестова", "uk", "ukrainian", "espoo", 4, "quick", 0],
  ["Helmi", "Testilä", "en", "finnish", "helsinki-east", 6, "quick", 3],
  ["منى", "عينة", "ar", "arabic", "helsinki-north", 8, "quick", 0],
  ["Tuula", "Esimerkki", "en", "finnish", "vantaa", 10, "quick", 2],
  ["Anneli", "Malliainen", "en", "finnish", "helsinki-west", 13, "slow", 0],
  ["Brita", "Provström", "en", "swedish", "espoo", 15, "quick", 1],
  ["Людмила", "Показова", "uk", "ukrainian", "helsinki-center", 16, "quick", 0],
  ["Sirpa", "Näytteelä", "en", "finnish", "helsinki-north", 17, "silent", 0],
  ["Liga", "Paraudziņa", "en", "latvian", "espoo", 18, "quick", 0],
  ["Päivi", "Testilä", "en", "finnish", "helsinki-east", 18, "quick", 1],
];

function personOf(
  role: Persona["role"],
  [givenName, familyName, language, , , week, habit]: Row,
  index: number,
  facts: Facts,
): Persona {
  const email = `${role}-${String(index + 1).padStart(2, "0")}@example.org`;
  return {
    role,
    givenName,
    familyName,
    email,
    phone: `+358 00 ${role === "mentee" ? 1 : 2}${String(index).padStart(3, "0")}`,
    language,
    week,
    habit,
    facts,
  };
}

const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

const sectors = [
  "food",
  "care",
  "education",
  "trade",
  "office",
  "marketing",
  "technology",
  "crafts-and-beauty",
] as const;
const wishes = [
  "finding-jobs",
  "interviews",
  "language-practice",
  "studies",
  "confidence",
  "rules-of-work-life",
  "own-business",
  "meeting-people",
] as const;
const interests = [
  "cooking",
  "nature",
  "crafts",
  "music",
  "reading",
  "sport",
  "gardening",
  "family-life",
] as const;
const times = ["weekday-evenings", "weekends", "weekday-mornings", "weekday-afternoons"] as const;

function shared([, , , homeLanguage, area]: Row, index: number): Facts {
  const others =
    homeLanguage === "finnish" || homeLanguage === "swedish"
      ? ["english"]
      : index % 2 === 0
        ? ["english"]
        : ["english", "finnish"];
  return {
    languages: [homeLanguage, ...others],
    homeLanguages: [homeLanguage],
    area,
    availability: [pick(times, index), pick(times, index + 1)],
    interests: [pick(interests, index), pick(interests, index + 3)],
    sectors: [pick(sectors, index), pick(sectors, index + 2)],
  };
}

/** 0: education and work, close to a job. 1: a long family leave. 2: fled alone, no education. */
function menteeFacts(row: Row, index: number): Facts {
  const kind = row[7];
  return {
    ...shared(row, index),
    helpWanted: [pick(wishes, index), pick(wishes, index + 2)],
    hasEducation: kind !== 2,
    hasWorkHistory: kind === 0,
    ownBusiness: index % 4 === 0,
    workAndSkills: "Invented for the demo",
    localLanguageLevel: pick(["everyday", "basic", "everyday", "work"], index),
    employedNow: false,
    path: pick(["work", "studies", "not-sure"], index),
    goalText: "Invented for the demo",
    arrivalYear: 2016 + (index % 8),
    arrivalReason: pick(["work", "family", "seeking-safety"], kind),
    arrivedAlone: kind === 2,
    familyInCountry: kind !== 2,
    childrenAges: kind === 1 ? [4, 7] : [],
    familyLeaveProlonged: kind === 1,
    motivation: pick(["strong", "some", "some"], kind),
    employmentProspect: pick(["very-possible", "challenging", "really-challenging"], kind),
    confidenceConcern: index % 3 === 0,
    support: index % 9 === 8 ? "experienced-mentor" : "ordinary",
    nextWish: "go-on-alone",
    matchAnswer: index === 7 ? "no" : "yes",
  };
}

/** 0: ordinary. 1: experienced. 2: says no after the training. 3: the screening will propose a no. */
function mentorFacts(row: Row, index: number): Facts {
  const kind = row[7];
  const primary = [
    "communicatesWell",
    "understandsMentees",
    "givesFeedback",
    "encourages",
    "evaluates",
    "motivates",
    "supports",
    "managesRisk",
    "willingToDevoteTime",
  ];
  return {
    ...shared(row, index),
    canHelpWith: [pick(wishes, index), pick(wishes, index + 1), pick(wishes, index + 2)],
    movedCountry: index % 3 === 0,
    mentorMotivation: ["community"],
    mentorSkills: "Invented for the demo",
    mentorTrainingNeeds: "Invented for the demo",
    ...Object.fromEntries(primary.map((fact) => [fact, !(kind === 3 && fact === "willingToDevoteTime")])),
    experienced: kind === 1,
    complianceCleared: true,
    safetyCleared: true,
    clearedUntil: "2029-12-31",
    trainingTheoryHours: 10,
    trainingPracticeHours: 22,
    trainingOutcome: "suitable",
    goOnAfterTraining: kind !== 2,
    goOnAgain: "yes",
    matchAnswer: index === 4 ? "no" : "yes",
    meetingOutcome: "held",
    meetingTalkWanted: false,
  };
}

/** About forty invented people of both roles, the same on every start. */
export const people: Persona[] = [
  ...mentees.map((row, index) => personOf("mentee", row, index, menteeFacts(row, index))),
  ...mentors.map((row, index) => personOf("mentor", row, index, mentorFacts(row, index))),
];
