import { aProgram } from "./a-program.ts";

export const sides = ["mentor", "mentee"];
const pack = aProgram();
/** Whoever is too young to mentor cannot be matched, and whoever is motivated fits better. */
export const pairRuleSets = {
  "may-match": {
    decides: "pairPossible",
    hitPolicy: "first match" as const,
    rules: [
      {
        name: "too-young",
        conditions: { all: [{ fact: "mentor.age", operator: "lessThan" as const, value: 18 }] },
        event: { type: "too-young" },
      },
    ],
    otherwise: { type: "possible" },
  },
  points: pack.ruleSets.points!,
};
export const matching = {
  constraints: "may-match",
  scores: "points",
  journey: "match",
  mentor: "mentor",
  mentee: "mentee",
};
const queue = { do: "queue" as const, id: "wait", capacity: 1 };
const together = { do: "wait" as const, id: "together", for: "match over" as const };
/** The one thing that the match asks about a side; everything else we know stays with the person. */
const older = { all: [{ fact: "mentor.age", operator: "greaterThan" as const, value: 40 }] };

/** Mentees and mentors who wait for each other, and the match between two of them. */
export const aMatchProgram = aProgram({
  program: { ...pack.program, roles: { mentee: {}, mentor: {} }, matching },
  ruleSets: { ...pack.ruleSets, ...pairRuleSets },
  journeys: {
    mentee: { role: "mentee", stages: [{ id: "ready", steps: [queue, together] }] },
    mentor: { role: "mentor", stages: [{ id: "ready", steps: [queue, together] }] },
    match: {
      ...{ role: "match", sides },
      stages: [
        {
          id: "start",
          steps: [
            { do: "match", id: "places", sides },
            { do: "handover", id: "go", as: "active" },
            { do: "task", id: "meet", when: older },
          ],
        },
      ],
    },
  },
});

/** A match that begins once both have a place, asks how it is, has staff talk with them, and ends. */
export const wholeMatch = {
  ...{ role: "match", sides },
  stages: [
    {
      id: "begin",
      steps: [
        { do: "match" as const, id: "places", sides },
        { do: "handover" as const, id: "go", as: "active" as const },
        { do: "ask" as const, id: "how", form: "survey", to: sides },
        { do: "task" as const, id: "meet", form: "talk" },
        { do: "close" as const, id: "end", as: "completed" as const },
      ],
    },
  ],
};

/** Every word of the letters of that match and of two lives that lead to it. */
export const wholeMatchLetters = Object.fromEntries(
  ["mentee.received", "mentee.survey", "mentor.received", "mentor.survey", "match.how"].flatMap(
    (stem): [string, string][] => [
      [`mails.${stem}.subject`, `A word (${stem})`],
      [
        `mails.${stem}.body`,
        stem.startsWith("match") ? "{menteeName} and {mentorName}" : "Hello {givenName}",
      ],
      [`mails.${stem}.button`, "Answer"],
    ],
  ),
);
