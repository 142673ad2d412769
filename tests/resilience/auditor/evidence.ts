/**
 * What the auditor has to go by: what was written down by the database, the provider, the state machine, the log, and those
 * outside. It reads rows as they lie there and uses nothing of what it judges.
 */
export interface Evidence {
  /** Submissions that the hook said it took. */
  accepted: { program: string; form: string; key: string; givenName: string; email: string; role: string }[];
  /** Every write that was made, oldest first; without a row where one was deleted. */
  commits: { number: number; at: number; key: { pk: string; sk: string }; row: Written | undefined }[];
  rows: Written[];
  /** `number` stands among those of the commits. */
  mailbox: { number: number; at: number; key: string; letter: Letter }[];
  /** Every request to the provider, whatever came of it. */
  asked: { from: number; until?: number; key: string; bytes: string }[];
  executions: {
    id: string;
    status: string;
    input: unknown;
    /** Waits for a token or for a moment that is set. */
    waits: boolean;
    token?: string;
    /** Everything else that is written of it. */
    text: string;
  }[];
  logged: string[];
  /** Words that belong to people and may stand in no log and no execution. */
  words: string[];
  programs: Program[];
  /** By how many milliseconds the clock of a door may be wrong; not at all, when left out. */
  clocksWrong?: number;
  /** When it all ended. */
  now: number;
}

/** What a program promises, as it was written down before anything ran. */
export interface Program {
  id: string;
  zone: string;
  from: string;
  until: string;
  mailsPerDay: number;
  replyTo: string;
  /** By the step that asks: so many days after the question, whoever is silent is reminded, and called. */
  patience: Record<string, { remind: number[]; call: number }>;
}

/** A row as it lies in the table. */
export interface Written {
  pk: string;
  sk: string;
  duePk?: string;
  dueAt?: string;
  listPk?: string;
  journey?: Journey;
  mail?: MailItem;
  event?: EventItem;
  person?: PersonItem;
  task?: { program: string; state: string; effect: { id: string } };
  link?: { program: string; person: string; journey: string };
  submission?: { program: string; form: string; key: string; state: string; journey?: string };
  entries?: Entry[];
  letter?: unknown;
  generation?: number;
  token?: string;
  state?: string;
}

export interface Journey {
  id: string;
  program: string;
  definition: string;
  version: number;
  parties: Record<string, { person: string; givenName: string; journey?: string }>;
  facts: Record<string, { value: unknown; by: string }>;
  openTasks: Record<string, unknown>;
  outbox: { version: number; effect: EffectItem }[];
  applied: string[];
  ended?: { as: string };
  parked?: { code: string };
}

export interface EffectItem {
  kind: string;
  id: string;
  at: string;
  to?: string;
  text?: string;
  reminder?: number;
  urgency?: string;
  asks?: { id: string; step: string; role: string };
  params?: Record<string, unknown>;
  task?: string;
  event?: { type: string };
  entries?: Entry[];
}

export interface Entry {
  code: string;
  by: string;
}

export interface MailItem {
  effect: EffectItem;
  journey: string;
  program: string;
  state: string;
  dueAt: string;
}

export interface EventItem {
  id: string;
  type: string;
  at: string;
  by: string;
  done?: boolean;
  ask?: string;
  role?: string;
}

export interface PersonItem {
  id: string;
  program: string;
  email?: string;
  givenName: string;
  consent?: unknown;
  suppressed?: string;
  holds: unknown[];
}

export interface Letter {
  to: string;
  subject: string;
  replyTo: string;
  headers: Record<string, string>;
}

export type Invariant = "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7";

/** What is not as it was promised. */
export interface Broken {
  invariant: Invariant;
  /** Something is missing, or was done more than once, or neither. */
  kind: "lost" | "twice" | "wrong";
  words: string;
}

export const broken =
  (invariant: Invariant) =>
  (kind: Broken["kind"], words: string): Broken => ({ invariant, kind, words });

/** The kind of a row: what its sort key begins with. */
export const isRow =
  (noun: string) =>
  ({ sk }: { sk: string }) =>
    sk === noun || sk.startsWith(`${noun}#`);

export const idIn = (pk: string): string => pk.slice(pk.indexOf("#") + 1);
