import { send } from "#adapters/inbox.ts";
import { open } from "#adapters/opening.ts";
import type { Table } from "#adapters/table.ts";
import type { EventOf } from "#core/journey/event.ts";
import { openJourney } from "#core/journey/open.ts";
import {
  matching,
  pairRuleSets,
  sides,
  wholeMatch,
  wholeMatchLetters,
} from "../functions/a-match-program.ts";
import { aProgram, typeformBody } from "../functions/a-program.ts";
import { aWorld, type World } from "../functions/a-world.ts";
import { proposed as propose } from "./proposed.ts";

const small = aProgram();
const { typeform } = small.intake;

const life = (role: string) => ({
  role,
  stages: [
    {
      id: "start",
      steps: [
        { do: "tell" as const, id: "received" },
        { do: "ask" as const, id: "survey", form: "survey" },
        { do: "task" as const, id: "talk", form: "talk" },
        { do: "queue" as const, id: "wait", capacity: 1 },
        { do: "wait" as const, id: "together", for: "match over" as const },
      ],
    },
  ],
});

/** Two people who answer, wait, are matched, and say in their own words how it is. */
export const twoLivesProgram = aProgram({
  program: {
    ...small.program,
    // They live all of it in one day.
    mailsPerDay: 5,
    roles: { mentee: {}, mentor: {} },
    matching,
  },
  ruleSets: { ...small.ruleSets, ...pairRuleSets },
  facts: {
    facts: {
      ...small.facts.facts,
      dream: { type: "text" },
      wish: { type: "text", about: "pair" },
    },
  },
  intake: {
    typeform: { ...typeform!, map: [...typeform!.map, { question: "phone", contact: "phone" }] },
  },
  journeys: { mentee: life("mentee"), mentor: life("mentor"), match: wholeMatch },
  forms: {
    survey: { raters: sides, questions: [{ fact: "motivated" }, { fact: "dream" }] },
    talk: { raters: ["coordinator"], questions: [{ fact: "talked" }, { fact: "wish" }] },
  },
  texts: { en: { ...small.texts.en, ...wholeMatchLetters } },
});

/** Words that only she has: wherever they come to stand, none may be left. */
export const hers = {
  name: "Samirazade",
  email: "samira.zade@example.org",
  phone: "+358407654321",
  dream: "a bakery of my own in Kallio",
  dreamInMatch: "that she teaches me to swim",
  notRight: "my landlord reads my letters",
  note: "Samirazade cried at the end",
  wish: "more time with Samirazade",
};
export const his = { name: "Mentorius", email: "mentorius@example.org", dream: "to learn to listen" };

export function samirasForm() {
  const body = typeformBody("samira", hers);
  const field = { id: "q9", ref: "phone", type: "phone_number" };
  const { definition, answers } = body.form_response;
  const fields = [...definition.fields, { ...field, title: "Phone" }];
  const phone = { type: "phone_number", phone_number: hers.phone, field };
  return {
    ...body,
    form_response: {
      ...body.form_response,
      definition: { ...definition, fields },
      answers: [...answers, phone],
    },
  };
}

/** The same, where a match that is ended early has a talk at its end. */
const talkingProgram = aProgram({
  ...twoLivesProgram,
  journeys: {
    ...twoLivesProgram.journeys,
    match: {
      ...wholeMatch,
      stages: [
        ...wholeMatch.stages,
        {
          id: "last",
          steps: [
            { do: "task" as const, id: "goodbye", form: "talk" },
            { do: "close" as const, id: "parted", as: "ended early" as const },
          ],
        },
      ],
      onEnd: "goodbye",
    },
  },
});

/** How far their lives go: before they meet, in the middle of their match, or after it. */
export type Until = "alone" | "together" | "over";

