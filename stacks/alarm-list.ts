import type { Measure } from "#adapters/meter.ts";
import type { Door } from "#functions/grants.ts";

/** Where a number comes from; stacks/metric.ts knows what CloudWatch calls it. */
export type Source =
  | { measure: Measure }
  | { door: Door; metric: "Errors" | "Throttles" | "IteratorAge" }
  | { api: "hooks" | "pages" | "console"; metric: "5xx" }
  | { machine: "ExecutionsFailed" | "ExecutionsTimedOut" | "ExecutionsAborted" }
  | { table: "ReadThrottleEvents" | "WriteThrottleEvents"; index?: "due" | "list" }
  | { table: "SystemErrors"; operation: "GetItem" | "PutItem" | "UpdateItem" | "Query" }
  | { deadLetters: "ApproximateNumberOfMessagesVisible" };

export interface AlarmSpec {
  /** Its section in docs/runbook.md, and its name. */
  anchor: string;
  /** What is wrong, as whoever is woken by it should read it first. */
  says: string;
  /** One source, or several by the names they have in `expression`; without one they are added up. */
  of: Source | Record<string, Source>;
  expression?: string;
  statistic: "Sum" | "Maximum" | "SampleCount";
  /** It rings at this number and over; `below`: under it. */
  at: number;
  below?: true;
  minutes: { each: number; of: number; bad?: number };
  /** What silence means: fine, or that whoever should speak is dead. */
  silence: "fine" | "bad";
}

const sum = (sources: Source[]): Record<string, Source> =>
  Object.fromEntries(sources.map((source, index) => [`m${index + 1}`, source]));
const of = (metric: "Errors" | "Throttles", ...doors: Door[]) => sum(doors.map((door) => ({ door, metric })));

