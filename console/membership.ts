import { identify } from "#adapters/identify.ts";
import type { Invitation } from "#adapters/invitation.ts";
import type { Member } from "#adapters/store.ts";
import type { Site } from "./site.ts";

type Kept = Pick<Site, "store">;

/**
 * Who comes by an invitation: somebody we know by that address becomes what the invitation says and sets up a new app,
 * since that is how one gets back in without the old one; everybody else is new.
 */
export async function welcome({ store }: Kept, invitation: Invitation, now: string): Promise<Member> {
  const { name, nonce, email, roles = { "*": "coordinator" }, admin = false } = invitation;
  const known = email ? await memberWith({ store }, email) : undefined;
  if (known) {
    const { app: _, ...kept } = known;
    const changed = { ...kept, roles, admin, recovery: [], sessionsFrom: now, version: known.version + 1 };
    if ((await store.staff.save(changed)) === "stale") return welcome({ store }, invitation, now);
    return changed;
  }
  const member: Member = {
    ...{ id: identify("stf", nonce), name, ...(email && { email }), roles, admin },
    ...{ createdAt: now, sessionsFrom: now, recovery: [], version: 1 },
  };
  await store.staff.create(member);
  return member;
}

/** Staff who may still come in, by their address. */
export async function memberWith({ store }: Kept, email: string): Promise<Member | undefined> {
  const all = await store.staff.list();
  return all.find((member) => member.email === email && member.disabledAt === undefined);
}
