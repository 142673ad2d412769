import type { Source } from "./alarm-list.ts";
import { type Metric, metricOf } from "./metric.ts";
import { named, region } from "./stage.ts";

interface Chart {
  title: string;
  statistic: "Sum" | "Maximum" | "p95";
  lines: Record<string, Source>;
}

/** In the order in which one looks when somebody calls: do people get through, does mail go out, do journeys move, does it hold. */
const charts: Chart[] = [
  {
    title: "Forms, pages, console: errors of ours",
    statistic: "Sum",
    lines: {
      forms: { api: "hooks", metric: "5xx" },
      pages: { api: "pages", metric: "5xx" },
      console: { api: "console", metric: "5xx" },
    },
  },
  {
    title: "Forms refused, calls at unknown addresses",
    statistic: "Sum",
    lines: { forms: { measure: "FormsRefused" }, unknown: { measure: "HooksRefused" } },
  },
  { title: "Letters sent", statistic: "Sum", lines: { sent: { measure: "MailsSent" } } },
  {
    title: "Letters waiting (oldest, seconds) and held",
    statistic: "Maximum",
    lines: { oldest: { measure: "OldestMailSeconds" }, held: { measure: "HeldMails" } },
  },
  {
    title: "Work that is due (oldest, seconds)",
    statistic: "Maximum",
    lines: { oldest: { measure: "OldestDueSeconds" } },
  },
  {
    title: "Journeys started again, executions that failed",
    statistic: "Sum",
    lines: {
      restarted: { measure: "JourneysRestarted" },
      failed: { machine: "ExecutionsFailed" },
      "timed out": { machine: "ExecutionsTimedOut" },
    },
  },
  {
    title: "Problems open for coordinators",
    statistic: "Maximum",
    lines: { open: { measure: "ProblemsOpen" } },
  },
  {
    title: "Errors of functions",
    statistic: "Sum",
    lines: Object.fromEntries(
      (
        ["map", "advance", "deliver", "await", "renew", "ended", "postman", "sweep", "retention"] as const
      ).map((door) => [door, { door, metric: "Errors" as const }]),
    ),
  },
  {
    title: "Table: requests turned away",
    statistic: "Sum",
    lines: { reads: { table: "ReadThrottleEvents" }, writes: { table: "WriteThrottleEvents" } },
  },
  {
    title: "Dead letters",
    statistic: "Maximum",
    lines: { letters: { deadLetters: "ApproximateNumberOfMessagesVisible" } },
  },
  {
    title: "Kept longer than promised",
    statistic: "Maximum",
    lines: { overdue: { measure: "RetentionOverdue" } },
  },
];

const columns = 3;
const [width, height] = [8, 6];

export const dashboard = new aws.cloudwatch.Dashboard("Dashboard", {
  dashboardName: named("overview"),
  dashboardBody: $jsonStringify({ widgets: charts.map(widget) }),
});

function widget({ title, statistic, lines }: Chart, index: number) {
  const metrics = Object.entries(lines).map(([label, source]) => line(metricOf(source), label));
  return {
    type: "metric",
    x: (index % columns) * width,
    y: Math.floor(index / columns) * height,
    width,
    height,
    properties: { title, region, stat: statistic, period: 300, view: "timeSeries", metrics },
  };
}

function line({ namespace, metricName, dimensions }: Metric, label: string) {
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { label }];
}
