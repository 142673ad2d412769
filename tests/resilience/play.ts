import type { Bug } from "./bugs/bug.ts";
import type { Weather } from "./faults.ts";
import { createFolk } from "./folk.ts";
import type { Ground } from "./ground.ts";
import { type House, monday, openHouse } from "./house.ts";
import { type Accepted, type Applicant, applicantsOf, send } from "./senders.ts";

const hour = 3_600_000;
const day = 24 * hour;

export interface PlayOptions {
  seed: number;
  weather: Weather;
  applicants?: Applicant[];
  people?: number;
  days?: number;
  /** How often the form comes at once and on later days; by habit, when left out. */
  posts?: 1;
  bug?: Bug;
  outage?: { from: number; until: number };
  skew?: (door: string, now: number) => number;
  ground?: Ground;
  /** What else goes on while they live. */
  meanwhile?: (house: House) => Promise<void>;
}

export interface Played {
  house: House;
  accepted: Accepted[];
  applicants: Applicant[];
}

/** Faults for so many days, and as many more as it takes until nobody has anything to do. */
export const stormDays = 30;
const allDays = 90;

/** People go through both programs, from their form to the end of a match; whoever calls closes the house. */
export async function play(options: PlayOptions): Promise<Played> {
  const { seed, weather, bug, outage, skew, ground, meanwhile, days = allDays, posts } = options;
  const applicants = options.applicants ?? applicantsOf(seed, options.people ?? 4);
  const house = await openHouse({ weather, bug, outage, skew, ground });
  const folk = createFolk(house, seed, monday + days * day);
  const accepted: Accepted[] = [];
  for (const applicant of applicants)
    void send(house, seed, applicant, posts).then((taken) => void accepted.push(taken));
  void folk.office();
  void meanwhile?.(house);
  void killExecutions(house);
  await house.line.run(monday + days * day);
  return { house, accepted, applicants };
}

const codes = ["States.Runtime", "States.DataLimitExceeded", "Stopped", "Lambda.AccessDeniedException"];

/** Now and then the state machine ends an execution by itself, while the weather lasts. */
async function killExecutions({ line, weather, executions }: House): Promise<void> {
  while (line.now() < monday + stormDays * day) {
    await line.sleep(weather.chance.below(24) * hour);
    const running = executions.all().filter(({ status }) => status === "RUNNING");
    if (running.length === 0 || !weather.happens("execution killed", 0.3)) continue;
    const { id } = running[weather.chance.below(running.length)]!;
    executions.kill(id, codes[weather.chance.below(codes.length)]!);
  }
}
