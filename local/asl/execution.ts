import type { Json } from "./json.ts";

export type Status = "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";

/** What an execution waits for, as plain data: never a pending promise. */
export type Park =
  | { kind: "time"; at: number; why: "wait" | "retry" }
  | { kind: "token"; token: string; at?: number; call: Call; handed: boolean }
  | { kind: "children"; inputs: Json[]; results: Json[]; started: number; left: number };

export interface Call {
  function: string;
  payload: Json;
}

/** How the present state ended while nobody was looking; kept so that it outlives the process. */
export type Resume = { result: Json } | { failure: { code: string; cause: string } };

export interface HistoryEvent {
  at: number;
  type: string;
  state?: string;
  code?: string;
}

/** One execution, or one iteration of a Map inside it (then it has a parent). */
export interface Execution {
  id: string;
  parent?: { id: string; index: number };
  status: Status;
  /** The definition it was started with, by its hash: it keeps that one whatever is deployed meanwhile. */
  definition: string;
  /** The Map states that lead to where this one runs. */
  scope: string[];
  state: string;
  enteredAt: number;
  input: Json;
  origin: { name: string; input: Json; startedAt: number };
  variables: Record<string, Json>;
  /** Attempts already made again, by retrier of the present state. */
  retries: Record<number, number>;
  park?: Park;
  resume?: Resume;
  output?: Json;
  failure?: { code: string; cause: string };
  endedAt?: number;
  /** Events counted as the cloud counts them, and the last few. */
  events: number;
  history: HistoryEvent[];
}

const kept = 20;

export function note(execution: Execution, at: number, type: string, code?: string): void {
  execution.events += 1;
  execution.history.push({ at, type, state: execution.state, ...(code ? { code } : {}) });
  if (execution.history.length > kept) execution.history.shift();
}

export function enter(execution: Execution, at: number, state: string, input: Json): void {
  Object.assign(execution, { state, input, enteredAt: at, retries: {}, resume: undefined, park: undefined });
  note(execution, at, "StateEntered");
}
