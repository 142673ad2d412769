import * as z from "zod";
import { type Clock, systemClock } from "./clock.ts";
import type { Erasures } from "./erasures.ts";
import { jsonLog } from "./json-log.ts";
import type { Log } from "./log.ts";
import type { Machine } from "./machine.ts";
import type { Mailer } from "./mailer.ts";
import { jsonMeter, type Meter } from "./meter.ts";
import type { Addresses } from "./runtime/addresses.ts";
import type { Part, Parts } from "./runtime/part.ts";
import type { Secrets } from "./secrets.ts";
import type { Store } from "./store.ts";

// Each part is a module of its own, so that the bundle of a door holds those that it names and no others.
export { type Addresses, addresses } from "./runtime/addresses.ts";
export { erasures } from "./runtime/erasures.ts";
export { machine } from "./runtime/machine.ts";
export { mailFrom } from "./runtime/mail-from.ts";
export { mailer } from "./runtime/mailer.ts";
export type { Parts } from "./runtime/part.ts";
export { secrets } from "./runtime/secrets.ts";
export { store } from "./runtime/store.ts";

/** Everything outside of core that a door may need. */
export interface Runtime {
  clock: Clock;
  log: Log;
  meter: Meter;
  store: Store;
  machine: Machine;
  /** Who was erased; apart from the store, which may be put back to an earlier day. */
  erasures: Erasures;
  mailer: Mailer;
  secrets: Secrets;
  addresses: Addresses;
  /** The address that letters come from. */
  mailFrom: string;
}

/** What a door has: the clock, the log, the meter, and only those of the others that it asked for. */
export type Has<K extends keyof Runtime = never> = Pick<Runtime, "clock" | "log" | "meter" | K>;

type Environment = Record<string, string | undefined>;

/** What a host may bring along: the local mode its own clock, a test its own log. */
export type Brought = Partial<Has>;

/** Makes a runtime of its parts. The only reader of the environment: everything that is missing is named at once. */
export async function runtime<K extends keyof Runtime>(
  env: Environment,
  parts: Parts<K>,
  brought: Brought = {},
): Promise<Has<K>> {
  const wanted = Object.entries(parts) as [K, Part<Runtime[K]>][];
  const settings = parse(env, Object.assign({}, ...wanted.map(([, { reads }]) => reads)));
  const made: Partial<Runtime> = {
    clock: brought.clock ?? systemClock,
    log: brought.log ?? jsonLog(),
    meter: brought.meter ?? jsonMeter(env.WAYMARK_STAGE ?? "local", systemClock.now),
  };
  // The others are made with the secrets at hand.
  wanted.sort(([a], [b]) => Number(b === "secrets") - Number(a === "secrets"));
  for (const [name, { make }] of wanted) made[name] = await make(settings, made.secrets);
  return made as Has<K>;
}

/** Binds a function to its Lambda: the environment is read at the first call, and once. */
export function bind<K extends keyof Runtime, I extends unknown[], O>(
  create: (runtime: Has<K>) => (...event: I) => Promise<O>,
  parts: Parts<K> & Partial<Parts<"secrets">>,
): (...event: I) => Promise<O> {
  let bound: Promise<(...event: I) => Promise<O>> | undefined;
  return async (...event) => {
    bound ??= runtime<K>(process.env, parts).then(create);
    // A start that failed, for a secret that could not be read perhaps, is tried again with the next call.
    bound.catch(() => {
      bound = undefined;
    });
    return (await bound)(...event);
  };
}

/** A variable is missing or wrong; the message names all of them. */
export class Unconfigured extends Error {
  override name = "Unconfigured";
}

function parse(env: Environment, shape: z.ZodRawShape): Record<string, never> {
  const parsed = z.object(shape).safeParse(env);
  if (parsed.success) return parsed.data as Record<string, never>;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`).join(", ");
  throw new Unconfigured(
    `The environment of Waymark is not complete: ${wrong}. Set these variables and start again.`,
  );
}
