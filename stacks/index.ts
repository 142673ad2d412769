// The order in which things come to be. Each file has one noun, and names what it needs by importing it.
import { account, region, stage } from "./stage.ts";

export * from "./alarms.ts"; // says so when they are not
export * from "./budget.ts";
export * from "./dashboard.ts";
export * from "./dead-letters.ts"; // what could not be handed over
export * from "./doors.ts"; // the twelve functions, each with its own role and log
export * from "./erasures.ts"; // who was erased
export * from "./http.ts"; // the three hosts, so that the functions know their addresses
export * from "./key.ts"; // encrypts everything below
export * from "./machine.ts"; // drives each journey through five of them
export * from "./routes.ts"; // which address calls which
export * from "./schedules.ts"; // makes things sure
export * from "./secrets.ts"; // what only we and our partners know
export * from "./stream.ts"; // makes things quick
export * from "./table.ts"; // people, journeys, mail

import { erasures } from "./erasures.ts";
import { consoleApi, hooksApi, pagesApi } from "./http.ts";
import { live } from "./machine.ts";
import { table } from "./table.ts";

/** What `sst deploy` prints at its end. */
export const outputs = {
  stage: stage.name,
  region,
  account,
  forms: $interpolate`${hooksApi.url}/hooks/{program}/{form}`,
  pages: pagesApi.url,
  console: $interpolate`${consoleApi.url}/console`,
  table: table.name,
  erasures: erasures.name,
  machine: live.arn,
};
