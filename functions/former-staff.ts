import { after, day } from "#adapters/moment.ts";
import type { Has } from "#adapters/runtime.ts";
import type { Member } from "#adapters/store.ts";

/** As long as it is kept who looked; docs/operations.md names it. */
const usualDays = 2 * 365;

/**
 * Forgets whoever may not come in any more, once the time is over for which each of their programs keeps former staff. What
 * they did stays with their name for its own time.
 */
export async function forgetFormerStaff({ store, clock, log }: Has<"store">): Promise<number> {
  const closed = (await store.staff.list()).filter(({ disabledAt }) => disabledAt !== undefined);
  if (closed.length === 0) return 0;
  const daysOf = await keptDays(store);
  let forgotten = 0;
  for (const { id, disabledAt, roles } of closed) {
    if (after(disabledAt!, daysOf(roles) * day) > clock.now()) continue;
    await store.staff.forget(id);
    log.info("staff.forgotten", { member: id });
    forgotten += 1;
  }
  return forgotten;
}

/** Who was in all programs, or in none, is kept as long as any of them says. */
async function keptDays({ packs }: Has<"store">["store"]): Promise<(roles: Member["roles"]) => number> {
  const live = await Promise.all((await packs.programs()).map((program) => packs.live(program)));
  const days = new Map(
    live.flatMap((pack) => (pack ? [[pack.id, pack.program.retention.formerStaffDays ?? usualDays]] : [])),
  );
  return (roles) => {
    const own = Object.keys(roles).flatMap((program) => days.get(program) ?? []);
    const counted = own.length > 0 && !Object.hasOwn(roles, "*") ? own : [...days.values()];
    return counted.length > 0 ? Math.max(...counted) : usualDays;
  };
}
