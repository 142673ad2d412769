import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Runtime } from "#adapters/runtime.ts";
import { type ConsoleOptions, consoleApp } from "#console/app.tsx";
import { loginApp } from "#console/login.tsx";
import { failed } from "#console/pages/failed.tsx";
import { strangersLanguage } from "#console/pages/visit.ts";
import { pagesApp } from "#console/pages.tsx";
import { unsubscribeApp } from "#console/unsubscribe.tsx";
import { create as createFeedback } from "#functions/feedback.ts";
import type { Door } from "#functions/grants.ts";
import { create as createHook } from "#functions/hook.ts";
import { pageFailed } from "#functions/page-failed.ts";
import { homeApp, nowhere } from "./home.tsx";

/** A little more than the hook takes, so that it is the hook that says what is wrong. */
const largest = 1024 * 1024 + 64 * 1024;

export interface Mounted {
  doorOf(name: Door): Runtime;
  console: ConsoleOptions;
  /** One press, in front of the real door. */
  login: Hono;
  clock: Hono;
  outbox: Hono;
}

/** Every address of the system behind one port, where the cloud has an HTTP edge. */
export function gateway({ doorOf, console, login, clock, outbox }: Mounted): Hono {
  const app = new Hono();
  const hook = createHook(doorOf("hook"));
  const feedback = createFeedback(doorOf("feedback"));
  const pages = doorOf("pages");
  app.post(
    "/hooks/:program/:form/:key?",
    bodyLimit({ maxSize: largest, onError: (c) => c.json(tooLarge, 413) }),
    async (c) => {
      const reply = await hook({
        program: c.req.param("program"),
        form: c.req.param("form"),
        key: c.req.param("key"),
        headers: c.req.header(),
        rawBody: new Uint8Array(await c.req.arrayBuffer()),
      });
      return c.json(reply.body, reply.status as 202);
    },
  );
  app.post(
    "/hooks/resend",
    bodyLimit({ maxSize: largest, onError: (c) => c.json(tooLarge, 413) }),
    async (c) => {
      const rawBody = new Uint8Array(await c.req.arrayBuffer());
      const { status, body } = await feedback({ headers: c.req.header(), rawBody });
      return c.json(body, status as 200);
    },
  );
  app.all("/hooks/*", (c) => c.json(noForm, 400));
  app.route("/console/login", login);
  app.route("/console/login", loginApp(doorOf("console")));
  app.route("/console", consoleApp(doorOf("console"), console));
  app.route("/p", pagesApp(pages));
  app.route("/u", unsubscribeApp(pages));
  app.route("/outbox", outbox);
  app.route("/clock", clock);
  app.route("/", homeApp());
  app.notFound(nowhere);
  app.onError(pageFailed(pages, (c) => failed(strangersLanguage(c))));
  return app;
}

/** Half an address, or one with too much in it: not 404 either, after which Typeform switches a form off for good. */
const noForm = {
  error: {
    code: "form.unknown",
    message: "This address belongs to no form. Copy it again from the console, and POST to it.",
  },
};
const tooLarge = { error: { code: "body.too-large", message: "The body is larger than 1 MB." } };
