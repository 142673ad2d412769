import { expect, it } from "vitest";
import { jsonMeter } from "#adapters/meter.ts";

it("writes lines that CloudWatch reads metrics from, with units by name and one dimension", () => {
  const lines: string[] = [];
  jsonMeter(
    "production",
    () => "2026-03-02T07:00:00.000Z",
    (line) => lines.push(line),
  ).record({
    OldestDueSeconds: 90,
    HeldMails: 2,
  });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: 1772434800000,
        CloudWatchMetrics: [
          {
            Namespace: "Waymark",
            Dimensions: [["Stage"]],
            Metrics: [
              { Name: "OldestDueSeconds", Unit: "Seconds" },
              { Name: "HeldMails", Unit: "Count" },
            ],
          },
        ],
      },
      Stage: "production",
      OldestDueSeconds: 90,
      HeldMails: 2,
    },
  ]);
});
