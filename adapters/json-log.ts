import type { Log } from "./log.ts";

/** Writes each entry as one line of JSON, as CloudWatch and a terminal both read it. */
export function jsonLog(write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Log {
  return {
    info: (code, ids = {}) => write(JSON.stringify({ level: "info", code, ...ids })),
    error: (code, ids = {}) => write(JSON.stringify({ level: "error", code, ...ids })),
  };
}
