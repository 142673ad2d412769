import type { Hono } from "hono";
import type { Runtime } from "#adapters/runtime.ts";
import { create as createAdvance } from "#functions/advance.ts";
import { create as createAwait } from "#functions/await.ts";
import { create as createDeliver } from "#functions/deliver.ts";
import { create as createEnded, type EndedInput } from "#functions/ended.ts";
import type { Door } from "#functions/grants.ts";
import { create as createHook, type HookReply, type HookRequest } from "#functions/hook.ts";
import { create as createMap } from "#functions/map.ts";
import { create as createPages } from "#functions/pages.ts";
import { create as createPostman } from "#functions/postman.ts";
import { create as createProblem } from "#functions/problem.ts";
import { create as createRenew } from "#functions/renew.ts";
import { create as createSweep } from "#functions/sweep.ts";
import type { Handler } from "#local/asl/machinery.ts";
import type { Bug } from "./bugs/bug.ts";
import type { Calls } from "./calls.ts";

/** Every door of one process. Each call of one is somebody who may die on the way. */
export interface Doors {
  /** What the state machine calls. */
  handlers: Record<string, Handler>;
  hook(request: HookRequest): Promise<HookReply>;
  map(submission: string): Promise<unknown>;
  sweep(): Promise<unknown>;
  ended(event: EndedInput): Promise<unknown>;
  postman(): Promise<unknown>;
  /** A page, asked for by its path. */
  page(path: string, form?: Record<string, string>): Promise<Response>;
  /** What staff do in the console. */
  desk<T>(work: (desk: Runtime) => Promise<T>): Promise<T>;
}

/** As a browser says that the form was on a page of ours. */
const fromOurPage = { "sec-fetch-site": "same-origin", origin: "null" };

export function createDoors(doorOf: (name: Door) => Runtime, calls: Calls, changed: Bug["input"]): Doors {
  const door = <I, O>(name: Door, create: (runtime: Runtime) => (input: I) => Promise<O>) => {
    const work = create(doorOf(name));
    return (input: I): Promise<O> => {
      const given = (changed?.(name, input) ?? input) as I;
      return calls.invoke(name, () => work(given));
    };
  };
  const map = door("map", createMap);
  const sweep = door<void, unknown>("sweep", createSweep);
  const postman = door<string | undefined, unknown>("postman", createPostman);
  const pages: Hono = createPages(doorOf("pages"));
  const desk = doorOf("console");
  return {
    handlers: {
      Advance: door("advance", createAdvance) as Handler,
      Deliver: door("deliver", createDeliver) as Handler,
      Await: door("await", createAwait) as Handler,
      Renew: door("renew", createRenew) as Handler,
      Problem: door("problem", createProblem) as Handler,
    },
    hook: door("hook", createHook),
    map: (submission) => map({ submission }),
    sweep: () => sweep(),
    ended: door("ended", createEnded),
    postman: () => postman(undefined),
    page: (path, form) =>
      calls.invoke("pages", async () =>
        pages.request(
          path,
          form && { method: "POST", body: new URLSearchParams(form), headers: fromOurPage },
        ),
      ),
    desk: (work) => calls.invoke("console", () => work(desk)),
  };
}
