import type { FactValue } from "#core/program/fact.ts";

/** An invented person of the demo: surnames are the word for "sample" in each language, so nobody takes them for real. */
export interface Persona {
  role: "mentee" | "mentor";
  givenName: string;
  familyName: string;
  email: string;
  phone: string;
  language: string;
  facts: Record<string, FactValue>;
  /** How the person answers letters: at once, after some days, or not at all. */
  habit: "quick" | "slow" | "silent";
  /** Weeks after the demo's first day on which the application comes in. */
  week: number;
}
