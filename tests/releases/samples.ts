import type { z } from "zod";
import type { Apart, Login, Member, Session, Trace } from "#adapters/store.ts";
import type { Effect } from "#core/journey/effect.ts";
import type { JourneyEvent } from "#core/journey/event.ts";
import { Journey, type Waiting } from "#core/journey/journey.ts";
import type { StagedRound } from "#core/matching/staged-round.ts";
import type { Person } from "#core/people/person.ts";
import type { JourneyDefinition } from "#core/program/step.ts";
import { aProgram } from "../functions/a-program.ts";

const at = "2026-03-02T07:00:00.000Z";
const facts = { motivated: true, age: 30, languages: ["finnish"], group: "light" };
const said = (id: string) => ({ schema: 1 as const, id: `sample/${id}`, at, by: "coordinator" });
const done = (n: number) => ({ id: `sample/${n}`, at });
const place = { match: "jrn_match", side: "mentor", from: "jrn_mentor" };

/** One of every event. */
export const events: JourneyEvent[] = [
  { type: "answered", ...said("1"), ask: "sample/a", role: "mentee", facts, how: "by phone" },
  { type: "signed", ...said("2"), ask: "sample/a", role: "mentee", name: "Samira", how: "on paper" },
  {
    ...{ type: "worked", ...said("3"), task: "sample/t", facts, outcome: "held", date: at, place: "Library" },
    ...{ ticked: ["one"], note: "Went well.", done: true },
  },
  { type: "place.requested", ...said("4"), ...place },
  { type: "place.granted", ...said("5"), ...place },
  { type: "place.refused", ...said("6"), ...place },
  { type: "place.released", ...said("7"), ...place },
  { type: "match.active", ...said("8"), ...place },
  { type: "match.over", ...said("9"), ...place, outcome: "completed" },
  { type: "facts-set", ...said("10"), facts },
  { type: "plan-ticked", ...said("11"), plan: "first", ticked: ["one"] },
  { type: "not-right", ...said("12"), role: "mentee", words: "This is not me." },
  { type: "ended", ...said("13"), reason: "moved away", as: "ended early" },
  {
    type: "mail-failed",
    ...said("14"),
    mail: "sample/1",
    asks: { id: "sample/a", role: "mentee" },
    code: "bounced",
  },
  { type: "possible-duplicate", ...said("15"), other: "per_other" },
  {
    ...{ type: "moved", ...said("16"), schema: 2, to: "fedcba987654", when: "next step", catchUp: true },
    steps: { survey: "questions", care: null },
  },
  { type: "link-asked", ...said("17"), schema: 2, ask: "sample/a", role: "mentee" },
  { type: "cohort.frozen", ...said("18"), schema: 3, cohort: "sample/c", people: 60 },
  {
    ...{ type: "told", ...said("19"), schema: 3, from: "jrn_program", pack: "fedcba987654" },
    ...{ step: "last-meeting", params: facts },
  },
  { type: "round.staged", ...said("20"), schema: 3, cause: "sample/r", round: 7, pairs: 2 },
  { type: "round.done", ...said("21"), schema: 3, cause: "sample/r", round: 7 },
];

type Work = Extract<Effect, { kind: "task" }>["work"];
const works: Work[] = [
  { kind: "form", form: "talk" },
  { kind: "facts", facts: ["age"] },
  { kind: "plan", plan: "first" },
  { kind: "choose", outcomes: ["light", "intensive"], proposed: "light" },
  { kind: "training" },
  { kind: "gathering" },
  { kind: "call", role: "mentee", form: "survey", facts: ["age"], agreement: "ours" },
  { kind: "done" },
  { kind: "match" },
];

/** One of every effect, and of every kind of work. */
const effects: Effect[] = [
  {
    ...{ kind: "mail", ...done(1), to: "per_1", text: "mails.mentee.survey", params: facts, reminder: 1 },
    ...{ asks: { id: "sample/a", purpose: "form", step: "survey", role: "mentee" }, urgency: "safety" },
  },
  ...works.map((work, n) => ({
    ...{ kind: "task" as const, ...done(10 + n), text: "tasks.call", step: "talk", params: facts },
    ...{ work, dueAt: at, urgent: true },
  })),
  { kind: "task-closed", ...done(30), task: "sample/10", why: "no longer needed" },
  { kind: "message", ...done(31), to: "jrn_mentor", event: { type: "place.requested", ...place } },
  {
    ...{ kind: "log", ...done(32) },
    entries: [{ at, code: "decided", step: "route", params: facts, by: "engine", receipt: receipt() }],
  },
];

