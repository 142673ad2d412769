import type { Trust } from "#core/forms/trust.ts";
import type { LogEntry, MailEffect, TaskEffect } from "#core/journey/effect.ts";
import type { JourneyEvent } from "#core/journey/event.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { Couple, StagedRound } from "#core/matching/staged-round.ts";
import type { Arrival } from "#core/messages/arrival.ts";
import type { Hold, Person } from "#core/people/person.ts";
import type { Fact } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Skipped } from "./store/door.ts";
import type { Erasing } from "./store/erasing/change.ts";

/** A partner's form as it came in: the raw bytes, kept before anything is understood. */
export interface Submission {
  id: string;
  program: string;
  form: string;
  sender: string;
  /** The sender's own name for this submission; the same one again is the same submission. */
  key: string;
  /** How far it is believed that the partner sent it; forms from before this was written say nothing. */
  trust?: Trust;
  receivedAt: string;
  /** Empty once it has been cleared away. */
  body: string;
  state: "received" | "mapped" | "unmappable";
  /** Why it could not be mapped, with the field named. */
  problem?: { field: string; message: string; fix: string };
  journey?: string;
}

export interface Mail {
  effect: MailEffect;
  journey: string;
  program: string;
  pack: string;
  state: "queued" | "frozen" | "sent" | "held" | "dropped" | "failed" | "unknown";
  /** Not before this moment. */
  dueAt: string;
  attempts: number;
  firstTriedAt?: string;
  /** The letter as it was first rendered; links are slots like {{link:<id>}} that are filled in at sending only. */
  frozen?: {
    from: string;
    replyTo: string;
    to: string;
    subject: string;
    html: string;
    text: string;
    headers: Record<string, string>;
  };
  providerId?: string;
  /** A code for held, dropped, failed, unknown. */
  reason?: string;
  sentAt?: string;
}

export interface Task {
  effect: TaskEffect;
  journey: string;
  program: string;
  definition: string;
  /** Given names of whom it is about. */
  about: string[];
  state: "open" | "done" | "no longer needed";
  closedAt?: string;
}

export interface Link {
  id: string;
  program: string;
  journey: string;
  person: string;
  role: string;
  /** The asking (`Waiting.id`) that it answers. */
  ask: string;
  purpose: "form" | "sign" | "meet";
  step: string;
  createdAt: string;
  expiresAt: string;
}

/** Something that a coordinator or an engineer must see: a submission that cannot be mapped, a delivery given up, a parked journey. */
export interface Problem {
  id: string;
  program: string;
  at: string;
  code: string;
  /** Ids and field names only, never answers. */
  detail: Record<string, string>;
  state: "open" | "closed";
}

/** Which execution drives a journey, and how to wake it. */
export interface Run {
  journey: string;
  generation: number;
  token?: string;
  /** It sleeps, and has nothing to do before this moment. */
  until?: string;
  /** Its person was erased: there is nothing to drive any more. */
  erased?: true;
  /** When the sweep should look after it. */
  dueAt: string;
}

export type Rest = Required<Pick<Run, "until" | "dueAt">>;

/** Something that should have been done by now; an event has the id of its journey. */
export interface Overdue {
  kind: "submission" | "event" | "run";
  id: string;
  /** Since when. */
  dueAt: string;
}

/** A version of a program went live. */
export interface LiveEntry {
  at: string;
  version: string;
  /** The version that was live until then. */
  before?: string;
  by: string;
  /** An older version was made live again. */
  undone?: true;
  /** In the words of whoever did it. */
  reason?: string;
  /** For how many of the people under way the rules said something else than before. */
  impact?: { changed: number; of: number };
}

/** Somebody who may come into the console. */
export interface Member {
  id: string;
  name: string;
  /** Where the letter that lets them in goes; without one, only an invitation does. */
  email?: string;
  /** The role in each program; "*" stands for every program that has none of its own here. */
  roles: Record<string, string>;
  /** Says who else may come in. */
  admin: boolean;
  createdAt: string;
  /** What was opened before this moment is over. */
  sessionsFrom: string;
  disabledAt?: string;
  /** The second proof: the sealed secret of their app, and the last time step whose code was used. */
  app?: { secret: string; since: string; step: number };
  /** Hashes of the codes for when the app is gone; each works once. */
  recovery: string[];
  version: number;
}

