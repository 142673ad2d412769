import { after, day } from "#adapters/moment.ts";
import type { Pack } from "#core/program/pack.ts";
import { Coordinator } from "#local/demo/coordinator.ts";
import { postingOf } from "#local/demo/form-body.ts";
import { Hands } from "#local/demo/hands.ts";
import { Participants } from "#local/demo/participants.ts";
import type { Persona } from "#local/demo/persona.ts";
import { itemSize } from "./counted-table.ts";
import type { Tally } from "./counts.ts";
import { storedBytes } from "./stored.ts";
import { createTime, hadNothingToDo, type Time } from "./time.ts";
import { openWorld, type World } from "./world.ts";

export interface Year {
  people: number;
  /** Journeys that came to an end within the year, and all of them. */
  ended: number;
  journeys: number;
  tally: Tally;
  /** By the kind of row. */
  storedBytes: Map<string, number>;
  /** What a program weighs that every new process of a door reads once. */
  packBytes: number;
  sweeps: number;
  /** Executions that were open at once, at the most. */
  open: number;
  milliseconds: number;
}

const firstMorning = "2026-03-02T08:00:00.000Z";
const weeks = 52;

/** A year of these people through their program, by the real doors alone: forms are posted, letters answered, tasks worked. */
export async function playYear(pack: Pack, personas: Persona[], say: (line: string) => void): Promise<Year> {
  const from = performance.now();
  const world = await openWorld([pack], firstMorning);
  try {
    const time = createTime(world);
    const folk = await openFolk(world, pack, personas);
    const mornings = Array.from({ length: weeks * 2 }, (_, step) => ({ step, at: morning(step) }));
    let open = 0;
    for (const { step, at } of mornings) {
      await time.advanceTo(at);
      await workDay(world, time, folk, step);
      open = Math.max(open, running(world));
      if (step % 13 === 12) say(`${personas.length} people: week ${Math.ceil(step / 2)} of ${weeks}`);
    }
    return {
      ...(await lookBack(world, pack)),
      people: personas.length,
      sweeps: world.tally.of("sweep").scheduled,
      open,
      milliseconds: performance.now() - from,
    };
  } finally {
    await world.close();
  }
}

const running = ({ runner }: World): number =>
  runner.list({ status: "RUNNING", offset: 0, limit: 1_000_000 }).length;

/** Mondays and Thursdays. */
const morning = (step: number): string =>
  after(firstMorning, (Math.floor(step / 2) * 7 + (step % 2) * 3) * day);

interface Folk {
  apply(step: number): Promise<void>;
  participants: Participants;
  coordinator: Coordinator;
  today(): Promise<void>;
}

async function openFolk(world: World, pack: Pack, personas: Persona[]): Promise<Folk> {
  const { origin, runtime } = world;
  const coordinator = new Coordinator(origin, runtime, pack.id, personas);
  await coordinator.login();
  const eyes = new Hands(origin);
  const [door] = (await eyes.open("/console/login")).forms;
  await eyes.submit(door!, () => undefined);
  return {
    coordinator,
    participants: new Participants(origin, personas),
    today: async () => void (await eyes.open(`/console/${pack.id}`)),
    async apply(step) {
      for (const [index, persona] of personas.entries())
        if (persona.week * 2 === step) await post(world, pack, persona, `year-${index + 1}`);
    },
  };
}

async function workDay(world: World, time: Time, folk: Folk, step: number): Promise<void> {
  const { clock, letters } = world;
  const now = clock.now();
  await folk.apply(step);
  await time.settle();
  await folk.today();
  await folk.participants.readMail(letters, now);
  await time.settle();
  await folk.coordinator.work(now, 2);
  await time.settle();
  if (step % 2 === 0) await folk.coordinator.proposeMatches();
  await time.settle();
  hadNothingToDo(now, await time.sweep());
  await time.retain();
}

async function post(
  { origin, runtime, clock }: World,
  pack: Pack,
  persona: Persona,
  name: string,
): Promise<void> {
  const form = `${persona.role}-application`;
  const [secret] = runtime.secrets.webhook(pack.id, form);
  const { headers, body } = postingOf(pack, form, persona, name, secret!, clock.now());
  const response = await fetch(`${origin}/hooks/${pack.id}/${form}`, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`${form} was refused: ${response.status} ${await response.text()}`);
}

async function lookBack({ tally, runtime, rows }: World, pack: Pack) {
  const all = await rows();
  const journeys = (
    await Promise.all(
      Object.keys(pack.journeys).map((definition) => runtime.store.journeys.list(pack.id, definition)),
    )
  ).flat();
  const blobs = all.filter(({ pk }) => pk.startsWith("BLOB#pack/"));
  const packBytes = blobs.reduce((sum, row) => sum + itemSize(row), 0);
  return {
    tally,
    journeys: journeys.length,
    ended: journeys.filter(({ ended }) => ended).length,
    packBytes,
    storedBytes: storedBytes(all.filter((row) => !blobs.includes(row))),
  };
}
