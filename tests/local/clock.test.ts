import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { localClock } from "#local/clock.ts";

test("starts where it is told to and goes on", () => {
  const clock = localClock({ start: "2030-01-01T00:00:00.000Z" });
  expect(clock.now().slice(0, 16)).toBe("2030-01-01T00:00");
});

test("moves on, and never goes back, whatever is asked of it", () => {
  const instant = fc.date({ min: new Date("2020-01-01"), max: new Date("2060-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(fc.array(instant, { minLength: 1, maxLength: 20 }), (targets) => {
      const clock = localClock({ start: "2026-01-01T00:00:00.000Z" });
      for (const target of targets.map((date) => date.toISOString())) {
        const before = clock.now();
        clock.moveTo(target);
        const after = clock.now();
        expect(after >= before).toBe(true);
        expect(after >= target).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});

test("goes on from where it was after a restart, not from where it began", () => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-clock-"));
  const file = join(folder, "clock");
  const start = "2026-01-01T00:00:00.000Z";
  localClock({ file, start }).moveTo("2031-05-05T12:00:00.000Z");
  expect(localClock({ file, start }).now() >= "2031-05-05T12:00:00.000Z").toBe(true);
  rmSync(folder, { recursive: true });
});
