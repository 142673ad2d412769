import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { addresses, bind, machine, secrets, store } from "#adapters/runtime.ts";
import { consoleApp } from "#console/app.tsx";
import { loginApp } from "#console/login.tsx";
import { missing } from "#console/screens/missing.tsx";
import type { Site } from "#console/site.ts";
import { pageFailed } from "./page-failed.ts";

/** The coordinators' console, with the door to it. */
export const create = (site: Site): Hono =>
  new Hono()
    .route("/console/login", loginApp(site))
    .route("/console", consoleApp(site))
    .onError(pageFailed(site, () => missing(...broken)));

const broken = [
  "Something went wrong on our side.",
  "Nothing else is affected. Try once more in a minute, and tell whoever runs this house if it stays so.",
] as const;

export const handler = bind((site: Site) => handle(create(site)), {
  store,
  machine,
  addresses,
  secrets: secrets("sessionKey", "linkKey", "emailHash"),
});
