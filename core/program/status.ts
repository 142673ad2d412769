/** What a journey's stage may set, so that reports of all programs count the same things. */
const ofParticipant = [
  "applied",
  "in screening",
  "in training",
  "ready to be matched",
  "matched",
  "alumni",
  "left",
];
const ofMatch = ["proposed", "agreement", "active", "concluding", "completed", "ended early", "canceled"];

/** The statuses of a journey of a person or a match: those of a match wait for each of its sides by name ("awaiting mentor"). */
export const statusesOf = (role: string, parties: readonly string[]): string[] =>
  role === "match" ? [...ofMatch, ...parties.map((party) => `awaiting ${party}`)] : ofParticipant;
