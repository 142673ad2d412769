import type { Mail, Store, Submission } from "#adapters/store.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Person } from "#core/people/person.ts";
import { aProgram } from "../functions/a-program.ts";

export const at = "2026-03-02T07:00:00.000Z";
export const later = "2026-03-02T09:00:00.000Z";

/** One thing that somebody does with the store, what must be there before, and all that can be seen of it afterwards. */
interface Deed {
  before?(store: Store, program: string): Promise<unknown>;
  act(store: Store, program: string): Promise<unknown>;
  look(store: Store, program: string): Promise<unknown>;
}

export const journeyId = (program: string) => `jrn_${program}`;
const aJourney = (program: string) => ({
  ...openJourney({
    ...{ id: journeyId(program), pack: aProgram(), definition: "mentee", parties: {}, facts: {} },
    ...{ by: "mentee", now: at },
  }),
  program,
});
const aPerson = (program: string, more: Partial<Person> = {}): Person => ({
  ...{
    schema: 1,
    id: `per_${program}`,
    program,
    givenName: "Samira",
    familyName: "",
    email: "s@example.org",
  },
  ...{ language: "en", holds: [], createdAt: at, version: 1 },
  ...more,
});
export const aSubmission = (program: string, body = "{}"): Submission => ({
  ...{ id: `sub_${program}`, program, form: "f", sender: "tally", key: "k" },
  ...{ receivedAt: at, body, state: "received" },
});
const anEvent = (id: string) => ({
  type: "facts-set" as const,
  schema: 1 as const,
  id,
  at,
  by: "x",
  facts: {},
});
export const aMail = (program: string, more: Partial<Mail> = {}): Mail => ({
  effect: {
    ...{ kind: "mail", id: `${journeyId(program)}/1`, at, to: "per_1", text: "mails.x", params: {} },
    ...{ reminder: 0, urgency: "routine" },
  },
  ...{ journey: journeyId(program), program, pack: "v", state: "queued", dueAt: at, attempts: 0 },
  ...more,
});
const letter = { from: "f", replyTo: "r", to: "t", subject: "s", html: "h", text: "t", headers: {} };
export const frozen = (program: string) => aMail(program, { state: "frozen", frozen: letter, attempts: 1 });
const aTask = (program: string) => ({
  effect: {
    ...{ kind: "task" as const, id: `${journeyId(program)}/1`, at, text: "t", params: {} },
    ...{ work: { kind: "done" as const }, urgent: false },
  },
  ...{
    journey: journeyId(program),
    program,
    definition: "mentee",
    about: ["Samira"],
    state: "open" as const,
  },
});
export const aProblem = (program: string) => ({
  ...{ id: "prb_1", program, at, code: "x", detail: {}, state: "open" as const },
});
const aLink = (program: string) => ({
  ...{ id: `lnk_${program}`, program, journey: "j", person: "p", role: "mentee", ask: "a" },
  ...{ purpose: "form" as const, step: "s", createdAt: at, expiresAt: later },
});
const hold = { id: "h", at, why: "concern", by: "coordinator" };

const submission = (store: Store, program: string) => store.submissions.get(`sub_${program}`);
const person = async (store: Store, program: string) => ({
  person: await store.people.get(`per_${program}`),
  same: await store.people.sameEmail(program, "s@example.org"),
  moved: await store.people.sameEmail(program, "new@example.org"),
});
const journey = (store: Store, program: string) => store.journeys.get(journeyId(program));
const inbox = async (store: Store, program: string) => ({
  all: await store.events.all(journeyId(program)),
  unread: await store.events.unread(journeyId(program)),
});
const execution = (store: Store, program: string) => store.runs.get(journeyId(program));
const mails = async (store: Store, program: string) => ({
  mails: await store.mails.ofJourney(journeyId(program)),
  due: await store.mails.due(program, later, 9),
});
const problems = (store: Store, program: string) => store.problems.list(program);
export const large = "é".repeat(150_000);

