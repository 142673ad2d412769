import { Hono } from "hono";
import type { Runtime } from "#adapters/runtime.ts";
import { create as createConsole } from "#functions/console.ts";
import type { Door } from "#functions/grants.ts";
import { create as createHook } from "#functions/hook.ts";
import { create as createPages } from "#functions/pages.ts";
import { loginApp } from "#local/login.tsx";
import type { Tally } from "./counts.ts";
import type { Invoke } from "./invoker.ts";

type Face = "hook" | "pages" | "console";

/** The three faces of the deployed system behind one port: each request is one of the HTTP API's and one call of its door. */
export function front(doorOf: (door: Door) => Runtime, tally: Tally, invoke: Invoke): Hono {
  const hook = createHook(doorOf("hook"));
  const pages = createPages(doorOf("pages"));
  const inside = createConsole(doorOf("console"));
  const console = new Hono()
    .route("/console/login", loginApp(doorOf("console"), "Coordinator"))
    .all("*", (c) => inside.fetch(c.req.raw));

  const through = async (door: Face, work: () => Promise<Response>): Promise<Response> => {
    const counts = tally.of(door);
    const response = await invoke(door, work);
    counts.requests += 1;
    counts.bytesOut += (await response.clone().arrayBuffer()).byteLength;
    return response;
  };
  /** A browser asks for the stylesheet with the first page of each few minutes; a visit is that long. */
  const shown = async (door: Face, app: Hono, request: Request, style: string): Promise<Response> => {
    const response = await through(door, async () => app.fetch(request));
    if (request.method === "GET" && response.status === 200)
      await through(door, async () => app.fetch(new Request(new URL(style, request.url))));
    return response;
  };

  return new Hono()
    .post("/hooks/:program/:form", async (c) => {
      const { program, form } = c.req.param();
      const request = { program, form, headers: c.req.header(), rawBody: await bytesOf(c.req.raw) };
      return through("hook", async () => {
        const { status, body } = await hook(request);
        return Response.json(body, { status });
      });
    })
    .all("/console/*", (c) => shown("console", console, c.req.raw, "/console/style.css"))
    .all("/console", (c) => shown("console", console, c.req.raw, "/console/style.css"))
    .all("/p/*", (c) => shown("pages", pages, c.req.raw, "/p/style.css"))
    .all("/u/*", (c) => through("pages", async () => pages.fetch(c.req.raw)));
}

const bytesOf = async (request: Request) => new Uint8Array(await request.arrayBuffer());
