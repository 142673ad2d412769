import { type Broken, broken, type Evidence, isRow } from "./evidence.ts";

const say = broken("I1");

/** I1: every accepted submission is one record of a participant, however often it was sent, and nobody else is there. */
export function onePersonEach({ accepted, rows }: Evidence): Broken[] {
  const people = rows.filter(isRow("PERSON")).flatMap(({ person }) => person ?? []);
  const submissions = rows.filter(isRow("SUBMISSION")).flatMap(({ submission }) => submission ?? []);
  const journeys = rows.filter(({ sk }) => sk === "JOURNEY").flatMap(({ journey }) => journey ?? []);
  const wanted = new Map(accepted.map((one) => [`${one.program} ${one.form} ${one.key}`, one]));

  const each = [...wanted.values()].flatMap((one): Broken[] => {
    const kept = submissions.filter(
      ({ program, form, key }) => program === one.program && form === one.form && key === one.key,
    );
    const theirs = people.filter(({ program, email }) => program === one.program && email === one.email);
    const own = journeys.filter(
      ({ definition, parties }) =>
        definition === one.role && theirs.some(({ id }) => parties[one.role]?.person === id),
    );
    const about = `the ${one.role} of ${one.form} ${one.key}`;
    return [
      ...counted(kept.length, `submissions of ${about}`),
      ...counted(theirs.length, `people for ${about}`),
      ...counted(own.length, `journeys of ${about}`),
      ...kept
        .filter(({ state, journey }) => state !== "mapped" || !own.some(({ id }) => id === journey))
        .map(({ state }) =>
          say("lost", `the submission of ${about} is ${state} and leads to no journey of theirs`),
        ),
      ...theirs
        .filter(({ givenName }) => givenName !== one.givenName)
        .map(() => say("wrong", `${about} has another name than they wrote`)),
    ];
  });
  const persons = journeys.filter(({ definition }) => definition !== "match");
  return [
    ...each,
    ...beyond(submissions.length, wanted.size, "submissions"),
    ...beyond(people.length, wanted.size, "people"),
    ...beyond(persons.length, wanted.size, "journeys of people"),
  ];
}

function counted(count: number, what: string): Broken[] {
  if (count === 1) return [];
  return [say(count === 0 ? "lost" : "twice", `there are ${count} ${what}`)];
}

const beyond = (count: number, most: number, what: string): Broken[] =>
  count > most ? [say("twice", `there are ${count} ${what} for ${most} accepted submissions`)] : [];
