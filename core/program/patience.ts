import { Temporal } from "temporal-polyfill";
import type { Duration } from "./duration.ts";

/** Whether one length of time is longer than another, in a plain month of 2026. */
export const isAfter = (later: Duration, earlier: Duration): boolean =>
  Temporal.Duration.compare(later, earlier, { relativeTo: Temporal.PlainDateTime.from("2026-01-01T00:00") }) >
  0;
