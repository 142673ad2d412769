import { people } from "#local/demo/people.ts";
import type { Persona } from "#local/demo/persona.ts";

/** How many people the demo invents: 22 mentees and 18 mentors. */
export const cohort = people.length;

/** The demo's people so many times over, each with an address of their own; they apply within the first eight weeks. */
export function inventCohorts(copies: number): Persona[] {
  return Array.from({ length: copies }, (_, copy) =>
    people.map((persona, index) => ({
      ...persona,
      email: persona.email.replace("@", `.${copy + 1}@`),
      phone: `${persona.phone}${String(copy + 1).padStart(3, "0")}`,
      week: (index + copy) % 8,
    })),
  ).flat();
}