function receipt() {
  const looked = { fact: "motivated", saw: false, wanted: true };
  return {
    ...{
      pack: "test",
      ruleSet: "routing",
      version: "0123456789ab",
      outcome: "intensive",
      params: { points: 1 },
    },
    ...{ all: ["intensive"], rules: ["motivated"], needs: ["age"] },
    because: [{ rule: "motivated", operator: "equal", ...looked, result: "failed" as const }],
    nearMisses: [{ outcome: "light", rule: "motivated", differs: [looked] }],
    sentence: { coordinator: "She is not motivated.", participant: "You answered no." },
  };
}

const waitings: Waiting[] = [
  {
    ...{
      kind: "answers",
      id: "sample/a",
      purpose: "form",
      form: "survey",
      facts: ["age"],
      roles: ["mentee"],
    },
    ...{ answered: [], reminders: 1, calls: { mentee: "sample/10" } },
  },
  { kind: "task", id: "sample/10", proposed: "light", date: at },
  { kind: "queue", id: "sample/q" },
  { kind: "places", granted: ["mentor"], refused: ["mentee"] },
  { kind: "time", until: at },
  { kind: "match over" },
];

/** Everything that a journey can hold, at once. */
export const journey: Journey = Journey.parse({
  ...{ schema: 1, id: "jrn_sample", program: "test", pack: "0123456789ab", definition: "mentee" },
  parties: { mentee: { person: "per_1", givenName: "Samira", journey: "jrn_1", facts, copiedAt: at } },
  facts: Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, { value, at, by: "mentee" }]),
  ),
  status: { application: "received", participant: "active", match: "active" },
  stage: "start",
  threads: Object.fromEntries(
    waitings.map((waiting, n) => [`t${n}`, { step: "survey", since: at, waiting, next: at, round: n }]),
  ),
  places: [{ match: "jrn_match", side: "mentor", state: "reserved", since: at }],
  plans: { first: { ticked: { one: at } } },
  openTasks: {
    "sample/10": { thread: "t0", step: "talk", text: "tasks.call", lasting: true, facts: ["age"] },
  },
  outbox: effects.map((effect) => ({ version: 3, effect })),
  ...{ applied: ["sample/1"], sequence: 40, version: 3, createdAt: at, wakeAt: at },
  ending: { as: "ended early", reason: "moved away" },
  ended: { at, as: "ended early", reason: "moved away" },
  parked: { at, code: "rules.disagree" },
});

/** What only the second format of a journey can hold. */
export const journeyOnTheMove: Journey = Journey.parse({
  ...{ ...journey, schema: 2, id: "jrn_moving" },
  threads: { main: { step: "route", since: at, round: 0, kept: { since: at, waiting: waitings[0] } } },
  counted: { "one-no-is-enough": 1 },
  parked: { at, code: "never.broken", line: "one-no-is-enough" },
  moving: { to: "fedcba987654", when: "next step", catchUp: true, steps: { care: null }, by: "coordinator" },
});

/** What only the third format can hold: the program tells many, and this one is told in the words of another version. */
export const journeyOfMany: Journey = Journey.parse({
  ...{ ...journey, schema: 3, id: "jrn_many", definition: "year", parties: {}, status: {} },
  threads: {
    main: { step: "last-meeting", since: at, round: 0, waiting: { kind: "cohort", id: "sample/c" } },
    rounds: {
      step: "match",
      since: at,
      round: 2,
      waiting: { kind: "round", id: "sample/r", task: "sample/54" },
    },
  },
  outbox: (
    [
      { kind: "cohort", ...done(50), definitions: ["mentee"] },
      {
        ...{ kind: "cohort-part", ...done(51), cohort: "sample/c", from: 0, to: 50, pack: "fedcba987654" },
        ...{ step: "last-meeting", params: facts },
      },
      { ...effects[0]!, ...done(52), pack: "fedcba987654" },
      { kind: "round", ...done(53), waiting: 8 },
      {
        ...{ kind: "task", ...done(54), text: "tasks.year.match", step: "match", params: {}, urgent: false },
        work: { kind: "round", round: 7 },
      },
    ] as Effect[]
  ).map((effect) => ({ version: 3, effect })),
});

const hand = { id: "stf_sample", name: "Testa Sample" };
const couple = { mentor: "jrn_mentor", mentee: "jrn_1" };

/** A round with everything in it that it can hold. */
export const round: StagedRound = {
  ...{ schema: 1, program: "test", number: 7, version: 2, stagedAt: at, by: hand },
  cause: { journey: "jrn_program", effect: "sample/r" },
  ...{ pack: "0123456789ab", on: "2026-03-02" },
  candidates: { mentors: ["jrn_mentor"], mentees: ["jrn_1", "jrn_2"] },
  pairs: [
    {
      ...couple,
      ...{ score: 1, because: [{ rule: "motivated", points: 1, result: "passed" }] },
      ...{ state: "open", locked: true },
    },
  ],
  unmatched: [
    {
      ...{ id: "jrn_2", role: "mentee" },
      why: [{ stop: "forbidden", candidate: "jrn_mentor", rules: ["too-young"], needs: [] }],
    },
  ],
  notes: [{ code: "leaves nobody", people: [{ id: "jrn_2", role: "mentee" }], rules: ["x"], sentence: "Y." }],
  certificate: { pairs: 1, total: 1, optimal: true, sentence: "No other round is better." },
  done: [
    { version: 1, at, by: hand, did: "staged", pairs: [] },
    { version: 2, at, by: hand, did: "locked", pairs: [couple] },
  ],
  putAway: false,
};

