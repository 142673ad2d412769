import { createHash, createHmac } from "node:crypto";
import type { Couple } from "#core/matching/staged-round.ts";
import type { Key } from "../table.ts";

/** Where each noun lives in the one table. Everything of a journey is in its partition, so one strong query sees it all. */
export const keys = {
  journey: (id: string): Key => ({ pk: partition(id), sk: "JOURNEY" }),
  run: (journey: string): Key => ({ pk: partition(journey), sk: "RUN" }),
  /** What a restore from backup did to it; see repeats.ts. */
  restored: (journey: string): Key => ({ pk: partition(journey), sk: "RESTORED" }),
  event: (journey: string, id: string): Key => ({ pk: partition(journey), sk: `EVENT#${id}` }),
  mail: (journey: string, id: string): Key => ({ pk: partition(journey), sk: `MAIL#${id}` }),
  letter: (journey: string, id: string): Key => ({ pk: partition(journey), sk: `LETTER#${id}` }),
  /** What the provider said of a letter: all of it stands in the key. */
  heard: (journey: string, id: string, arrival: string): Key => ({
    pk: partition(journey),
    sk: `HEARD#${id}#${arrival}`,
  }),
  task: (journey: string, id: string): Key => ({ pk: partition(journey), sk: `TASK#${id}` }),
  log: (journey: string, effect: string): Key => ({ pk: partition(journey), sk: `LOG#${effect}` }),
  person: (id: string): Key => ({ pk: `PERSON#${id}`, sk: "PERSON" }),
  pointer: (person: string, journey: string): Key => ({ pk: `PERSON#${person}`, sk: `JOURNEY#${journey}` }),
  sent: (person: string, day: string, mail: string): Key => ({
    pk: `PERSON#${person}`,
    sk: `SENT#${day}#${mail}`,
  }),
  /** A letter to this person came back, and may arrive another time. */
  bounce: (person: string, at: string, mail: string): Key => ({
    pk: `PERSON#${person}`,
    sk: `BOUNCE#${at}#${mail}`,
  }),
  email: (program: string, hash: string, person: string): Key => ({
    pk: `EMAIL#${program}#${hash}`,
    sk: person,
  }),
  /** That such a pointer may be there, for whoever erases the person; it is kept even if that goes. */
  toEmail: ({ pk, sk }: Key): Key => ({ pk: `PERSON#${sk}`, sk: pk }),
  submission: (id: string): Key => ({ pk: `SUBMISSION#${id}`, sk: "SUBMISSION" }),
  link: (id: string): Key => ({ pk: `LINK#${id}`, sk: "LINK" }),
  problem: (program: string, id: string): Key => ({ pk: `PROBLEMS#${program}`, sk: id }),
  program: (program: string): Key => ({ pk: "PROGRAMS", sk: program }),
  /** Which version was live when. */
  liveEntry: (program: string, at: string, version: string): Key => ({
    pk: `PROGRAM#${program}`,
    sk: `LIVE#${at}#${version}`,
  }),
  /** Rounds of matching, in their order; what stands in one is a blob. */
  round: (program: string, number: number): Key => ({
    pk: `ROUNDS#${program}`,
    sk: String(number).padStart(6, "0"),
  }),
  /** Two who are never to be matched. */
  apart: (program: string, { mentor, mentee }: Couple): Key => ({
    pk: `APART#${program}`,
    sk: `${mentor}#${mentee}`,
  }),
  once: (name: string): Key => ({ pk: `ONCE#${name}`, sk: "ONCE" }),
  /** All staff stand in one partition: they are few, and who lets somebody in looks through all of them. */
  member: (id: string): Key => ({ pk: "STAFF", sk: id }),
  session: (id: string): Key => ({ pk: `SESSION#${id}`, sk: "SESSION" }),
  login: (id: string): Key => ({ pk: `LOGIN#${id}`, sk: "LOGIN" }),
  limit: (name: string, place: number): Key => ({ pk: `LIMIT#${name}`, sk: String(place).padStart(3, "0") }),
  trace: (program: string, at: string, id: string): Key => ({
    pk: `AUDIT#${program}#${at.slice(0, 7)}`,
    sk: `${at}#${id}`,
  }),
  lease: (name: string): Key => ({ pk: `LEASE#${name}`, sk: "LEASE" }),
  /** When the mail provider may be asked next. */
  pace: { pk: "LEASE#mail-provider", sk: "PACE" },
};

const partition = (journey: string): string => `JOURNEY#${journey}`;

const shards = 4;

/** What the sweep looks at is spread over a few index keys, so that no single one takes all the writes. */
export const sweepKeys = Array.from({ length: shards }, (_, shard) => `sweep#${shard}`);

export const sweepKey = (id: string): string => sweepKeys[shardOf(id)]!;

/** Bodies of forms that are to be cleared away once their time is over. */
export const retentionKeys = Array.from({ length: shards }, (_, shard) => `retention#${shard}`);

export const retentionKey = (id: string): string => retentionKeys[shardOf(id)]!;

const shardOf = (id: string): number => createHash("sha256").update(id).digest()[0]! % shards;

/** An address is found again by this and cannot be read from it. */
export function emailHash(secret: string, email: string): string {
  return createHmac("sha256", secret).update(email.trim().toLowerCase()).digest("hex").slice(0, 32);
}
