import type { Machine } from "#adapters/machine.ts";
import type { Mailer } from "#adapters/mailer.ts";
import type { Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import type { Runner } from "#local/asl/runner.ts";
import type { Line } from "./line.ts";
import { inProcess, type Office } from "./office.ts";

/** What a house stands on: the ways from its doors to the database, the state machine and the mail provider. */
export interface Ground {
  table: Table;
  /** No request is under way in the time of the real world: while one is, that of the bench stands still. */
  quiet(): boolean;
  machine(runner: () => Runner, line: Line): Machine;
  mailer(office: Office, line: Line): Mailer;
  close(): Promise<void>;
}

export const executionName = (journey: string, generation: number): string => `${journey}.${generation}`;

/** Everything in this process, by a call. */
export const inMemory = (): Ground => ({
  table: memoryTable(),
  quiet: () => true,
  machine: (runner) => ({
    async start(journey, generation) {
      const started = runner().start(executionName(journey, generation), { schema: 1, journey, generation });
      return started === "ExecutionAlreadyExists" ? "known" : "started";
    },
    wake: async (token) => (runner().sendTaskSuccess(token, {}) === "used" ? "woken" : "moved on"),
    alive: async (journey, generation) =>
      runner().describe(executionName(journey, generation))?.status === "RUNNING",
  }),
  mailer: inProcess,
  close: async () => undefined,
});
