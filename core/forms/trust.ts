import type { Intake } from "../program/intake.ts";

const unsigned: readonly Intake["sender"][] = ["jotform", "microsoft-forms"];

/** These tools cannot sign what they send: it is believed because it came to an address that nobody guesses. */
export const isUnsigned = (sender: Intake["sender"]): boolean => unsigned.includes(sender);
