import * as z from "zod";
import { type Clock, systemClock } from "./clock.ts";
import { dynamoClient } from "./dynamo-client.ts";
import { jsonLog } from "./json-log.ts";
import type { Log } from "./log.ts";
import type { Machine } from "./machine.ts";
import type { Mailer } from "./mailer.ts";
import { jsonMeter, type Meter } from "./meter.ts";
import { createMailer } from "./resend.ts";
import { loadSecrets, type SecretName, type Secrets } from "./secrets.ts";
import { createMachine, stepFunctions } from "./step-functions.ts";
import { createStore } from "./store/store.ts";
import type { Store } from "./store.ts";
import { dynamoTable } from "./table-dynamo.ts";

/** Everything outside of core that a door may need. */
export interface Runtime {
  clock: Clock;
  log: Log;
  meter: Meter;
  store: Store;
  machine: Machine;
  mailer: Mailer;
  secrets: Secrets;
  addresses: Addresses;
  /** The address that letters come from. */
  mailFrom: string;
}

/** Where people and partners reach us, without a slash at the end. */
export interface Addresses {
  pages: string;
  console: string;
  hooks: string;
}

/** What a door has: the clock, the log, the meter, and only those of the others that it asked for. */
export type Has<K extends keyof Runtime = never> = Pick<Runtime, "clock" | "log" | "meter" | K>;

type Environment = Record<string, string | undefined>;

/** One part of a runtime: what it reads of the environment, and how it is made of that. */
interface Part<T, S extends z.ZodRawShape = z.ZodRawShape> {
  reads: S;
  make(env: z.infer<z.ZodObject<S>>, secrets?: Secrets): T | Promise<T>;
}
export type Parts<K extends keyof Runtime> = { [P in K]: Part<Runtime[P]> };

const filled = z.string().min(1);
const address = z.url().transform((url) => url.replace(/\/+$/, ""));

/** AWS's own names, so that one set of values serves client and shell. */
const aws = {
  AWS_REGION: filled,
  AWS_ACCESS_KEY_ID: filled.optional(),
  AWS_SECRET_ACCESS_KEY: filled.optional(),
  AWS_SESSION_TOKEN: filled.optional(),
};

// Each part stands by itself, so that the bundle of a door holds those that it names and no others.

export const store = part(
  { WAYMARK_TABLE: filled, AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(), ...aws },
  (env, secrets) => {
    const client = dynamoClient({ ...place(env), endpoint: env.AWS_ENDPOINT_URL_DYNAMODB });
    return createStore(dynamoTable(client, env.WAYMARK_TABLE), secrets);
  },
);

export const machine = part(
  { WAYMARK_MACHINE: filled.startsWith("arn:"), AWS_ENDPOINT_URL_SFN: z.url().optional(), ...aws },
  (env) =>
    createMachine(stepFunctions({ ...place(env), endpoint: env.AWS_ENDPOINT_URL_SFN }), env.WAYMARK_MACHINE),
);

export const mailer = part(
  {
    /** Mails a second for the whole account. */
    WAYMARK_MAIL_RATE: z.coerce.number().positive().default(2),
    RESEND_BASE_URL: z.url().optional(),
  },
  (env, secrets) =>
    createMailer({
      key: secrets!.resendKey,
      baseUrl: env.RESEND_BASE_URL,
      perSecond: env.WAYMARK_MAIL_RATE,
    }),
);

export const mailFrom = part({ WAYMARK_MAIL_FROM: z.email() }, (env) => env.WAYMARK_MAIL_FROM);

export const addresses = part(
  {
    WAYMARK_ORIGIN: address,
    WAYMARK_CONSOLE_ORIGIN: address.optional(),
    WAYMARK_HOOKS_ORIGIN: address.optional(),
  },
  ({ WAYMARK_ORIGIN: pages, WAYMARK_CONSOLE_ORIGIN, WAYMARK_HOOKS_ORIGIN }) => ({
    pages,
    console: WAYMARK_CONSOLE_ORIGIN ?? pages,
    hooks: WAYMARK_HOOKS_ORIGIN ?? pages,
  }),
);

/** Those secrets that the door may know; asking for another one throws. */
export const secrets = (...names: SecretName[]) =>
  part({ WAYMARK_SECRETS: filled, ...aws }, (env) =>
    loadSecrets(env.WAYMARK_SECRETS, names, { ...place(env) }),
  );

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

function part<T, S extends z.ZodRawShape>(reads: S, make: Part<T, S>["make"]): Part<T> {
  return { reads, make } as unknown as Part<T>;
}

function parse(env: Environment, shape: z.ZodRawShape): Record<string, never> {
  const parsed = z.object(shape).safeParse(env);
  if (parsed.success) return parsed.data as Record<string, never>;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`).join(", ");
  throw new Error(
    `The environment of Waymark is not complete: ${wrong}. Set these variables and start again.`,
  );
}

/** Region and credentials; without any the client finds its own, as it does in the cloud. */
function place(env: z.infer<z.ZodObject<typeof aws>>) {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) return { region };
  return { region, credentials: { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN } };
}
