import type { Machine } from "#adapters/machine.ts";
import type { EndedInput } from "#functions/ended.ts";
import { readDefinition } from "#local/asl/definition.ts";
import type { Execution } from "#local/asl/execution.ts";
import type { Handler } from "#local/asl/machinery.ts";
import { createRunner, type Runner } from "#local/asl/runner.ts";
import type { Bug } from "./bugs/bug.ts";
import type { Weather } from "./faults.ts";
import type { Ground } from "./ground.ts";
import type { Line } from "./line.ts";
import { memoryRecords } from "./records.ts";

const definition = readDefinition(new URL("../../stacks/journey.asl.json", import.meta.url));
export const arn = "arn:aws:states:bench:000000000000:stateMachine:journey";

/** The deployed state machine. What it knows outlives every process; who drives it does not. */
export interface Executions {
  machine: Machine;
  /** A new process drives on whatever runs. */
  begin(): void;
  nextDue(): number | undefined;
  tick(): void;
  /** Oldest first. */
  all(): Execution[];
  /** Every token that was ever handed out. */
  tokens: string[];
  /** Does this once, when the next token is handed out. */
  onAwait(work: () => void): void;
  /** As Step Functions ends one by itself: States.Runtime, too much data, an order from outside. */
  kill(name: string, code: string): void;
  runner(): Runner;
  close(): Promise<void>;
}

export function executionsOf(
  handlers: () => Record<string, Handler>,
  line: Line,
  weather: Weather,
  overtake: (journey: string) => Promise<void>,
  ended: (event: EndedInput) => void,
  ground: Ground,
  bug?: Bug,
): Executions {
  const records = memoryRecords(definition);
  const tokens: string[] = [];
  const faults: unknown[] = [];
  let handed: (() => void) | undefined;
  let ids = 0;
  let runner: Runner;
  /** The runner of the process that lives now, started with what a mistake adds. */
  const present = (): Runner => ({
    ...runner,
    start: (name, input) =>
      runner.start(name, { ...(input as object), ...bug?.execution?.(name.slice(0, name.lastIndexOf("."))) }),
  });
  const way = ground.machine(present, line);

  const machine: Machine = {
    async start(journey, generation) {
      const started = await way.start(journey, generation);
      if (weather.happens("machine start twice", 0.1)) await way.start(journey, generation);
      return started;
    },
    wake: async (token) => (weather.happens("machine wake lost", 0.05) ? "woken" : way.wake(token)),
    alive: (journey, generation) => way.alive(journey, generation),
  };

  function watched({ Advance, Await }: Record<string, Handler>): Record<string, Handler> {
    return {
      Advance: (payload: never) => {
        const { journey } = payload as { journey: string };
        if (weather.happens("execution overtaken", 0.03))
          line.at(line.now() + weather.chance.below(30), () => void overtake(journey));
        return Advance!(payload);
      },
      Await: (payload: never) => {
        tokens.push((payload as { token: string }).token);
        const answer = Await!(payload);
        const work = handed;
        handed = undefined;
        work?.();
        return answer;
      },
    };
  }

  /** The runner stops whatever it is told to stop; Step Functions would say why by its status. */
  function statusOf(execution: string): EndedInput["status"] {
    const code = records.get(execution)?.failure?.code;
    return code === "Stopped" ? "ABORTED" : code === "States.Timeout" ? "TIMED_OUT" : "FAILED";
  }

  return {
    machine,
    tokens,
    onAwait(work) {
      handed = work;
    },
    begin() {
      // What the old process had in its hands never comes back: it is not waited for.
      void runner?.close();
      const machinery = {
        definition,
        arn,
        handlers: { ...handlers(), ...watched(handlers()) },
        records,
        now: line.now,
        random: weather.chance.next,
        newId: () => `t${++ids}`,
        ended: (execution: string) => ended({ execution, status: statusOf(execution) }),
      };
      runner = createRunner(machinery, (fault) => faults.push(fault));
    },
    nextDue: () => runner.nextDue(),
    tick: () => void runner.tick(),
    all: () => records.list({ offset: 0, limit: 1_000_000 }).reverse(),
    kill(execution, code) {
      weather.tally({ kind: `execution killed: ${code}`, when: "before" });
      runner.stop(execution, code);
    },
    runner: () => runner,
    async close() {
      void runner.close();
      if (faults.length > 0) throw faults[0];
    },
  };
}
