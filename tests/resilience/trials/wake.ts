import { send } from "#adapters/inbox.ts";
import { broken } from "../auditor/evidence.ts";
import type { Bug } from "../bugs/bug.ts";
import type { Call } from "../calls.ts";
import { calm } from "../faults.ts";
import type { House } from "../house.ts";
import type { Pick } from "../line.ts";
import { programs } from "../program.ts";
import { explorer } from "./explore.ts";
import { factsSet, oneJourney } from "./one-journey.ts";
import { emptyResult, type Result } from "./trial.ts";

const say = broken("I4");
const id = "jrn_one";

/** Those whose order is tried out; whoever else is ready has their turn before them, or after. */
const racers = ["await", "console"];

/** The same house serves for so many races: the journey comes to rest after each. */
const races = 40;

/**
 * T5: events come while Await registers its token, and no sweep comes round: whoever sleeps with an unread event sleeps on.
 * Every order of the calls of Await and of those who tell, with all others as early as can be, and again as late. Whoever still
 * tells when the journey registers its next token tells it as an event of its own does, of which every order is tried as well.
 */
export async function everyOrder(events: number, bug?: Bug): Promise<Result> {
  const result = emptyResult("T5", `every order of ${events} events and Await's registration`);
  for (const others of ["first", "last"] as const) {
    const all = explorer();
    let over = false;
    const pick: Pick = (ready) => {
      const racing = ready.flatMap((what, n) => (racers.includes(what) ? [n] : []));
      const rest = ready.flatMap((what, n) => (racers.includes(what) ? [] : [n]));
      if (racing.length === 0 || (others === "first" && rest.length > 0)) return rest[0]!;
      return racing[racing.length === 1 || over ? 0 : all.choose(racing.length)]!;
    };
    const begin = () =>
      oneJourney(programs.north, id, { weather: { ...calm(1), latency: () => 0 }, pick, bug });
    const again = () => {
      over = false;
      return all.next();
    };
    await racesIn(result, begin, events, again, () => {
      over = true;
    });
  }
  return result;
}

/** The same for more events, in orders by chance; the seed is that of the house in which it happened. */
export async function someOrders(events: number, runs: number, from = 1, bug?: Bug): Promise<Result> {
  const result = emptyResult("T5", `${events} events and Await's registration, orders by chance`);
  let seed = from;
  const begin = () => oneJourney(programs.north, id, { weather: calm(seed++), bug });
  await racesIn(result, begin, events, () => result.runs < runs);
  return result;
}

async function racesIn(
  result: Result,
  begin: () => Promise<House>,
  events: number,
  goesOn: () => boolean,
  next = () => {},
): Promise<void> {
  let house = await begin();
  for (let n = 1; ; n += 1) {
    await race(result, house, events, next);
    if (!goesOn() || result.broken.length > 0) break;
    if (n % races > 0) continue;
    await house.close();
    house = await begin();
  }
  await house.close();
}

/** One event wakes the journey; as soon as it registers its next token, the others come. `next` is told of the token after that. */
async function race(result: Result, house: House, events: number, next: () => void): Promise<void> {
  const { line, executions, store, weather } = house;
  const run = result.runs + 1;
  executions.onAwait(() => {
    for (let n = 0; n < events; n += 1)
      line.at(line.now() + weather.latency(somebody, 0), () => void told(house, `${run}-${n}`));
    executions.onAwait(next);
  });
  void told(house, `${run}-first`);
  // Within a second: no timer of the state machine has to help.
  await line.run(line.now() + 900);
  const rows = house.ledger
    .rows()
    .filter(({ pk, sk }) => pk === `JOURNEY#${id}` && sk.startsWith(`EVENT#${run}-`));
  const unread = (await store.events.unread(id)).length;
  if (unread > 0 || rows.length < events + 1)
    result.broken.push({
      seed: run,
      ...say("lost", `${id} sleeps with ${unread} of ${rows.length} events unread`),
    });
  result.runs = run;
  result.journeys += 1;
}

const somebody: Call = { number: 0, port: "table", method: "", door: "" };

const told = (house: House, event: string) =>
  house.doors().desk((desk) => send(desk, id, factsSet(event, new Date(house.line.now()).toISOString())));