/** A browser that is let in, by the hash of what its cookie holds. */
export interface Session {
  id: string;
  member: string;
  createdAt: string;
  seenAt: string;
  until: string;
  /** Proved with the app, too. */
  second: boolean;
}

/** Somebody asked for a letter that lets them in. Whether anybody has that address is found out by whoever sends it. */
export interface Login {
  id: string;
  email: string;
  /** Hash of what the asking browser holds: in another one the link opens nothing. */
  browser: string;
  /** Real time, as for sessions. */
  expiresAt: string;
  state: "asked" | "sent" | "dropped";
  /** By the clock of letters. */
  askedAt: string;
  dueAt: string;
  attempts: number;
  member?: string;
}

/** Who read something confidential, or wanted what is not theirs. Ids and names of fields, never what they hold. */
export interface Trace {
  id: string;
  at: string;
  program: string;
  by: string;
  name: string;
  did: "read" | "denied" | "changed" | "opened";
  /** The route, in the words of the table of rights. */
  where: string;
  /** Whose journey. */
  of?: string;
  what?: string[];
  /** The code of the reason that was given. */
  why?: string;
}

/** Two who are never to be matched, because a coordinator said so; `reason` is for coordinators alone. */
export interface Apart {
  program: string;
  couple: Couple;
  at: string;
  by: string;
  reason: string;
}

/** A round in a list: how many of its pairs are open, and the effect that asked for it. */
export interface RoundHead {
  number: number;
  stagedAt: string;
  open: number;
  cause?: string;
}

export type Stored = "stored" | "known";
export type Saved = "saved" | "stale";

