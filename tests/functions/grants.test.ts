import { expect, it } from "vitest";
import { identify } from "#adapters/identify.ts";
import { send } from "#adapters/inbox.ts";
import { invite } from "#adapters/invitation.ts";
import { day } from "#adapters/moment.ts";
import { open } from "#adapters/opening.ts";
import { proposeMatch } from "#adapters/proposing.ts";
import type { Runtime } from "#adapters/runtime.ts";
import { keys } from "#adapters/store/keys.ts";
import { tombstone } from "#adapters/store/tombstone.ts";
import { hashOf } from "#console/session.ts";
import { openJourney } from "#core/journey/open.ts";
import { create as createConsole } from "#functions/console.ts";
import { type Grant, grants } from "#functions/grants.ts";
import type { Watch } from "#local/permit.ts";
import { aDesk, aMember, cookieOf, formOf } from "../console/a-desk.ts";
import { aCohortProgram, come } from "./a-cohort.ts";
import { aLinePack, standInLine } from "./a-line.ts";
import { aMatchProgram, sides } from "./a-match-program.ts";
import { typeformBody } from "./a-program.ts";
import { aWorld } from "./a-world.ts";
import { anEvent, hard, says, soft } from "./provider-says.ts";

const wanted = ({ table, machine = [] }: Grant): string[] => [
  ...Object.entries(table).flatMap(([action, keys]) => keys.map((key) => `${action} ${key}`)),
  ...machine.map((action) => `machine ${action}`),
];

/** A world in which everything happens once that a door was ever granted something for. */
async function everything() {
  const used = new Set<string>();
  const denied = new Set<string>();
  const watch: Watch = (door, use, granted) => (granted ? used : denied).add(`${door}: ${use}`);
  for (const late of [false, true]) await aMatch(watch, late);
  await aCohort(watch);
  await aRound(watch);
  const desk = await aDesk({ watch });
  const { store, clock } = desk.runtime;
  const mapAll = async () => {
    for (const submission of desk.streamed.splice(0)) await desk.map({ submission });
    await desk.run();
  };
  const long = (letter: string) => `${letter.repeat(200)} `.repeat(200);

  await desk.typeform(typeformBody("short"));
  await desk.typeform(typeformBody("long", { name: long("a") }));
  await desk.typeform(typeformBody("long", { name: long("b") }));
  await desk.typeform(typeformBody("odd", { languages: ["Klingon"], name: long("o") }));
  await mapAll();
  await desk.typeform(typeformBody("twin"));
  await mapAll();
  await desk.postman();

  const journeys = await store.journeys.list("test", "mentee");
  const [first, second, third] = journeys.map(({ id }) => id) as [string, string, string];
  await heardOf(desk, first);
  await answerBy(desk, first);
  await stopBy(desk, second);
  await desk.run();
  // Reminders, which are not to be more in a day than the program says.
  desk.wait(8 * day);
  await desk.run();
  await desk.postman();

  // The sweep: a form nobody mapped, one that nobody can, an event nobody was woken for, an execution that died.
  await desk.typeform(typeformBody("left", { name: long("c") }));
  await desk.typeform(typeformBody("left-odd", { languages: ["Klingon"] }));
  await desk.typeform(typeformBody("left-twin"));
  await store.events.put(third, {
    type: "facts-set",
    schema: 1,
    id: "lost",
    at: clock.now(),
    by: "x",
    facts: {},
  });
  desk.executions.all.get(`${first}.1`)!.state = "failed";
  await desk.ended({ execution: `${first}.1`, status: "ABORTED" });
  desk.wait(40 * day);
  await desk.sweep();
  await desk.run();
  desk.streamed.splice(0);

  await twoMappers(desk, first);
  await parkAndRenew(desk, third);
  await refusedMail(desk);
  overtaken(desk.doorOf("map"));
  await desk.typeform(typeformBody("overtaken"));
  await mapAll();
  await consoleWork(desk);
  await store.staff.create(aMember({ id: "stf_gone", disabledAt: "2024-01-01T00:00:00.000Z" }));
  desk.wait(400 * day);
  await desk.retention();
  await lateAddress(desk);
  return { used, denied };
}

