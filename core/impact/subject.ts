import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";

/** The role of matches and pairs: their facts are named by side, such as "mentor.languages". */
export const match = "match";

/** Somebody whom changed rules may concern, or a pair of two of them. */
export interface Subject {
  id: string;
  /** What people call them; never part of what is compared. */
  name?: string;
  /** A role of the program, or "match"; without one, every role that the facts fit. */
  role?: string;
  facts: Facts;
  /** Where they stand, on each of the three axes; as not known, whatever an indicator asks. */
  status?: readonly string[];
  /** Whose journey it is, where one person may have several. */
  person?: string;
  /** Their journey is over: rules decide nothing more about them, and indicators still count them. */
  over?: true;
}

/** The roles whose rules may decide about somebody: the one that is said, else those to which every fact may belong. */
export function rolesOf(pack: Pack, { role, facts }: Subject): string[] {
  if (role !== undefined) return [role];
  const roles = rolesIn(pack);
  const fitting = roles.filter((one) =>
    Object.keys(facts).every((name) => pack.facts.facts[name]?.roles?.includes(one) ?? true),
  );
  return fitting.length > 0 ? fitting : roles;
}

/** Those who have a journey of their own. */
export const rolesIn = ({ program }: Pack): string[] =>
  Object.keys(program.roles).filter((role) => program.roles[role]!.journey !== undefined);
