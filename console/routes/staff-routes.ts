import { randomUUID } from "node:crypto";
import type { Context, Hono } from "hono";
import * as z from "zod";
import { identify } from "#adapters/identify.ts";
import { after } from "#adapters/moment.ts";
import type { Member } from "#adapters/store.ts";
import { type GuardEnv, house, trace } from "../guard.ts";
import { memberWith } from "../membership.ts";
import { missing } from "../screens/missing.tsx";
import { staffPage } from "../screens/staff.tsx";
import type { Site } from "../site.ts";

const Newcomer = z.object({
  name: z.string().trim().min(1, "Write a name").max(80),
  email: z.string().trim().toLowerCase().pipe(z.email("Write a whole address").max(254)),
  program: z.string().max(80),
  role: z.enum(["coordinator", "safeguarding", "funder", "admin"]),
});

type Ctx = Context<GuardEnv>;

/** Who may come in: an admin lets somebody in, and out. Nobody is deleted, so that what they did keeps their name. */
export function staffRoutes(app: Hono<GuardEnv>, site: Site, now: () => string): void {
  const show = async (c: Ctx, wrong?: string) =>
    staffPage({
      members: await site.store.staff.list(),
      programs: await site.store.packs.programs(),
      traces: await site.store.audit.of(house, now().slice(0, 7), 50),
      self: c.var.inside.member,
      done: flashes[c.req.query("done") ?? ""],
      wrong,
    });
  app.get("/staff", async (c) => c.html(await show(c)));
  app.post("/staff", async (c) => {
    const read = Newcomer.safeParse(await c.req.parseBody());
    if (!read.success) return c.html(await show(c, read.error.issues[0]?.message), 422);
    if (await memberWith(site, read.data.email))
      return c.html(await show(c, "Somebody with this address may come in already."), 409);
    const member = newMember(read.data, now());
    await site.store.staff.create(member);
    await trace(site, c, now(), { did: "changed", what: [member.id, "added", read.data.role] });
    return c.redirect("/console/staff?done=added", 303);
  });
  app.post("/staff/:member/:act", async (c) => {
    const member = await site.store.staff.get(c.req.param("member"));
    const change = Object.hasOwn(acts, c.req.param("act")) ? acts[c.req.param("act")] : undefined;
    if (!member || !change) return c.html(missing("There is nobody here.", "Look at the list again."), 404);
    const changed = { ...member, ...change(member, now()), version: member.version + 1 };
    if ((await site.store.staff.save(changed)) === "stale")
      return c.html(await show(c, "Something else changed at the same moment. Look, and press again."), 409);
    await trace(site, c, now(), { did: "changed", what: [member.id, c.req.param("act")] });
    return c.redirect(`/console/staff?done=${c.req.param("act")}`, 303);
  });
}

/** What began in this very moment is over as well. */
const over = (now: string) => ({ sessionsFrom: after(now, 0.001) });

/** Whatever is changed of somebody, all their browsers have to come in again. */
const acts: Record<string, (member: Member, now: string) => Partial<Member>> = {
  "log-out": (_, now) => over(now),
  "new-app": (_, now) => ({ ...over(now), app: undefined, recovery: [] }),
  close: (_, now) => ({ ...over(now), disabledAt: now }),
  open: (_, now) => ({ ...over(now), disabledAt: undefined }),
};

function newMember({ name, email, program, role }: z.infer<typeof Newcomer>, now: string): Member {
  const admin = role === "admin";
  return {
    ...{ id: identify("stf", randomUUID()), name, email, admin, roles: admin ? {} : { [program]: role } },
    ...{ createdAt: now, sessionsFrom: now, recovery: [], version: 1 },
  };
}

const flashes: Record<string, string> = {
  added: "Added. They come in by writing their address on the entrance.",
  "log-out": "All their browsers are logged out.",
  "new-app": "They set up a new app when they next come in.",
  close: "They cannot come in any more.",
  open: "They may come in again.",
};