/** The program works out a round twice; coordinators put one away and approve a pair of the other. */
async function aRound(watch: Watch) {
  const rounds = { id: "rounds", from: "long", every: "P6W", steps: [{ do: "round", id: "match" }] };
  const stages = [{ id: "all", steps: [{ do: "wait", id: "long", for: "P11M" }] }];
  const year = { role: "program", stages, tracks: [rounds] };
  const desk = await aDesk({ watch, pack: aLinePack(1, { journeys: { year } } as never) });
  await standInLine(desk, { mentor: 2, mentee: 2 });
  await desk.sweep();
  await desk.run();
  const path = "/console/test/matches/rounds";
  const sixWeeks = async () => {
    desk.wait(42 * day);
    await desk.run();
  };
  await sixWeeks();
  await desk.post(`${path}/1/put-away`, { version: "1" });
  await desk.run();
  await sixWeeks();
  const pairs = (await desk.runtime.store.rounds.get("test", 2))!.pairs;
  const [one, other] = pairs.map(({ mentor, mentee }) => `${mentor}~${mentee}`) as [string, string];
  await desk.get(`${path}/2`);
  await desk.post(`${path}/2/never`, { version: "1", pair: one, reason: "Neighbors." });
  await desk.post("/console/test/matches/apart", { pair: one });
  await desk.post(`${path}/2/approve`, { version: "2", pair: other });
  await desk.run();
  await desk.get("/console/test/matches");
}

type Desk = Awaited<ReturnType<typeof aDesk>>;

/** The provider says that one letter did not arrive, and that another had gone out of which nobody knew it. */
async function heardOf(desk: Desk, journey: string) {
  const { mails, problems } = desk.runtime.store;
  const [told, asked] = await mails.ofJourney(journey);
  await says(desk, anEvent(told!.effect.id, "bounced", soft));
  await mails.move({ ...asked!, state: "unknown" }, asked!.state);
  const id = identify("prb", "test", asked!.effect.id, "mail.unknown");
  await problems.put({
    ...{ id, program: "test", at: desk.runtime.clock.now(), code: "mail.unknown", detail: {}, state: "open" },
  });
  await says(desk, anEvent(asked!.effect.id, "bounced", hard));
}

async function answerBy(desk: Desk, journey: string) {
  await desk.post(`/p/${await desk.token(journey)}`, { motivated: "yes" });
}

async function stopBy(desk: Desk, journey: string) {
  await desk.post(`/u/${await desk.token(journey)}`);
}

/** A journey that must be looked at by a person, one whose execution is renewed, and effects that could not be delivered. */
async function parkAndRenew(desk: Desk, journey: string) {
  const { store } = desk.runtime;
  const { generation } = (await store.runs.get(journey))!;
  await desk.renew({ journey, generation });
  await desk.problem({ journey, effects: ["x"], code: "States.TaskFailed" });
  const found = (await store.journeys.get(journey))!;
  const parked = { at: desk.runtime.clock.now(), code: "rules.disagree" };
  await store.journeys.save({ ...found, version: found.version + 1, parked });
  await desk.advance({ journey, generation: generation + 1 });
}

async function refusedMail(desk: Desk) {
  desk.answers.push({ ok: false, code: "invalid_api_key", retryable: true, refused: "us" });
  await desk.typeform(typeformBody("mail", { email: "mail@example.org" }));
  for (const submission of desk.streamed.splice(0)) await desk.map({ submission });
  await desk.run();
  await desk.postman();
  desk.answers.push({ ok: false, code: "validation_error", retryable: false, refused: "letter" });
  desk.wait(day);
  await desk.postman();
  await desk.run();
}

/** A form whose mapping died late: its journey lives already when it is mapped again. */
async function twoMappers(desk: Desk, journey: string) {
  const { submissions } = desk.doorOf("map").store;
  const { mark } = submissions;
  submissions.mark = () => Promise.reject(new Error("the database is away"));
  await desk.typeform(typeformBody("again"));
  const [submission] = desk.streamed.splice(0);
  await desk.map({ submission: submission! }).catch(() => undefined);
  await desk.run();
  submissions.mark = mark;
  await desk.map({ submission: submission! });
  // An execution that was overtaken registers a token, and is woken to find that out.
  await desk.await({ journey, generation: 99, token: "late", until: desk.runtime.clock.now() });
}

const own = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };

/** As when the sweep comes between the run and the journey: it starts an execution that finds nothing to do. */
function overtaken({ store, clock }: Runtime) {
  const { create } = store.journeys;
  store.journeys.create = async (journey) => {
    store.journeys.create = create;
    await store.runs.bump(journey.id, 1, clock.now());
    return create(journey);
  };
}

