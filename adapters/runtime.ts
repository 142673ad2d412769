import { readFileSync } from "node:fs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SFNClient } from "@aws-sdk/client-sfn";
import * as z from "zod";
import { type Clock, systemClock } from "./clock.ts";
import { jsonLog } from "./json-log.ts";
import type { Log } from "./log.ts";
import type { Machine } from "./machine.ts";
import type { Mailer } from "./mailer.ts";
import { createMailer } from "./resend.ts";
import { readSecrets, type Secrets } from "./secrets.ts";
import { createMachine } from "./step-functions.ts";
import { createStore } from "./store/store.ts";
import type { Store } from "./store.ts";
import { dynamoTable } from "./table-dynamo.ts";

/** Calls nobody waits for: they make things quick, the sweep makes them sure. */
export interface Nudge {
  map(submission: string): void;
  post(): void;
}

/** Everything outside of core that a door needs. */
export interface Runtime {
  clock: Clock;
  log: Log;
  store: Store;
  machine: Machine;
  mailer: Mailer;
  secrets: Secrets;
  nudge: Nudge;
  /** Where participants reach us, without a slash at the end. */
  origin: string;
  /** The address that letters come from. */
  mailFrom: string;
}

const filled = z.string().min(1);

/** The environment of every function. The AWS names are AWS's own, so one set of values serves client and shell. */
export const Environment = z.object({
  WAYMARK_TABLE: filled,
  WAYMARK_MACHINE: filled.startsWith("arn:"),
  WAYMARK_ORIGIN: z.url().transform((url) => url.replace(/\/+$/, "")),
  /** JSON, or the path of a file of JSON; see secrets.ts. */
  WAYMARK_SECRETS: filled,
  WAYMARK_MAIL_FROM: z.email(),
  /** Mails a second for the whole account. */
  WAYMARK_MAIL_RATE: z.coerce.number().positive().default(2),
  RESEND_API_KEY: filled,
  RESEND_BASE_URL: z.url().optional(),
  AWS_REGION: filled,
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
  AWS_ENDPOINT_URL_SFN: z.url().optional(),
  AWS_ACCESS_KEY_ID: filled.optional(),
  AWS_SECRET_ACCESS_KEY: filled.optional(),
  AWS_SESSION_TOKEN: filled.optional(),
});
type Environment = z.infer<typeof Environment>;

/** What a door may bring along: the local mode its own clock and its own calls, a test its own log. */
export type Brought = Partial<Pick<Runtime, "clock" | "log" | "nudge">>;

/** The only reader of the environment. */
export function runtime(env: Record<string, string | undefined>, brought: Brought = {}): Runtime {
  const settings = parse(env);
  const secrets = readSecrets(secretText(settings.WAYMARK_SECRETS));
  const clients = connect(settings);
  return {
    clock: brought.clock ?? systemClock,
    log: brought.log ?? jsonLog(),
    nudge: brought.nudge ?? { map: () => {}, post: () => {} },
    store: createStore(dynamoTable(clients.dynamo, settings.WAYMARK_TABLE), { emailHash: secrets.emailHash }),
    machine: createMachine(clients.machine, settings.WAYMARK_MACHINE),
    mailer: createMailer({
      key: settings.RESEND_API_KEY,
      baseUrl: settings.RESEND_BASE_URL,
      perSecond: settings.WAYMARK_MAIL_RATE,
    }),
    secrets,
    origin: settings.WAYMARK_ORIGIN,
    mailFrom: settings.WAYMARK_MAIL_FROM,
  };
}

/** Binds a function to its Lambda: the environment is read at the first call, and once. */
export function bind<I, O>(create: (runtime: Runtime) => (event: I) => Promise<O>): (event: I) => Promise<O> {
  let bound: ((event: I) => Promise<O>) | undefined;
  return (event) => {
    bound ??= create(runtime(process.env));
    return bound(event);
  };
}

function parse(env: Record<string, string | undefined>): Environment {
  const parsed = Environment.safeParse(env);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`).join(", ");
  throw new Error(
    `The environment of Waymark is not complete: ${wrong}. Set these variables and start again.`,
  );
}

function secretText(value: string): string {
  return value.trimStart().startsWith("{") ? value : readFileSync(value, "utf8");
}

function connect(settings: Environment): { dynamo: DynamoDBClient; machine: SFNClient } {
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = settings;
  const credentials =
    accessKeyId && secretAccessKey
      ? { accessKeyId, secretAccessKey, sessionToken: settings.AWS_SESSION_TOKEN }
      : undefined;
  const common = { region, ...(credentials && { credentials }) };
  return {
    dynamo: new DynamoDBClient({ ...common, endpoint: settings.AWS_ENDPOINT_URL_DYNAMODB }),
    machine: new SFNClient({ ...common, endpoint: settings.AWS_ENDPOINT_URL_SFN }),
  };
}
