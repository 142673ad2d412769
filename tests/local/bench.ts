import { type Definition, readDefinition } from "#local/asl/definition.ts";
import type { Handler } from "#local/asl/machinery.ts";
import { openRecords } from "#local/asl/records.ts";
import { createRunner, type Runner } from "#local/asl/runner.ts";

export const journeyFile = new URL("../../stacks/journey.asl.json", import.meta.url);
export const machineArn = "arn:aws:states:eu-north-1:000000000000:stateMachine:Journey";
export const start = Date.parse("2026-03-01T09:00:00.000Z");

export interface Bench {
  runner: Runner;
  clock: { now: number };
  faults: unknown[];
  /** Which executions it said had ended otherwise than well, and how. */
  ended: [string, string][];
  /** Moves the clock from timer to timer. */
  until(instant: string): Promise<void>;
}

let ids = 0;

/** A runner with fake functions, on a clock that only tests move. */
export function bench(
  handlers: Record<string, Handler>,
  options: { path?: string; definition?: Definition; now?: number; random?: () => number } = {},
): Bench {
  const clock = { now: options.now ?? start };
  const faults: unknown[] = [];
  const ended: [string, string][] = [];
  const machinery = {
    definition: options.definition ?? readDefinition(journeyFile),
    arn: machineArn,
    handlers,
    records: openRecords(options.path ?? ":memory:"),
    now: () => clock.now,
    random: options.random ?? (() => 1),
    newId: () => `t${++ids}`,
    ended: (name: string, status: string) => void ended.push([name, status]),
  };
  const runner = createRunner(machinery, (fault) => faults.push(fault));
  const until = async (instant: string) => {
    const target = Date.parse(instant);
    await runner.idle();
    for (let due = runner.nextDue(); due !== undefined && due <= target; due = runner.nextDue()) {
      clock.now = Math.max(due, clock.now);
      runner.tick();
      await runner.idle();
    }
    clock.now = target;
  };
  return { runner, clock, faults, ended, until };
}

export interface AdvanceCall {
  journey: string;
  generation: number;
  loops: number;
  startedAt: string;
  delivered?: number;
}

/** The five functions of the journey machine; each test says what differs, by the name in small letters. */
export function functions(over: Record<string, (payload: never) => unknown> = {}) {
  const calls: { name: string; payload: unknown }[] = [];
  const plain: Record<string, (payload: never) => unknown> = {
    advance: () => ({ next: "wait", chunks: [], version: 1, until: "2026-03-08T09:00:00.000Z" }),
    deliver: () => ({}),
    await: () => ({}),
    renew: () => ({}),
    problem: () => ({}),
    ...over,
  };
  const handlers = Object.fromEntries(
    Object.entries(plain).map(([small, answer]): [string, Handler] => {
      const name = `${small[0]!.toUpperCase()}${small.slice(1)}`;
      return [
        name,
        async (payload: never) => {
          calls.push({ name, payload });
          return answer(payload);
        },
      ];
    }),
  );
  const of = <T>(name: string) => calls.filter((call) => call.name === name).map((call) => call.payload as T);
  return { handlers, calls, of };
}
