import { stageNamed } from "../../stacks/stages.ts";
import { assumed, atPeak, busyHour, perSecond } from "./assumptions.ts";
import { duration } from "./bill.ts";
import type { Operation } from "./counts.ts";
import { atOnce, type Person, sumOf } from "./person.ts";

export interface Limit {
  name: string;
  quota: number;
  unit: string;
  /** What one participant adds to it. */
  each: number;
  source: string;
  /** What changes then. */
  next: string;
}

const production = stageNamed("production", {});
const states = "docs.aws.amazon.com/step-functions/latest/dg/service-quotas";
const dynamo = "docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas";
const shards = 4;
const sweepAtOnce = 500;

/** Every quota that a growing house meets, as a new account in Stockholm has it (`Europe (Ireland)` has more where it is said). */
export function limitsOf(person: Person, operations: Operation[], people: number): Limit[] {
  const per = (field: Parameters<typeof sumOf>[1]) => atPeak(sumOf(person, field));
  const letters = sumOf(person, "mails");
  const dueUnits = unitsOf(operations, /^index due sweep$/) / people;
  const postman = person.counts.get("postman")!;
  const letterSeconds = (postman.invocations * duration("postman", postman)) / 1000 / letters;
  return [
    {
      name: "letters at the provider's rate, in the mail hours of a working day",
      quota: production.mailRate * assumed.mailHours * 3600,
      unit: "letters a day",
      each: letters / assumed.peak.days,
      source: `resend.com/docs/api-reference/rate-limit (5 a second; an older page says 2, and stacks/stages.ts has ${production.mailRate})`,
      next: "ask the provider for a higher rate and raise `mailRate`; it is one number",
    },
    {
      name: "letters that one postman can send, one after the other",
      quota: (assumed.mailHours * 3600) / letterSeconds,
      unit: "letters a day",
      each: letters / assumed.peak.days,
      source: `counted: ${Math.round(letterSeconds * 1000)} ms a letter, by assumed latencies`,
      next: "several letters in the air at once in one postman, then a postman and a lease for each group of programs",
    },
    {
      name: "requests to the participants' pages, our own throttle",
      quota: production.throttles.pages.rate,
      unit: "a second",
      each: busyHour(person.counts.get("pages")!.requests),
      source: "stacks/stages.ts",
      next: "raise the throttle; API Gateway itself takes 10,000 a second in an account",
    },
    {
      name: "state transitions",
      quota: 800,
      unit: "a second",
      each: atPeak(person.transitions),
      source: `${states}: 800 in the bucket in Stockholm, 5,000 in Ireland; new accounts have less`,
      next: "ask for more, or a Region with more; an execution that is throttled waits and goes on",
    },
    {
      name: "starts of executions",
      quota: 150,
      unit: "a second",
      each: per("starts"),
      source: `${states}: 150 refilled a second and 800 in the bucket, in Ireland 300 and 1,300`,
      next: "a start that is refused is made up for by the sweep, 500 a minute; ask for more",
    },
    {
      name: "wakes by a token",
      quota: 300,
      unit: "a second",
      each: per("wakes"),
      source: `${states}: 300 refilled a second and 1,500 in the bucket, in Ireland 500 and 3,000`,
      next: "a wake that is refused is made up for by the sweep; ask for more",
    },
    {
      name: "looks of the sweep at journeys that sleep, one a day each",
      quota: sweepAtOnce / 60,
      unit: "a second",
      // Spread over day and night, whatever people do.
      each: perSecond(sumOf(person, "looks")),
      source: `functions/sweep.ts: ${sweepAtOnce} a minute; ${states}: DescribeExecution, 10 refilled a second and 250 in the bucket, in Ireland 15 and 300`,
      next: "look less often (functions/next-look.ts): EventBridge tells of an ended execution at once, this is for what it loses",
    },
    {
      name: "open executions",
      quota: 1_000_000,
      unit: "at once",
      each: person.open,
      source: `${states}: per account and Region, can be raised to millions`,
      next: "ask for more; then an account for each country",
    },
    {
      name: "functions at work at once, in a new account",
      quota: 10,
      unit: "at once",
      each: atOnce(person, atPeak),
      source:
        "docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits: 1,000 by default, new accounts have less; 10 has been seen",
      next: "ask AWS for 1,000 before the first program goes live: the Postman and the sweep alone take two of them",
    },
    {
      name: "functions at work at once",
      quota: 1000,
      unit: "at once",
      each: atOnce(person, atPeak),
      source: "docs.aws.amazon.com/lambda/latest/dg/scaling-behavior: 1,000 in an account",
      next: "ask for more; the state machine tries again with patience meanwhile",
    },
    {
      name: "write units of the table",
      quota: 40_000,
      unit: "a second",
      each: per("writeUnits"),
      source: `${dynamo}: 40,000 for a table; a new one takes 4,000 at once and doubles every half hour`,
      next: "warm the table before a large import; ask for more",
    },
    {
      name: `write units of one of the ${shards} keys of the sweep's index`,
      quota: 1000,
      unit: "a second",
      each: atPeak(dueUnits) / shards,
      source: "docs.aws.amazon.com/amazondynamodb: a partition takes 1,000 write units",
      next: "raise `shards` in adapters/store/keys.ts; until every row has been written again the sweep and retention must look under the old keys too (`putOff` and `clear` compare a row with today's key)",
    },
  ];
}

/** How many people one program may have until one key of the index of lists is written too often at the peak. */
export function largestProgram(operations: Operation[], people: number): { list: string; people: number } {
  const lists = [
    ...new Set(operations.map(({ kind }) => kind).filter((kind) => kind.startsWith("index list "))),
  ];
  const found = lists.map((list) => {
    const each = atPeak(unitsOf(operations, new RegExp(`^${list}$`)) / people);
    return { list: list.slice("index list ".length), people: Math.floor(1000 / each) };
  });
  return found.sort((a, b) => a.people - b.people)[0]!;
}

export const unitsOf = (operations: Operation[], kind: RegExp): number =>
  operations.filter((operation) => kind.test(operation.kind)).reduce((sum, { units }) => sum + units, 0);
