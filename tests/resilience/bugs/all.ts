import type { Bug } from "./bug.ts";
import { driverBugs } from "./driver.ts";
import { intakeBugs } from "./intake.ts";
import { letterBugs } from "./letters.ts";
import { privacyBugs } from "./privacy.ts";

/** Each must be noticed by the auditor, or its silence about the product would mean nothing. */
export const bugs: Bug[] = [...intakeBugs, ...driverBugs, ...letterBugs, ...privacyBugs];
