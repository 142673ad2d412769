/** What the alarms look at; each is a number of things or of seconds, never anything of a person. */
export type Measure =
  | "OldestDueSeconds"
  | "JourneysRestarted"
  | "ProblemsOpen"
  | "HeldMails"
  | "OldestMailSeconds"
  | "MailsSent"
  /** Of forms that are live: each may be somebody's application. */
  | "FormsRefused"
  /** At addresses that are nobody's. */
  | "HooksRefused"
  | "RetentionOverdue";

export interface Meter {
  record(measures: Partial<Record<Measure, number>>): void;
}

const unitOf = (measure: string): string => (measure.endsWith("Seconds") ? "Seconds" : "Count");

/** CloudWatch reads metrics out of such lines of the log by itself: no call, no client, no permission. */
export function jsonMeter(
  stage: string,
  now: () => string,
  write: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): Meter {
  return {
    record(measures) {
      const Metrics = Object.keys(measures).map((Name) => ({ Name, Unit: unitOf(Name) }));
      const CloudWatchMetrics = [{ Namespace: "Waymark", Dimensions: [["Stage"]], Metrics }];
      const _aws = { Timestamp: Date.parse(now()), CloudWatchMetrics };
      write(JSON.stringify({ _aws, Stage: stage, ...measures }));
    },
  };
}
