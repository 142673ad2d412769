import type { Door } from "#functions/grants.ts";

/** What cannot be counted on one machine. Every figure of docs/scale.md that rests on one of these says so. */
export const assumed = {
  /** With less than these megabytes a function has that part of a processor. */
  wholeProcessor: 1769,
  /** Milliseconds that a call takes over the network, one after the other. */
  latency: { read: 5, index: 6, write: 8, start: 30, wake: 20, look: 20, mail: 250 },
  /** Part of the calls that meet a new process, and the milliseconds until that one works. */
  cold: { share: 0.01, milliseconds: 700 },
  /** What Lambda itself writes about each call: start, end and report with CloudWatch's 26 bytes for each line. */
  platformLogBytes: 450,
  /** One line of an API's own log, as stacks/http.ts writes it. */
  accessLogBytes: 330,
  /** How often a press in the console looks whether its event was taken in, when a real state machine takes half a second. */
  looksPerPress: 5,
  /** A year's work falls on the working days; so much of a day's on its busiest hour, so much of that on its first minute. */
  peak: { days: 250, hour: 0.3, minute: 0.2 },
  /** People come when they have time: the worst minute of the busiest hour is so many times its mean. */
  crowd: 3,
  mailHours: 12,
  /** A role's first use of a table's key in five minutes reaches KMS. */
  keyMinutes: 5,
  peopleInAProgram: 2_000,
};

/** Megabytes of a door, as stacks/doors.ts has them. */
export const memoryOf = (door: Door): number => (door === "postman" || door === "retention" ? 512 : 1024);

export const minutesAMonth = 730 * 60;
export const minutesAYear = minutesAMonth * 12;

/** How many a second at the worst moment, of something that happens so often in a year. */
export const atPeak = (perYear: number): number => {
  const { days, hour, minute } = assumed.peak;
  return ((perYear / days) * hour * minute) / 60;
};

/** The same of what people do, who do not look at the clock. */
export const busyHour = (perYear: number): number =>
  ((perYear / assumed.peak.days) * assumed.peak.hour * assumed.crowd) / 3600;

export const perSecond = (perYear: number): number => perYear / (minutesAYear * 60);
