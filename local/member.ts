import type { Member, Store } from "#adapters/store.ts";

/** Who sits at this machine: may everything. The address is where letters to them go, which end in the outbox. */
export async function localMember(
  { staff }: Pick<Store, "staff">,
  name: string,
  email: string,
  now: string,
): Promise<Member> {
  const id = "stf_local";
  const known = await staff.get(id);
  if (known) return known;
  const member: Member = {
    ...{ id, name, email, roles: { "*": "coordinator" }, admin: true },
    ...{ createdAt: now, sessionsFrom: now, recovery: [], version: 1 },
  };
  await staff.create(member);
  return member;
}