export async function twoLives(table: Table, until: Until, { goodbye = false } = {}) {
  const world = await aWorld({ pack: goodbye ? talkingProgram : twoLivesProgram, table });
  await world.typeform(samirasForm());
  for (const submission of world.streamed.splice(0)) await world.map({ submission });
  await mentorComes(world);
  const { store } = world.runtime;
  const [mentee] = await store.journeys.list("test", "mentee");
  const ids = { person: mentee!.parties.mentee!.person, mentee: mentee!.id, mentor: "jrn_mentorius" };
  await settle(world);
  await answer(world, ids.mentee, "mentee", hers.dream);
  await answer(world, ids.mentor, "mentor", his.dream);
  await tell(world, ids.mentee, { type: "not-right", role: "mentee", words: hers.notRight });
  await work(world, ids.mentee, hers.note);
  await work(world, ids.mentor, "friendly");
  if (until === "alone") return { world, ...ids, match: "" };
  await seeTo(world, ids.mentee);
  const proposed = await propose(world, ids);
  await settle(world);
  await answer(world, proposed.id, "mentee", hers.dreamInMatch);
  if (until === "over") {
    await answer(world, proposed.id, "mentor", his.dream);
    await work(world, proposed.id, hers.note, hers.wish);
  }
  return { world, ...ids, match: proposed.id };
}

/** Executions run, letters go out, the sweep comes round. */
export async function settle(world: World): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await world.run();
    await world.postman();
    world.wait(150);
    await world.sweep();
  }
  await world.run();
}

async function mentorComes({ runtime }: World): Promise<void> {
  const now = runtime.clock.now();
  await runtime.store.people.create({
    ...{
      schema: 1,
      id: "per_mentorius",
      program: "test",
      givenName: his.name,
      familyName: "",
      email: his.email,
    },
    ...{ language: "en", holds: [], createdAt: now, version: 1, consent: { at: now, from: "typeform" } },
  });
  const party = { person: "per_mentorius", givenName: his.name, facts: {}, copiedAt: now };
  const opening = {
    id: "jrn_mentorius",
    pack: twoLivesProgram,
    definition: "mentor",
    parties: { mentor: party },
  };
  await open(runtime, openJourney({ ...opening, facts: { age: 50 }, by: "mentor", now }));
}

type Told = Omit<EventOf<"answered">, "schema" | "id" | "at" | "by"> | Record<string, unknown>;

async function tell(world: World, journey: string, told: Told, by = "mentee"): Promise<void> {
  const at = world.runtime.clock.now();
  const common = { schema: 1 as const, id: `${String(told.type)}-${by}-${at}`, at, by };
  await send(world.runtime, journey, { ...common, ...told } as EventOf<"answered">);
  await settle(world);
}

async function answer(world: World, journey: string, role: string, dream: string): Promise<void> {
  const waiting = (await world.runtime.store.journeys.get(journey))!.threads.main!.waiting!;
  if (waiting.kind !== "answers") throw new Error(`${journey} waits for ${waiting.kind}`);
  await tell(
    world,
    journey,
    { type: "answered", ask: waiting.id, role, facts: { motivated: true, dream } },
    role,
  );
}

/** What she said is not right was seen to: until then she is matched with nobody. */
async function seeTo(world: World, journey: string): Promise<void> {
  const tasks = await world.runtime.store.tasks.ofJourney(journey);
  const { effect } = tasks.find(
    ({ state, effect }) => state === "open" && effect.text === "tasks.not-right",
  )!;
  await tell(world, journey, { type: "worked", task: effect.id, facts: {}, done: true }, "safeguarding");
}

export async function work(world: World, journey: string, note: string, wish?: string): Promise<void> {
  const tasks = await world.runtime.store.tasks.ofJourney(journey);
  const task = tasks.find(({ state, effect }) => state === "open" && effect.work.kind === "form")!;
  const facts = { talked: true, ...(wish && { wish }) };
  await tell(
    world,
    journey,
    { type: "worked", task: task.effect.id, facts, note, done: true },
    "coordinator",
  );
}
