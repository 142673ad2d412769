import { AsyncLocalStorage } from "node:async_hooks";
import type { Fault, Port, Weather } from "./faults.ts";
import type { Line } from "./line.ts";

/** One call of a door, or of somebody outside who calls one: it lives in one process and may die with it. */
export interface Actor {
  door: string;
  began: number;
  /** Calls of its own that have not been answered. */
  waiting: number;
  dead: boolean;
  /** What whoever called it sees when it dies. */
  fail(error: Error): void;
}

/** One call from a door to something outside it. */
export interface Call {
  /** Counted through the whole run, from 1. */
  number: number;
  port: Port;
  method: string;
  door: string;
}

/** Through here goes whatever a door asks of the world, and here it happens late, not at all, or without an answer. */
export interface Calls {
  /** Runs one door. It rejects when the door dies, as whoever called it would see it. */
  invoke<T>(door: string, work: () => Promise<T>): Promise<T>;
  gate<T>(port: Port, method: string, effect: () => Promise<T>): Promise<T>;
  /** Everybody in the process dies where they stand. */
  killAll(): void;
  /** Nobody computes: each waits for an answer, or is done. */
  atRest(): boolean;
  count(): number;
}

const never = <T>() => new Promise<T>(() => undefined);

/** After so long a door is ended from outside, as `stacks/doors.ts` says; in seconds. */
const timeouts: Record<string, number> = {
  hook: 10,
  pages: 10,
  map: 60,
  sweep: 300,
  postman: 900,
  console: 10,
};
const usualTimeout = 30;

export function createCalls(line: () => Line, weather: Weather, onDeath: () => void): Calls {
  const current = new AsyncLocalStorage<Actor>();
  const alive = new Set<Actor>();
  let number = 0;

  function die(actor: Actor, error: string): void {
    actor.dead = true;
    alive.delete(actor);
    line().at(line().now() + 1000, () => actor.fail(Object.assign(new Error("injected"), { name: error })));
  }

  function killAll(): void {
    for (const actor of alive) die(actor, "ECONNRESET");
    onDeath();
  }

  async function strike<T>(actor: Actor, call: Call, effect: () => Promise<T>): Promise<T> {
    const fault = weather.strike(call, line().now());
    if (fault) weather.tally(fault);
    if (fault?.when === "before") return hit(actor, fault);
    const answer = await effect();
    if (actor.dead) return never();
    return fault ? hit(actor, fault) : answer;
  }

  function hit<T>(actor: Actor, fault: Fault): Promise<T> {
    if (fault.kind === "process killed") {
      killAll();
      return never();
    }
    if (fault.kind === "door killed") {
      die(actor, fault.error ?? "Lambda.ServiceException");
      return never();
    }
    return Promise.reject(
      Object.assign(new Error("injected"), { name: fault.error ?? "InternalServerError" }),
    );
  }

  /** Its turn comes later; if the door is dead by then, it never does. */
  function turnOf(actor: Actor, call: Call): Promise<void> {
    const { now, at } = line();
    const when = now() + weather.latency(call, now());
    const end = actor.began + (timeouts[actor.door] ?? usualTimeout) * 1000;
    return new Promise((resolve) => {
      at(
        Math.min(when, Math.max(end, now())),
        () => {
          if (actor.dead) return;
          if (when > end) {
            weather.tally({ kind: "door timed out", when: "before" });
            return die(actor, "Sandbox.Timedout");
          }
          resolve();
        },
        actor.door,
      );
    });
  }

  return {
    invoke(door, work) {
      return new Promise((resolve, reject) => {
        const actor: Actor = { door, began: line().now(), waiting: 0, dead: false, fail: reject };
        alive.add(actor);
        const end = (settle: () => void) => () => {
          alive.delete(actor);
          if (!actor.dead) settle();
        };
        current.run(actor, () =>
          work().then(
            (answer) => end(() => resolve(answer))(),
            (error) => end(() => reject(error))(),
          ),
        );
      });
    },
    async gate(port, method, effect) {
      const actor = current.getStore();
      if (!actor) return effect();
      if (actor.dead) return never();
      number += 1;
      const call = { number, port, method, door: actor.door };
      actor.waiting += 1;
      await turnOf(actor, call);
      try {
        return await strike(actor, call, effect);
      } finally {
        actor.waiting -= 1;
      }
    },
    killAll,
    atRest: () => [...alive].every(({ waiting }) => waiting > 0),
    count: () => number,
  };
}
