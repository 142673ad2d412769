import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { addresses, bind, machine, secrets, store } from "#adapters/runtime.ts";
import { failed } from "#console/pages/failed.tsx";
import { strangersLanguage } from "#console/pages/visit.ts";
import { pagesApp } from "#console/pages.tsx";
import type { Site } from "#console/site.ts";
import { unsubscribeApp } from "#console/unsubscribe.tsx";
import { pageFailed } from "./page-failed.ts";

/** What participants reach from their letters: /p and /u. */
export const create = (site: Site): Hono =>
  new Hono()
    .route("/p", pagesApp(site))
    .route("/u", unsubscribeApp(site))
    .onError(pageFailed(site, (c) => failed(strangersLanguage(c))));

export const handler = bind((site: Site) => handle(create(site)), {
  store,
  machine,
  addresses,
  secrets: secrets("linkKey"),
});