/** Everything that lasts, in the words of the product. Built over a Table; see `adapters/store/`. */
export interface Store {
  submissions: {
    put(submission: Submission): Promise<Stored>;
    get(id: string): Promise<Submission | undefined>;
    /** Only if it still is in the state `from`. A received one is due again; the body of a mapped one goes after `bodyUntil`. */
    mark(
      id: string,
      from: Submission["state"],
      change: Pick<Submission, "state" | "problem" | "journey"> & { bodyUntil?: string },
    ): Promise<Saved>;
    /** Ids of those whose body has been kept long enough, oldest first. */
    expired(now: string, limit: number): Promise<string[]>;
    /** Takes away the body of one that is expired. */
    clear(id: string): Promise<void>;
    /** Newest first. */
    list(program: string, state: Submission["state"], skipped?: Skipped): Promise<Submission[]>;
  };
  people: {
    create(person: Person): Promise<Stored>;
    get(id: string): Promise<Person | undefined>;
    save(person: Person): Promise<Saved>;
    /** Made to whatever is there at the moment of writing, in one conditional write; undefined leaves it. Throws where there is nobody. */
    change(id: string, edit: (person: Person) => Person | undefined): Promise<void>;
    hold(id: string, hold: Hold): Promise<void>;
    lift(id: string, hold: string): Promise<void>;
    /** No more letters; the first reason stays. */
    suppress(id: string, why: NonNullable<Person["suppressed"]>): Promise<void>;
    /** People of the program who gave the same address, by a keyed hash of it. */
    sameEmail(program: string, email: string): Promise<string[]>;
    /** Pointers, written before what they point at. */
    point(person: string, journey: string): Promise<void>;
    journeysOf(person: string): Promise<string[]>;
  };
  journeys: {
    create(journey: Journey): Promise<Stored>;
    get(id: string): Promise<Journey | undefined>;
    /** Its person was erased: a tombstone keeps it from being opened again. */
    isErased(id: string): Promise<boolean>;
    /** One conditional write: `journey.version` is one more than what was read. */
    save(journey: Journey): Promise<Saved>;
    list(program: string, definition: string): Promise<Journey[]>;
    /** Ids of all that have not ended, with those that this release cannot read. */
    underWay(program: string, definition: string): Promise<string[]>;
  };
  /** Whom the program tells, by the id of the effect that asked who they are. */
  cohorts: {
    /** Ids of their journeys; undefined until it is settled. */
    get(id: string): Promise<string[] | undefined>;
    /** Settles it, and answers whom it is: those found by whoever was first. */
    freeze(id: string, journeys: string[]): Promise<string[]>;
  };
  /** Rounds of matching; a program's own are numbered from 1. */
  rounds: {
    /** Only if there is none of its number. */
    create(round: StagedRound): Promise<Stored>;
    get(program: string, number: number): Promise<StagedRound | undefined>;
    /** One conditional write: `round.version` is one more than what was read. */
    save(round: StagedRound): Promise<Saved>;
    last(program: string): Promise<StagedRound | undefined>;
    /** Newest first. */
    list(program: string): Promise<RoundHead[]>;
  };
  /** Who is never to be matched with whom. */
  apart: {
    put(apart: Apart): Promise<void>;
    between(program: string, couple: Couple): Promise<Apart | undefined>;
    of(program: string): Promise<Apart[]>;
    lift(program: string, couple: Couple): Promise<void>;
  };
  events: {
    put(journey: string, event: JourneyEvent): Promise<Stored>;
    /** Throws for one that this release cannot read: the order of events matters, so none is passed over. */
    unread(journey: string): Promise<JourneyEvent[]>;
    all(journey: string): Promise<JourneyEvent[]>;
    consume(journey: string, ids: string[]): Promise<void>;
  };
  runs: {
    get(journey: string): Promise<Run | undefined>;
    /** The first generation, due at once for the sweep should the starter die. */
    open(journey: string, dueAt: string): Promise<Stored>;
    /** Only if the generation is still `from`; the token goes, and it does not sleep any more. */
    bump(journey: string, from: number, dueAt: string): Promise<Saved>;
    /** Advance shows that it lives, or somebody that it is to be looked at: only in this generation. It does not sleep any more. */
    touch(journey: string, generation: number, dueAt: string): Promise<Saved>;
    register(journey: string, generation: number, token: string, rest: Rest): Promise<Saved>;
    /** It was looked at and sleeps on; only if it still is what was looked at. */
    letSleep(run: Run, dueAt: string): Promise<Saved>;
    /** Nothing more to look after. */
    finish(journey: string, generation: number): Promise<void>;
  };
  mails: {
    put(mail: Mail): Promise<Stored>;
    get(journey: string, id: string): Promise<Mail | undefined>;
    /** Only if it still is in the state `from`. */
    move(mail: Mail, from: Mail["state"]): Promise<Saved>;
    due(program: string, upTo: string, limit: number, skipped?: Skipped): Promise<Mail[]>;
    /** One that this release cannot read stays as it is, and lets the others pass until then. */
    leave(journey: string, id: string, until: string): Promise<void>;
    ofJourney(journey: string): Promise<Mail[]>;
    /** Without the frozen letters: `get` has them. */
    list(program: string, state: Mail["state"], skipped?: Skipped): Promise<Mail[]>;
    /** Its journey was put back from a backup, and the person may have had this letter before that. */
    mayRepeat(mail: Mail): Promise<boolean>;
    /** How many letters were sent, or may have been, that day; `but` is one that is not counted. */
    sentOn(person: string, day: string, but?: string): Promise<number>;
    countSent(person: string, day: string, mail: string): Promise<void>;
    /** The provider has said this of a letter; the order in which it says things is nobody's. */
    hear(journey: string, id: string, arrival: Arrival): Promise<Stored>;
    /** All that it has said, by the id of the letter: of one, or of all of a journey. */
    heard(journey: string, id?: string): Promise<Map<string, Arrival[]>>;
    /** A letter came back that may arrive another time. */
    countBounce(person: string, at: string, mail: string): Promise<void>;
    /** When such letters came back, as far back as a month. */
    bounces(person: string): Promise<string[]>;
  };
  tasks: {
    put(task: Task): Promise<Stored>;
    get(journey: string, id: string): Promise<Task | undefined>;
    close(journey: string, id: string, state: "done" | "no longer needed", at: string): Promise<void>;
    list(program: string, state: Task["state"], skipped?: Skipped): Promise<Task[]>;
    ofJourney(journey: string): Promise<Task[]>;
  };
  logs: {
    put(journey: string, effect: string, entries: LogEntry[]): Promise<Stored>;
    /** Oldest first. */
    of(journey: string): Promise<LogEntry[]>;
  };
  links: {
    put(link: Link): Promise<Stored>;
    get(id: string): Promise<Link | undefined>;
  };
  problems: {
    put(problem: Problem): Promise<Stored>;
    get(program: string, id: string): Promise<Problem | undefined>;
    close(program: string, id: string): Promise<void>;
    /** Open ones, newest first, with those of no known program: somebody must see them. */
    list(program: string, skipped?: Skipped): Promise<Problem[]>;
  };
  packs: {
    /** Keeps the resolved pack by its version; publishing the same one again is nothing new. */
    publish(pack: Pack): Promise<void>;
    /** With what history is to say of it: only if the version `before` is live still. */
    setLive(program: string, version: string, entry?: LiveEntry): Promise<Saved>;
    live(program: string): Promise<Pack | undefined>;
    get(program: string, version: string): Promise<Pack>;
    programs(): Promise<string[]>;
    /** Those whose live version has a journey of the program's own. */
    withOwnJourney(): Promise<string[]>;
  };
  /** Which version of a program was live when; newest first. */
  history: {
    of(program: string): Promise<LiveEntry[]>;
    /** The version that is live now, also when this release cannot read its pack. */
    live(program: string): Promise<string | undefined>;
  };
  /** What there is of a person, row by row, in the order in which it goes; see adapters/erasure.ts. */
  erasing: {
    own(journey: string, at: string): Promise<Erasing[]>;
    matched(journey: Journey, person: string, facts: Record<string, Fact>): Promise<Erasing[]>;
    submitted(id: string, at: string): Promise<Erasing[]>;
    troubles(program: string, ids: readonly string[]): Promise<Erasing[]>;
    apart(program: string, ids: readonly string[]): Promise<Erasing[]>;
    oneself(person: string, at: string): Promise<Erasing[]>;
    pointers(person: string, journeys: readonly string[]): Promise<Erasing[]>;
    isErased(person: string): Promise<boolean>;
    apply(change: Erasing): Promise<void>;
  };
  leases: {
    /** True when the lease is ours until `until`. */
    take(name: string, owner: string, now: string, until: string): Promise<boolean>;
    release(name: string, owner: string): Promise<void>;
  };
  /** Who may come into the console. */
  staff: {
    create(member: Member): Promise<Stored>;
    get(id: string): Promise<Member | undefined>;
    /** One conditional write: `member.version` is one more than what was read. */
    save(member: Member): Promise<Saved>;
    list(): Promise<Member[]>;
    /** Takes away a member as they were read: whoever was changed since stays. */
    forget(member: Member, at: string): Promise<"forgotten" | "stale">;
  };
  sessions: {
    open(session: Session): Promise<Stored>;
    get(id: string): Promise<Session | undefined>;
    seen(id: string, at: string): Promise<void>;
    end(id: string): Promise<void>;
  };
  logins: {
    put(login: Login): Promise<Stored>;
    get(id: string): Promise<Login | undefined>;
    /** Only if it was still asked for after so many attempts. */
    move(login: Login, attempts: number): Promise<Saved>;
    due(upTo: string, limit: number): Promise<Login[]>;
  };
  limits: {
    /** True for the first so many within so many seconds, whenever these begin; each one that got it gives it back by time alone. */
    take(name: string, most: number, now: string, seconds: number): Promise<boolean>;
    /** Until when somebody has its first place; undefined when it is free. */
    takenUntil(name: string, now: string): Promise<string | undefined>;
  };
  audit: {
    put(trace: Trace): Promise<Stored>;
    /** Of one month ("2026-03") of a program, newest first. */
    of(program: string, month: string, limit: number): Promise<Trace[]>;
  };
  once: {
    /** True for the first who uses this up, and never again; `until` is when nobody could come any more. */
    use(name: string, until: string): Promise<boolean>;
  };
  /** What the sweep must look at, oldest first: submissions, events (by the id of their journey) and runs past their time. */
  overdue(now: string, limit: number): Promise<Overdue[]>;
  /** Looked at: not again before `until`, so that it keeps nobody else from their turn. */
  postpone(item: Pick<Overdue, "kind" | "id">, until: string): Promise<void>;
  /** Looked at and failed, so many times by now; `until` says for how long it is left alone. */
  failed(item: Pick<Overdue, "kind" | "id">, until: (failures: number) => string): Promise<number>;
}
