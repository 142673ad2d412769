import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Trace } from "#adapters/store.ts";
import { type Called, called, mayCall, provesTwice } from "./rights.ts";
import { missing } from "./screens/missing.tsx";
import type { InsideEnv } from "./session.ts";
import type { Site } from "./site.ts";

export type GuardEnv = InsideEnv & { Variables: { called: Called } };

/** What belongs to no program stands under this name. */
export const house = "-";

/**
 * Lets through what the table of rights allows, once it is proved twice where that is wanted; all else is refused and
 * written down. A program where one is nobody looks like one that there is not.
 */
export function guard(site: Pick<Site, "store">, now: () => string): MiddlewareHandler<GuardEnv> {
  return async (c, next) => {
    const { member, session } = c.var.inside;
    if (provesTwice(member) && !session.second) return c.redirect("/console/second", 303);
    const path = c.req.path.replace(/^\/console/, "") || "/";
    const line = called(c.req.method, path);
    if (!line) return c.html(missing(...noPage), 404);
    c.set("called", line);
    if (mayCall(member, line)) return next();
    await trace(site, c, now(), { did: "denied" });
    return line.program === undefined || knownIn(member.roles, line.program)
      ? c.html(missing(...notYours), 403)
      : c.html(missing(...noProgram), 404);
  };
}

const knownIn = (roles: Record<string, string>, program: string): boolean =>
  Object.hasOwn(roles, program) || Object.hasOwn(roles, "*");

/** As much of a request as is written down. */
interface Caught {
  var: { inside: InsideEnv["Variables"]["inside"]; called?: Called };
  req: { method: string };
}

/** Writes down what somebody did: under the program that they named, if it can be one. */
export async function trace(
  { store }: Pick<Site, "store">,
  c: Caught,
  at: string,
  what: Pick<Trace, "did"> & Partial<Pick<Trace, "of" | "what" | "why">>,
): Promise<void> {
  const { inside, called: line } = c.var;
  const { id: by, name } = inside.member;
  const program = line?.program && /^[a-z][a-z0-9-]{0,60}$/.test(line.program) ? line.program : house;
  const of = what.of ?? (line?.journey && /^\w{1,80}$/.test(line.journey) ? line.journey : undefined);
  const where = line?.route ?? `${c.req.method} elsewhere`;
  await store.audit.put({ id: randomUUID(), at, program, by, name, where, ...what, ...(of && { of }) });
}

export const noPage = ["There is no such page.", "It may have moved, or the address is not whole."] as const;
export const noProgram = ["There is no such program.", "Choose one of those that are live."] as const;
const notYours = [
  "This is not for your role.",
  "Ask whoever manages the staff of your console, if you need it. That you wanted it is written down.",
] as const;
