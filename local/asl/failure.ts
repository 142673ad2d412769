import { bytes, type Json, maxBytes } from "./json.ts";

/** An error in the sense of the states language: a code that retriers and catchers know, and a cause for people. */
export class Failure extends Error {
  readonly code: string;

  constructor(code: string, cause = "") {
    super(cause);
    this.name = code;
    this.code = code;
  }
}

/** Errors that only their own name catches, or nothing at all. */
const beyondAll = new Set(["States.DataLimitExceeded", "States.Runtime"]);

export function matches(codes: readonly string[], code: string): boolean {
  if (code === "States.Runtime") return false;
  return codes.some(
    (wanted) =>
      wanted === code ||
      (wanted === "States.ALL" && !beyondAll.has(code)) ||
      (wanted === "States.TaskFailed" && code !== "States.Timeout" && !beyondAll.has(code)),
  );
}

export function withinLimit(value: Json, what: string): Json {
  if (bytes(value) <= maxBytes) return value;
  throw new Failure(
    "States.DataLimitExceeded",
    `${what} is larger than ${maxBytes} bytes: pass ids, not data`,
  );
}
