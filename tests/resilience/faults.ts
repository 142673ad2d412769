import { type Chance, chance } from "../end-to-end/chance.ts";
import type { Call } from "./calls.ts";

export type Port = "table" | "machine" | "mail";

/** What goes wrong with one call: before it takes effect, or after, when only the answer is lost. */
export interface Fault {
  kind: string;
  when: "before" | "after";
  /** The name of the error that the door sees. */
  error?: string;
}

/** Decides, from a seed or by plan, how long each call takes and what happens to it. */
export interface Weather {
  strike(call: Call, now: number): Fault | undefined;
  /** Milliseconds. */
  latency(call: Call, now: number): number;
  /** Whether something of this kind goes wrong now: what the wrappers themselves do, such as a message that comes twice. */
  happens(kind: string, share: number): boolean;
  tally(fault: Fault): void;
  /** How often each kind of fault was injected. */
  counts: Record<string, number>;
  chance: Chance;
}

export const kills: Fault[] = [
  { kind: "door killed", when: "before" },
  { kind: "door killed", when: "after" },
  { kind: "process killed", when: "before" },
  { kind: "process killed", when: "after" },
];

/** As the SDK throws them once it has given up trying again. */
export const refusals: Record<"table" | "machine", Fault[]> = {
  table: [
    { kind: "table throttled", when: "before", error: "ProvisionedThroughputExceededException" },
    { kind: "table conflict", when: "before", error: "TransactionConflictException" },
    { kind: "table 500", when: "before", error: "InternalServerError" },
  ],
  machine: [
    { kind: "machine throttled", when: "before", error: "ThrottlingException" },
    { kind: "machine unreachable", when: "before", error: "TimeoutError" },
  ],
};

export const lostReplies: Record<"table" | "machine", Fault> = {
  table: { kind: "table reply lost", when: "after", error: "TimeoutError" },
  machine: { kind: "machine reply lost", when: "after", error: "TimeoutError" },
};

/** Nothing goes wrong, and calls take a moment. */
export function calm(seed: number): Weather {
  const own = chance(seed);
  const counts: Record<string, number> = {};
  return {
    strike: () => undefined,
    latency: () => quick[own.below(quick.length)]!,
    happens: () => false,
    tally({ kind }) {
      counts[kind] = (counts[kind] ?? 0) + 1;
    },
    counts,
    chance: own,
  };
}

const quick = [0, 0, 0, 1, 1, 2, 5, 20];

/** The same as `calm`, but for one call: that one meets this fault. */
export function strikeAt(seed: number, nth: number, fault: Fault): Weather {
  const base = calm(seed);
  return { ...base, strike: ({ number }) => (number === nth ? fault : undefined) };
}

/** The same as `calm`, but from one call on the database answers nobody for so many milliseconds. */
export function awayFrom(seed: number, nth: number, milliseconds: number): Weather {
  const base = calm(seed);
  let until: number | undefined;
  return {
    ...base,
    strike({ number, port }, now) {
      if (number === nth) until = now + milliseconds;
      return port === "table" && until !== undefined && now < until ? refusals.table[0] : undefined;
    },
  };
}

export interface Storm {
  /** Of all calls, so many meet a fault. */
  share: number;
  /** No fault from this moment on, so that things can come to rest. */
  until: number;
}

/** Anything may go wrong at any moment, more often at some hours than at others. */
export function storm(seed: number, { share, until }: Storm): Weather {
  const base = calm(seed);
  const own = chance(seed ^ 0x5f356495);
  /** In bursts: an hour of trouble, then some without. */
  const rough = (now: number) => (Math.floor(now / 3_600_000) * 2654435761) % 3 < 1;
  const shareAt = (now: number) => (now >= until ? 0 : rough(now) ? share * 2 : share / 2);
  let now = 0;
  const strike = ({ port }: Call): Fault | undefined => {
    if (port === "mail") return own.happens(0.3) ? kills[own.below(kills.length)] : undefined;
    const kind = own.next();
    if (kind < 0.2) return kills[own.below(kills.length)];
    if (kind < 0.6) return lostReplies[port];
    return refusals[port][own.below(refusals[port].length)];
  };
  return {
    ...base,
    strike(call, at) {
      now = at;
      return own.happens(shareAt(at)) ? strike(call) : undefined;
    },
    latency(call, at) {
      now = at;
      if (at < until && own.happens(0.002)) return own.below(400_000);
      return base.latency(call, at);
    },
    happens(kind, part) {
      const yes = now < until && own.happens(part);
      if (yes) base.tally({ kind, when: "before" });
      return yes;
    },
  };
}
