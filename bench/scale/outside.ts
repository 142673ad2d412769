import { jsonLog } from "#adapters/json-log.ts";
import type { Machine } from "#adapters/machine.ts";
import type { Mailer } from "#adapters/mailer.ts";
import { jsonMeter } from "#adapters/meter.ts";
import type { Runtime } from "#adapters/runtime.ts";
import type { Door } from "#functions/grants.ts";
import type { Runner } from "#local/asl/runner.ts";
import type { Tally } from "./counts.ts";

export interface Letter {
  id: string;
  to: string;
  at: string;
  text: string;
}

/** What a door writes into its log, counted and let go. */
export function writingTo(tally: Tally, door: Door, now: () => string): Pick<Runtime, "log" | "meter"> {
  const write = (line: string): void => {
    tally.of(door).logLines += 1;
    tally.of(door).logBytes += Buffer.byteLength(line) + 1;
  };
  return { log: jsonLog(write), meter: jsonMeter("production", now, write) };
}

export function machineOf(runner: () => Runner, tally: Tally, door: Door): Machine {
  const name = (journey: string, generation: number) => `${journey}.${generation}`;
  return {
    async start(journey, generation) {
      tally.of(door).starts += 1;
      const started = runner().start(name(journey, generation), { schema: 1, journey, generation });
      return started === "ExecutionAlreadyExists" ? "known" : "started";
    },
    async wake(token) {
      tally.of(door).wakes += 1;
      return runner().sendTaskSuccess(token, {}) === "used" ? "woken" : "moved on";
    },
    async alive(journey, generation) {
      tally.of(door).looks += 1;
      return runner().describe(name(journey, generation))?.status === "RUNNING";
    },
  };
}

/** Every letter arrives. */
export function mailerOf(letters: Letter[], tally: Tally, door: Door, now: () => string): Mailer {
  return {
    async send(letter, id) {
      tally.of(door).mails += 1;
      letters.push({ id, to: letter.to, at: now(), text: letter.text });
      return { ok: true, id: `provider-${id}` };
    },
  };
}