export const deeds: Record<string, Deed> = {
  "submissions.put": { act: (s, p) => s.submissions.put(aSubmission(p)), look: submission },
  "submissions.put, larger than a row": {
    act: (s, p) => s.submissions.put(aSubmission(p, large)),
    look: submission,
  },
  "submissions.mark": {
    before: (s, p) => s.submissions.put(aSubmission(p)),
    act: (s, p) =>
      s.submissions.mark(`sub_${p}`, "received", { state: "mapped", journey: "j", bodyUntil: later }),
    look: submission,
  },
  "submissions.clear": {
    async before(s, p) {
      await s.submissions.put(aSubmission(p, large));
      await s.submissions.mark(`sub_${p}`, "received", { state: "mapped", journey: "j", bodyUntil: at });
    },
    act: (s, p) => s.submissions.clear(`sub_${p}`),
    look: submission,
  },
  "people.create": { act: (s, p) => s.people.create(aPerson(p)), look: person },
  "people.save with another address": {
    before: (s, p) => s.people.create(aPerson(p)),
    act: (s, p) => s.people.save(aPerson(p, { email: "new@example.org", version: 2 })),
    look: person,
  },
  "people.hold": {
    before: (s, p) => s.people.create(aPerson(p)),
    act: (s, p) => s.people.hold(`per_${p}`, hold),
    look: person,
  },
  "people.lift": {
    before: (s, p) => s.people.create(aPerson(p, { holds: [hold] })),
    act: (s, p) => s.people.lift(`per_${p}`, "h"),
    look: person,
  },
  "people.point": {
    act: (s, p) => s.people.point(`per_${p}`, "j"),
    look: (s, p) => s.people.journeysOf(`per_${p}`),
  },
  "journeys.create": { act: (s, p) => s.journeys.create(aJourney(p)), look: journey },
  "journeys.save": {
    before: (s, p) => s.journeys.create(aJourney(p)),
    act: (s, p) => s.journeys.save({ ...aJourney(p), version: 1, stage: "two" }),
    look: journey,
  },
  "journeys.save of what was changed": {
    async before(s, p) {
      await s.journeys.create(aJourney(p));
      await s.journeys.save({ ...aJourney(p), version: 1, stage: "one" });
    },
    act: (s, p) => s.journeys.save({ ...aJourney(p), version: 1, stage: "two" }),
    look: journey,
  },
  "events.put": { act: (s, p) => s.events.put(journeyId(p), anEvent("e")), look: inbox },
  "events.put a second time": {
    before: (s, p) => s.events.put(journeyId(p), anEvent("e")),
    act: (s, p) => s.events.put(journeyId(p), anEvent("e")),
    look: inbox,
  },
  "events.consume": {
    async before(s, p) {
      for (const id of ["a", "b", "c"]) await s.events.put(journeyId(p), anEvent(id));
    },
    act: (s, p) => s.events.consume(journeyId(p), ["a", "b"]),
    look: inbox,
  },
  "runs.open": { act: (s, p) => s.runs.open(journeyId(p), at), look: execution },
  "runs.bump": {
    before: (s, p) => s.runs.open(journeyId(p), at),
    act: (s, p) => s.runs.bump(journeyId(p), 1, later),
    look: execution,
  },
  "runs.touch in an old generation": {
    async before(s, p) {
      await s.runs.open(journeyId(p), at);
      await s.runs.bump(journeyId(p), 1, later);
    },
    act: (s, p) => s.runs.touch(journeyId(p), 1, later),
    look: execution,
  },
  "runs.register": {
    before: (s, p) => s.runs.open(journeyId(p), at),
    act: (s, p) => s.runs.register(journeyId(p), 1, "token", { until: later, dueAt: at }),
    look: execution,
  },
  "runs.finish": {
    before: (s, p) => s.runs.open(journeyId(p), at),
    act: (s, p) => s.runs.finish(journeyId(p), 1),
    look: execution,
  },
  "mails.put": { act: (s, p) => s.mails.put(aMail(p)), look: mails },
  "mails.move to its letter": {
    before: (s, p) => s.mails.put(aMail(p)),
    act: (s, p) => s.mails.move(frozen(p), "queued"),
    look: mails,
  },
  "mails.move to the world": {
    async before(s, p) {
      await s.mails.put(aMail(p));
      await s.mails.move(frozen(p), "queued");
    },
    act: (s, p) => s.mails.move({ ...frozen(p), state: "sent", sentAt: at }, "frozen"),
    look: mails,
  },
  "mails.countSent": {
    act: (s, p) => s.mails.countSent(`per_${p}`, "2026-03-02", "m"),
    look: (s, p) => s.mails.sentOn(`per_${p}`, "2026-03-02"),
  },
  "tasks.put": { act: (s, p) => s.tasks.put(aTask(p)), look: (s, p) => s.tasks.list(p, "open") },
  "tasks.close": {
    before: (s, p) => s.tasks.put(aTask(p)),
    act: (s, p) => s.tasks.close(journeyId(p), `${journeyId(p)}/1`, "done", later),
    look: (s, p) => s.tasks.list(p, "done"),
  },
  "logs.put": {
    act: (s, p) => s.logs.put(journeyId(p), "e/1", [{ at, code: "c", params: {}, by: "engine" }]),
    look: (s, p) => s.logs.of(journeyId(p)),
  },
  "links.put": { act: (s, p) => s.links.put(aLink(p)), look: (s, p) => s.links.get(`lnk_${p}`) },
  "problems.put": { act: (s, p) => s.problems.put(aProblem(p)), look: problems },
  "problems.put when it is back": {
    async before(s, p) {
      await s.problems.put(aProblem(p));
      await s.problems.close(p, "prb_1");
    },
    act: (s, p) => s.problems.put({ ...aProblem(p), at: later }),
    look: problems,
  },
  "problems.close": {
    before: (s, p) => s.problems.put(aProblem(p)),
    act: (s, p) => s.problems.close(p, "prb_1"),
    look: problems,
  },
  "packs.publish and setLive": {
    async act(s, p) {
      await s.packs.publish(aProgram({ id: p }));
      await s.packs.setLive(p, aProgram({ id: p }).version);
    },
    look: (s, p) => s.packs.live(p),
  },
  "leases.take": {
    act: (s, p) => s.leases.take(p, "me", at, later),
    look: (s, p) => s.leases.take(p, "other", at, later),
  },
  "leases.take of what has run out": {
    before: (s, p) => s.leases.take(p, "other", at, at),
    act: (s, p) => s.leases.take(p, "me", later, "2026-03-02T11:00:00.000Z"),
    look: (s, p) => s.leases.take(p, "third", later, later),
  },
  "leases.release": {
    before: (s, p) => s.leases.take(p, "me", at, later),
    act: (s, p) => s.leases.release(p, "me"),
    look: (s, p) => s.leases.take(p, "other", at, later),
  },
  "once.use": {
    act: (s, p) => s.once.use(p, later),
    look: (s, p) => s.once.use(p, later),
  },
  "once.use a second time": {
    before: (s, p) => s.once.use(p, later),
    act: (s, p) => s.once.use(p, later),
    look: (s, p) => s.once.use(p, later),
  },
  "postpone and failed": {
    before: (s, p) => s.runs.open(journeyId(p), at),
    async act(s, p) {
      await s.postpone({ kind: "run", id: journeyId(p) }, later);
      return s.failed({ kind: "run", id: journeyId(p) }, () => "2026-03-02T11:00:00.000Z");
    },
    look: execution,
  },
};