export const apart: Apart = { program: "test", couple, at, by: hand.name, reason: "They are neighbors." };

export const cohort: [string, string[]] = ["sample/c", ["jrn_1", "jrn_2"]];

type Steps = z.input<typeof JourneyDefinition>["stages"][number]["steps"];
const patience = { remind: ["P7D"], escalate: { after: "P14D" } };
const steps: Steps = [
  { do: "tell", id: "tell", to: ["mentee"], urgency: "safety" },
  { do: "ask", id: "ask", form: "survey", ...patience },
  {
    do: "decide",
    id: "decide",
    ruleSet: "routing",
    confirm: ["light"],
    plans: { light: "first" },
    ...patience,
  },
  { do: "task", id: "task", form: "talk", plan: "first", due: "P7D" },
  { do: "training", id: "training", theoryHours: { min: 2 }, practiceHours: { max: 4 }, due: "P30D" },
  { do: "gathering", id: "gathering", to: ["mentee"], due: "P30D" },
  { do: "queue", id: "queue", capacity: 2, due: "P30D" },
  { do: "match", id: "match", sides: ["mentor", "mentee"] },
  { do: "handover", id: "handover", as: "active" },
  { do: "sign", id: "sign", agreement: "ours", by: ["mentee"], ...patience },
  { do: "meet", id: "meet", by: "mentee", form: "survey", ...patience },
  { do: "wait", id: "wait", for: "match over" },
  {
    do: "go to",
    id: "again",
    step: "ask",
    when: { all: [{ fact: "age", operator: "greaterThan", value: 40 }] },
  },
  { do: "close", id: "close", as: "completed" },
];

/** A program that says everything a step can say. */
export const pack = aProgram({
  id: "sample",
  journeys: {
    mentee: {
      ...{ role: "mentee", onEnd: "close", stages: [{ id: "start", status: "active", steps }] },
      tracks: [
        { id: "care", from: "ask", until: "close", every: "P30D", steps: [{ do: "tell", id: "hello" }] },
      ],
    },
  },
  plans: { first: { owner: "coordinator", groups: [{ id: "all", items: [{ id: "one" }] }] } },
  agreements: { ours: { clauses: [{ id: "one" }], blanks: ["age"] } },
});

/** Somebody of the staff, with everything that may be known of them. */
export const member: Member = {
  ...{ id: "stf_sample", name: "Testa Sample", email: "testa@example.org", admin: true },
  ...{ roles: { "*": "funder", test: "coordinator" }, createdAt: at, sessionsFrom: at, disabledAt: at },
  ...{ app: { secret: "sealed", since: at, step: 59_000_000 }, recovery: ["hash"], version: 3 },
};
export const session: Session = {
  ...{ id: "hash", member: member.id, createdAt: at, seenAt: at, until: at, second: true },
};
export const login: Login = {
  ...{ id: "sample", email: "testa@example.org", browser: "hash", expiresAt: at, state: "asked" },
  ...{ askedAt: at, dueAt: at, attempts: 1, member: member.id },
};
/** Somebody whose letters did not arrive, until she was called. */
export const mended: Person = {
  ...{ schema: 3, id: "per_mended", program: "test", givenName: "Samira", familyName: "", language: "en" },
  ...{ email: "samira@example.org", holds: [], createdAt: at, version: 1 },
  mended: (["letters", "address"] as const).map((what) => ({
    ...{ id: `jrn_sample:${what}:n`, at, by: "Testa Sample", what, why: "She called" },
  })),
};
export const trace: Trace = {
  ...{ id: "sample", at, program: "test", by: member.id, name: member.name, did: "read" },
  ...{ where: "GET /:program/people/:journey", of: "jrn_sample", what: ["health"] },
};
/** A program with a journey of its own, and all that such a one can say. */
export const packOfMany = aProgram({
  ...{ id: "many", version: "fedcba987654" },
  journeys: {
    year: {
      role: "program",
      stages: [
        {
          id: "end",
          steps: [
            {
              ...{ do: "tell all", id: "last-meeting", with: ["age"] },
              whom: {
                ...{ role: "mentee", status: "matched" },
                conditions: { all: [{ fact: "motivated", operator: "equal", value: true }] },
              },
            },
          ],
        },
      ],
    },
  },
});
