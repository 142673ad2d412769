/** The only place that asks what time it is. In local mode the clock can be moved. */
export interface Clock {
  /** An ISO instant in UTC, to the millisecond: "2026-03-01T09:00:00.000Z". */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
