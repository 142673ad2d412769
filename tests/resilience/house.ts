import { createErasures } from "#adapters/erasures.ts";
import { jsonLog } from "#adapters/json-log.ts";
import type { Machine } from "#adapters/machine.ts";
import { jsonMeter } from "#adapters/meter.ts";
import type { Runtime } from "#adapters/runtime.ts";
import { readSecrets, type SecretName } from "#adapters/secrets.ts";
import { createStore } from "#adapters/store/store.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import type { Pack } from "#core/program/pack.ts";
import type { EndedInput } from "#functions/ended.ts";
import type { Door } from "#functions/grants.ts";
import { submissionOf } from "#functions/key-stream.ts";
import { permit } from "#local/permit.ts";
import { streamed } from "#local/stream.ts";
import type { Bug } from "./bugs/bug.ts";
import { type Calls, createCalls } from "./calls.ts";
import { createDoors, type Doors } from "./doors.ts";
import { type Executions, executionsOf } from "./executions.ts";
import type { Weather } from "./faults.ts";
import { gatedMachine, gatedTable } from "./gated.ts";
import { type Ground, inMemory } from "./ground.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import { createLine, type Line, type Pick } from "./line.ts";
import { createOffice } from "./office.ts";
import { programs, webhooks } from "./program.ts";
import { createProvider, type Provider } from "./provider.ts";
import { createSchedule } from "./schedule.ts";

export const origin = "https://waymark.example.org";
/** A Monday morning in Helsinki, and noon in Kabul. */
export const monday = Date.parse("2026-03-02T07:00:00.000Z");

const mapTries = 3;
const key = (letter: string) => letter.repeat(40);
const secrets = {
  linkKey: key("l"),
  sessionKey: key("s"),
  emailHash: key("e"),
  resendKey: "re_test",
  webhooks,
};

export interface HouseOptions {
  weather: Weather;
  packs?: Pack[];
  /** Who is next when several could be; by chance, when left out. */
  pick?: Pick;
  bug?: Bug;
  /** The provider is away: it takes letters for three hours without saying so, then nothing. */
  outage?: { from: number; until: number };
  /** Milliseconds by which the clock of a door is wrong. */
  skew?: (door: string, now: number) => number;
  /** What a door is called with, changed: an execution that is old, for one. */
  given?: (door: string, input: unknown) => unknown;
  /** Whether the sweep and the Postman come round each minute. */
  schedule?: boolean;
  /** Whose it is closes it; everything in memory, when left out. */
  ground?: Ground;
}

/** The whole product in one process: real doors, the real state machine, and a time of its own. */
export interface House {
  line: Line;
  calls: Calls;
  weather: Weather;
  ledger: Ledger;
  provider: Provider;
  executions: Executions;
  doors(): Doors;
  /** Past every gate, for the bench's own eyes. */
  store: Runtime["store"];
  logged: string[];
  close(): Promise<void>;
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const { weather, packs = Object.values(programs), bug, skew = () => 0, ground = inMemory() } = options;
  const logged: string[] = [];
  const instant = (door = "") => new Date(line.now() + skew(door, line.now())).toISOString();
  let doors: Doors;
  const calls = createCalls(
    () => line,
    weather,
    () => begin(),
  );
  const schedule = createSchedule(
    () => doors,
    weather,
    () => ledger,
    () => line.now(),
  );
  const sources = [
    { next: () => executions.nextDue(), fire: () => executions.tick() },
    ...(options.schedule === false ? [] : [schedule.sweep, schedule.postman]),
  ];
  const line = createLine(
    monday,
    options.pick ?? ((all) => weather.chance.below(all.length)),
    sources,
    calls.atRest,
    ground.quiet,
  );
  const ledger = createLedger(ground.table, line.now);
  const office = createOffice(weather, line.now, ledger.next, options.outage);
  const provider = createProvider(calls, ground.mailer(office, line), office.mailbox, line.now);
  const executions = executionsOf(
    () => doors.handlers,
    line,
    weather,
    (journey) => overtake(journey),
    statusChanged,
    ground,
    bug,
  );
  const store = createStore(ledger.table, secrets);

  /** As the stream of the table tells it: mostly once, now and then not at all, or twice. */
  function inserted({ pk, sk }: { pk: string; sk: string }): void {
    const submission = submissionOf(pk);
    const times = weather.happens("stream lost", 0.05) ? 0 : weather.happens("stream twice", 0.05) ? 2 : 1;
    for (let n = 0; n < times; n += 1) {
      if (submission) line.at(line.now(), () => void mapped(submission, mapTries));
      else if (sk.startsWith("MAIL#")) line.at(line.now(), () => void schedule.post());
    }
  }

  /** The stream calls again at once, as often as `stacks/stream.ts` says. */
  const mapped = (submission: string, tries: number): Promise<unknown> =>
    doors.map(submission).catch(() => tries > 1 && mapped(submission, tries - 1));

  /** As EventBridge tells it: at least once, unless it does not. Whoever hears it is called three times before he is given up. */
  function statusChanged(event: EndedInput): void {
    const times = weather.happens("status lost", 0.05) ? 0 : weather.happens("status twice", 0.1) ? 2 : 1;
    const tell = (tries: number): Promise<unknown> =>
      doors.ended(event).catch(() => {
        if (tries > 1) line.at(line.now() + 60_000, () => void tell(tries - 1));
      });
    for (let n = 0; n < times; n += 1) line.at(line.now() + weather.chance.below(5000), () => void tell(3));
  }

  /** Somebody who saw no execution starts the next one, while the one before is at work. */
  async function overtake(journey: string): Promise<void> {
    const run = await store.runs.get(journey);
    if (!run || run.dueAt === "") return;
    const soon = new Date(line.now() + 120_000).toISOString();
    if ((await store.runs.bump(journey, run.generation, soon)) === "saved")
      await executions.machine.start(journey, run.generation + 1);
  }

  const common = {
    secrets: readSecrets(secrets, Object.keys(secrets) as SecretName[]),
    erasures: createErasures(memoryTable()),
    addresses: { pages: origin, console: origin, hooks: origin },
    mailFrom: "hello@example.org",
    log: jsonLog((text) => void logged.push(text)),
    meter: jsonMeter(
      "bench",
      () => instant(),
      (text) => void logged.push(text),
    ),
    mailer: provider.mailer,
    store,
  };
  const doorOf = (name: Door): Runtime => {
    const rows = streamed(gatedTable(ledger.table, calls), inserted);
    const table = bug?.table?.(name, rows) ?? rows;
    const machine: Machine = gatedMachine(executions.machine, calls);
    const whole = { ...common, machine, clock: { now: () => instant(name) } };
    const made = permit(whole, table, secrets, name);
    return bug?.runtime?.(name, made) ?? made;
  };

  /** A process begins: nothing is known but what was written down. */
  function begin(): void {
    doors = createDoors(doorOf, calls, options.given ?? bug?.input);
    executions.begin();
  }

  begin();
  for (const pack of packs) {
    await store.packs.publish(pack);
    await store.packs.setLive(pack.id, pack.version);
  }
  return {
    ...{ line, calls, weather, ledger, provider, executions, store, logged },
    doors: () => doors,
    close: () => executions.close(),
  };
}
