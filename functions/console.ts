import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { addresses, bind, machine, secrets, store } from "#adapters/runtime.ts";
import { consoleApp } from "#console/app.tsx";
import { loginApp } from "#console/login.tsx";
import type { Site } from "#console/site.ts";

/** The coordinators' console, with the door to it. */
export const create = (site: Site): Hono =>
  new Hono().route("/console/login", loginApp(site)).route("/console", consoleApp(site));

export const handler = bind((site: Site) => handle(create(site)), {
  store,
  machine,
  addresses,
  secrets: secrets("sessionKey"),
});