async function consoleWork(desk: Desk) {
  const { store, clock } = desk.runtime;
  await desk.get("/console/test");
  await desk.get("/console/test/people");
  const [odd] = await store.submissions.list("test", "unmappable");
  await desk.post(`/console/test/submissions/${odd!.id}/again`);
  const [problem] = await store.problems.list("test");
  await desk.post(`/console/test/problems/${problem!.id}/close`);
  const [journey] = await store.journeys.list("test", "mentee");
  await send(desk.doorOf("console"), journey!.id, {
    ...{ type: "facts-set", schema: 1, id: "said", at: clock.now(), by: "coordinator", facts: {} },
  });
  const page = `/console/test/people/${journey!.id}`;
  await desk.get(page);
  const { person } = journey!.parties.mentee!;
  await desk.post(`${page}/hold`, { person, why: "asked for a pause", nonce: "n" });
  await desk.post(`${page}/address`, { person, email: "new@example.org", why: "she called", nonce: "n" });
  await desk.get("/console/test/looked");
  await staffWork(desk);
}

/** An address is changed in the moment in which its person is erased. */
async function lateAddress(desk: Desk) {
  const person = await desk.join("late");
  const { people } = desk.doorOf("console").store;
  const known = (await people.get(person))!;
  const moving = people.save({ ...known, email: "late@example.net", version: known.version + 1 });
  await desk.table.put(tombstone(keys.person(person), desk.runtime.clock.now(), { version: -1 }));
  expect(await moving).toBe("stale");
}

/** Somebody comes by invitation, and by letter an hour of work later; the letter's own door is the postman's. */
async function staffWork(desk: Desk) {
  const { secrets, addresses, store } = desk.runtime;
  const soon = new Date(Date.now() + 60_000).toISOString();
  const email = "aino@example.org";
  const key = invite(secrets.sessionKey, { name: "Testa", nonce: "n".repeat(24), until: soon, email });
  const door = createConsole(desk.doorOf("console"));
  const at = (path: string) => `${addresses.console}/console/login${path}`;
  await door.request(at(`?key=${key}`), { method: "POST", headers: own });
  const asked = await door.request(at("/letter"), {
    method: "POST",
    headers: own,
    body: new URLSearchParams({ email }),
  });
  await desk.postman();
  const link = /\/console\/login\/[\w.-]+/.exec(desk.mailbox.at(-1)!.letter.text)![0];
  const cookie = cookieOf(asked);
  const entered = await door.request(addresses.console + link, {
    method: "POST",
    headers: { ...own, cookie },
  });
  expect(entered.status).toBe(303);
  const inside = { ...own, cookie: cookieOf(entered) };
  const session = (await store.sessions.get(hashOf(/=([\w-]{43})/.exec(inside.cookie)![1]!)))!;
  await store.sessions.seen(session.id, new Date(Date.now() - 600_000).toISOString());
  await door.request(`${addresses.console}/console`, { headers: inside });
  const body = new URLSearchParams({ "form-of": formOf(secrets.sessionKey, inside.cookie) });
  await door.request(`${addresses.console}/console/logout`, { method: "POST", headers: inside, body });
}

/** Two who wait for each other: the console proposes them, and both journeys answer. */
async function aMatch(watch: Watch, late: boolean) {
  const pack = aMatchProgram;
  const world = await aWorld({ pack, watch });
  for (const role of sides) {
    const now = world.runtime.clock.now();
    const parties = { [role]: { person: `per_${role}`, givenName: role, facts: {}, copiedAt: now } };
    await open(
      world.runtime,
      openJourney({ id: `jrn_${role}`, pack, definition: role, parties, facts: { age: 50 }, by: role, now }),
    );
  }
  await world.run();
  if (late) overtaken(world.doorOf("console"));
  await proposeMatch(
    world.doorOf("console"),
    "test",
    { mentor: "jrn_mentor", mentee: "jrn_mentee" },
    "coordinator",
  );
  await world.run();
}

/** A program that tells everybody something. */
async function aCohort(watch: Watch) {
  const world = await aWorld({ pack: aCohortProgram(), watch });
  await come(world, 1);
  await world.sweep();
  await world.run();
  world.wait(7 * day);
  await world.run();
}

it("every grant is used by its door, and no door ever asks for what it was not granted", async () => {
  const { used, denied } = await everything();
  expect([...denied]).toEqual([]);
  const unused = Object.entries(grants).flatMap(([door, grant]) =>
    wanted(grant)
      .map((use) => `${door}: ${use}`)
      .filter((use) => !used.has(use)),
  );
  expect(unused).toEqual([]);
});
