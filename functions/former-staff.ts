import { after, day } from "#adapters/moment.ts";
import type { Has } from "#adapters/runtime.ts";
import type { Member } from "#adapters/store.ts";

/** As long as it is kept who looked; docs/operations.md names it. */
const usualDays = 2 * 365;
/** Longer than any other: nobody is forgotten by a time that could not be read. */
const unknown = Number.POSITIVE_INFINITY;

/**
 * Forgets whoever may not come in any more, once the time is over for which each of their programs keeps former staff. What
 * they did stays with their name for its own time.
 */
export async function forgetFormerStaff(runtime: Has<"store">): Promise<number> {
  const { store, clock, log } = runtime;
  const closed = (await store.staff.list()).filter(({ disabledAt }) => disabledAt !== undefined);
  if (closed.length === 0) return 0;
  const daysOf = await keptDays(runtime);
  let forgotten = 0;
  for (const member of closed) {
    const days = daysOf(member.roles);
    if (days === unknown || after(member.disabledAt!, days * day) > clock.now()) continue;
    // Somebody who was let in again since the list was read stays.
    if ((await store.staff.forget(member, clock.now())) === "stale") continue;
    log.info("staff.forgotten", { member: member.id });
    forgotten += 1;
  }
  return forgotten;
}

/** Who was in all programs, or in none, is kept as long as any of them says. */
async function keptDays(runtime: Has<"store">): Promise<(roles: Member["roles"]) => number> {
  const days = new Map<string, number>();
  for (const program of await runtime.store.packs.programs()) {
    const said = await daysIn(runtime, program);
    if (said !== undefined) days.set(program, said);
  }
  return (roles) => {
    const own = Object.keys(roles).flatMap((program) => days.get(program) ?? []);
    const counted = own.length > 0 && !Object.hasOwn(roles, "*") ? own : [...days.values()];
    return counted.length > 0 ? Math.max(...counted) : usualDays;
  };
}

/** Undefined where nothing is live. A program that cannot be read now may say any time, and stops no other. */
async function daysIn({ store, log }: Has<"store">, program: string): Promise<number | undefined> {
  try {
    const pack = await store.packs.live(program);
    return pack && (pack.program.retention.formerStaffDays ?? usualDays);
  } catch (error) {
    log.error("retention.program-unreadable", {
      program,
      error: error instanceof Error ? error.name : "unknown",
    });
    return unknown;
  }
}
