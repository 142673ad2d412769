import { existsSync, readFileSync } from "node:fs";
import type { Clock } from "#adapters/clock.ts";
import { writeWhole } from "./whole-file.ts";

/** The program's time on this machine: as fast as real time, but it can be moved on. It never goes back. */
export interface LocalClock extends Clock {
  moveTo(instant: string): void;
}

/** `start` is where a new clock begins (an ISO instant; now when left out). With a `file`, it goes on from there after a restart. */
export function localClock(options: { file?: string; start?: string } = {}): LocalClock {
  const { file, start } = options;
  let offset =
    file && existsSync(file)
      ? Number(readFileSync(file, "utf8"))
      : start
        ? Date.parse(start) - Date.now()
        : 0;
  let last = 0;
  const now = () => {
    last = Math.max(last, Date.now() + offset);
    return new Date(last).toISOString();
  };
  return {
    now,
    moveTo(instant) {
      const ahead = Date.parse(instant) - Date.parse(now());
      if (!(ahead > 0)) return;
      offset += ahead;
      if (file) writeWhole(file, String(offset));
    },
  };
}
