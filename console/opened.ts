import { hour } from "#adapters/moment.ts";
import type { Desk } from "./desk.ts";

/** For so long somebody sees what is not for their role, once they have said why. */
const openFor = 3 * hour;

/** Why: to be chosen, so that no line in "Who looked" says something of anybody. */
export const openingReasons = {
  call: "I am about to talk to them",
  alone: "Whoever is in charge of safety cannot be reached",
  review: "I look at what was done about it",
} as const;
export type OpeningReason = keyof typeof openingReasons;

export const isOpeningReason = (text: unknown): text is OpeningReason =>
  typeof text === "string" && Object.hasOwn(openingReasons, text);

/** One place for each of staff and each journey: it is free again by time alone. `now` is real time. */
const nameOf = ({ program, staff }: Desk, journey: string): string =>
  `opened/${program}/${journey}/${staff.id}`;

export async function open(desk: Desk, journey: string, now: string): Promise<void> {
  await desk.runtime.store.limits.take(nameOf(desk, journey), 1, now, openFor);
}

export const openUntil = (desk: Desk, journey: string, now: string): Promise<string | undefined> =>
  desk.runtime.store.limits.takenUntil(nameOf(desk, journey), now);