/** What a coordinator or a participant would notice, and sooner than they do. */
export const alarmList: readonly AlarmSpec[] = [
  {
    anchor: "journeys-restarted",
    says: "Journeys were found without a live execution and were started again",
    of: { measure: "JourneysRestarted" },
    statistic: "Sum",
    at: 3,
    minutes: { each: 15, of: 1 },
    silence: "fine",
  },
  {
    anchor: "executions-failed",
    says: "Executions of the state machine failed, timed out or were aborted",
    of: sum([
      { machine: "ExecutionsFailed" },
      { machine: "ExecutionsTimedOut" },
      { machine: "ExecutionsAborted" },
    ]),
    statistic: "Sum",
    at: 1,
    minutes: { each: 5, of: 1 },
    silence: "fine",
  },
  {
    anchor: "mails-held",
    says: "Letters are held, or nobody knows whether they went out; a person has to decide",
    of: { measure: "HeldMails" },
    statistic: "Maximum",
    at: 1,
    minutes: { each: 5, of: 3 },
    silence: "fine",
  },
  {
    anchor: "due-items-old",
    says: "Work that was due is lying around for more than five minutes",
    of: { measure: "OldestDueSeconds" },
    statistic: "Maximum",
    at: 300,
    minutes: { each: 1, of: 5 },
    silence: "fine",
  },
  {
    anchor: "mails-late",
    says: "The oldest letter that is due has waited for more than an hour",
    of: { measure: "OldestMailSeconds" },
    statistic: "Maximum",
    at: 3600,
    minutes: { each: 5, of: 2 },
    silence: "fine",
  },
  {
    anchor: "mail-queue-stuck",
    says: "Letters are due and none goes out, or the postman does not run at all",
    of: { oldest: { measure: "OldestMailSeconds" }, sent: { measure: "MailsSent" } },
    expression: "IF(oldest > 900 AND FILL(sent, 0) < 1, 1, 0)",
    statistic: "Maximum",
    at: 1,
    minutes: { each: 15, of: 2 },
    silence: "bad",
  },
  {
    anchor: "forms-refused",
    says: "A form of a live program was turned away: wrong signature or unreadable body",
    of: { measure: "FormsRefused" },
    statistic: "Sum",
    at: 1,
    minutes: { each: 15, of: 1 },
    silence: "fine",
  },
  {
    anchor: "hooks-refused",
    says: "Forms are sent to addresses that belong to no form of a live program",
    of: { measure: "HooksRefused" },
    statistic: "Sum",
    at: 5,
    minutes: { each: 15, of: 1 },
    silence: "fine",
  },
  {
    anchor: "hooks-failing",
    says: "Forms of partners meet an error of ours",
    of: { api: "hooks", metric: "5xx" },
    statistic: "Sum",
    at: 1,
    minutes: { each: 5, of: 1 },
    silence: "fine",
  },
  {
    anchor: "pages-failing",
    says: "Participants meet an error of ours",
    of: { api: "pages", metric: "5xx" },
    statistic: "Sum",
    at: 3,
    minutes: { each: 5, of: 1 },
    silence: "fine",
  },
  {
    anchor: "console-failing",
    says: "Coordinators meet an error of ours",
    of: { api: "console", metric: "5xx" },
    statistic: "Sum",
    at: 3,
    minutes: { each: 5, of: 1 },
    silence: "fine",
  },
  {
    anchor: "functions-failing",
    says: "Functions behind the scenes fail or run out of time",
    of: of(
      "Errors",
      "map",
      "advance",
      "deliver",
      "await",
      "renew",
      "problem",
      "ended",
      "postman",
      "sweep",
      "retention",
    ),
    statistic: "Sum",
    at: 5,
    minutes: { each: 5, of: 1 },
    silence: "fine",
  },
  {
    anchor: "functions-throttled",
    says: "The account has no room for more executions at once",
    // The postman is turned away whenever it is at work already, and that is as it should be. CloudWatch adds up ten at
    // most: retention has an alarm of its own when it does not run, and the mail provider says again to feedback what it was
    // not let say. Only ours: other stages have alarms of their own.
    of: of(
      "Throttles",
      "hook",
      "pages",
      "console",
      "map",
      "advance",
      "deliver",
      "await",
      "renew",
      "problem",
      "sweep",
    ),
    statistic: "Sum",
    at: 1,
    minutes: { each: 5, of: 2 },
    silence: "fine",
  },
  {
    anchor: "stream-late",
    says: "The stream that has forms mapped at once is more than a minute behind",
    // In milliseconds. What is older than a minute is dropped, and the sweep maps it.
    of: { door: "map", metric: "IteratorAge" },
    statistic: "Maximum",
    at: 60_000,
    minutes: { each: 5, of: 2 },
    silence: "fine",
  },
  {
    anchor: "dead-letters",
    says: "Calls could not be handed over and lie in the dead letter queue",
    of: { deadLetters: "ApproximateNumberOfMessagesVisible" },
    statistic: "Maximum",
    at: 1,
    minutes: { each: 5, of: 1 },
    silence: "fine",
  },
  {
    anchor: "table-throttled",
    says: "The table turns requests away because one key is asked for too often",
    of: sum([
      { table: "ReadThrottleEvents" },
      { table: "WriteThrottleEvents" },
      { table: "WriteThrottleEvents", index: "due" },
      { table: "WriteThrottleEvents", index: "list" },
    ]),
    statistic: "Sum",
    at: 1,
    minutes: { each: 5, of: 2 },
    silence: "fine",
  },
  {
    anchor: "table-failing",
    says: "DynamoDB itself answers with errors",
    of: sum([
      { table: "SystemErrors", operation: "GetItem" },
      { table: "SystemErrors", operation: "PutItem" },
      { table: "SystemErrors", operation: "UpdateItem" },
      { table: "SystemErrors", operation: "Query" },
    ]),
    statistic: "Sum",
    at: 1,
    minutes: { each: 5, of: 2 },
    silence: "fine",
  },
  {
    anchor: "sweep-silent",
    says: "The sweep has not run for five minutes: nothing makes up for what died",
    of: { measure: "OldestDueSeconds" },
    statistic: "SampleCount",
    at: 1,
    below: true,
    minutes: { each: 1, of: 5 },
    silence: "bad",
  },
  {
    anchor: "retention-overdue",
    says: "Something of somebody is kept longer than its program allows, or nobody looks",
    of: { measure: "RetentionOverdue" },
    statistic: "Maximum",
    at: 1,
    minutes: { each: 60, of: 2 },
    silence: "bad",
  },
];

/** The one that is no alarm of CloudWatch's: it comes from AWS Budgets. */
export const budgetAnchor = "budget";

/** Every section that docs/runbook.md must have. */
export const anchors: readonly string[] = [...alarmList.map(({ anchor }) => anchor), budgetAnchor];
