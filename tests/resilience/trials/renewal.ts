import { send } from "#adapters/inbox.ts";
import { aProgram } from "../../functions/a-program.ts";
import { audit } from "../auditor/audit.ts";
import { broken } from "../auditor/evidence.ts";
import { evidenceOf } from "../evidence.ts";
import { calm, kills, storm, type Weather } from "../faults.ts";
import { journeysOf } from "../folk.ts";
import { monday } from "../house.ts";
import { programs } from "../program.ts";
import { clockOf, factsSet, oneJourney, samira } from "./one-journey.ts";
import { addFaults, emptyResult, type Result } from "./trial.ts";

const say = broken("I4");
const id = "jrn_one";
const hour = 3_600_000;
const day = 24 * hour;
/** Renew bumps the generation, reads it, and starts the next: each before and after, of the door and of the process. */
const killsOfRenew = 3;

/** T16: an execution that has become old goes on in a new one, and dies on the way. */
export async function renewedAndKilled(seeds: number, from = 1): Promise<Result> {
  const result = emptyResult("T16", "renewed and killed before and after each call of Renew");
  for (let seed = from; seed < from + seeds; seed += 1)
    for (let nth = 1; nth <= killsOfRenew; nth += 1)
      for (const fault of kills) {
        let call = 0;
        const base = calm(seed);
        const weather: Weather = {
          ...base,
          strike: ({ door }) => (door === "renew" && ++call === nth ? fault : undefined),
        };
        const words = await oneRenewal(weather, seed);
        result.runs += 1;
        result.journeys += 1;
        addFaults(result, base.counts);
        result.broken.push(
          ...words.map((text) => ({
            seed,
            ...say("lost", `${fault.kind} ${fault.when} call ${nth} of Renew: ${text}`),
          })),
        );
      }
  return result;
}

/** While it is renewed somebody has something to say to it. */
async function oneRenewal(weather: Weather, seed: number): Promise<string[]> {
  let old = false;
  const house = await oneJourney(programs.north, id, {
    weather,
    schedule: true,
    // The first call of an execution is young, whatever was before it.
    given: (door, input) =>
      door === "advance" && old && (input as { loops: number }).loops > 0
        ? { ...(input as object), loops: 300 }
        : input,
  });
  const { line, store } = house;
  old = true;
  const tell = (name: string) =>
    house.doors().desk((desk) => send(desk, id, factsSet(name, clockOf(house).now())));
  for (let n = 0; n < 3; n += 1)
    line.at(line.now() + n * (seed % 7) * 5, () => void tell(`event-${n}`).catch(() => tell(`event-${n}`)));
  await line.run(line.now() + 3 * 60_000);
  old = false;
  await line.run(line.now() + 12 * 60_000);
  const run = (await store.runs.get(id))!;
  const running = house.executions.all().filter(({ status }) => status === "RUNNING");
  const unread = await store.events.unread(id);
  const known = (await store.events.all(id)).length;
  await house.close();
  return [
    ...(running.length === 1 && running[0]!.id === `${id}.${run.generation}`
      ? []
      : [`${running.length} executions run, of generation ${run.generation}`]),
    ...(run.generation > 1 ? [] : ["it was not renewed"]),
    ...(unread.length > 0 || known < 3 ? [`${unread.length} of ${known} events unread`] : []),
  ];
}

const wait = { do: "wait" as const, id: "rest", for: "P3Y" };
const small = aProgram();
const threeYears = aProgram({
  ...programs.north,
  journeys: {
    mentee: {
      role: "mentee",
      stages: [
        {
          id: "start",
          steps: [
            { do: "task", id: "talk", form: "talk" },
            wait,
            { do: "close", id: "finish", as: "completed" },
          ],
        },
      ],
    },
  },
  texts: small.texts,
});

/** T16: a journey of three years, in weather, comes to its end; no execution of it is near the limit of the state machine. */
export async function threeYearsLong(seeds: number, from = 1): Promise<Result> {
  const result = emptyResult("T16", "three years long, in weather");
  for (let seed = from; seed < from + seeds; seed += 1) {
    const weather = storm(seed, { share: 0.02, until: monday + 1000 * day });
    const house = await oneJourney(threeYears, id, { weather, schedule: true });
    await house.store.people.create(samira);
    const done = {
      type: "worked",
      schema: 1,
      id: "worked",
      at: clockOf(house).now(),
      by: "coordinator",
      facts: { talked: true },
      done: true,
    } as const;
    const tasks = await house.store.tasks.ofJourney(id);
    const event = { ...done, task: tasks[0]?.effect.id ?? `${id}/1` };
    await house.store.events.put(id, event);
    await house.line.run(monday + 3.1 * 365 * day);
    const [journey] = journeysOf(house);
    const executions = house.executions.all();
    const ages = executions.map(
      ({ origin, endedAt = house.line.now() }) => (endedAt - origin.startedAt) / day,
    );
    result.runs += 1;
    result.journeys += 1;
    addFaults(result, weather.counts);
    const found = audit(evidenceOf(house, [])).filter(({ invariant }) => invariant !== "I1");
    result.broken.push(...found.map((one) => ({ seed, ...one })));
    if (journey?.ended?.as !== "completed")
      result.broken.push({
        seed,
        ...say("lost", `it is at ${JSON.stringify(journey?.threads)} after three years`),
      });
    if (executions.length < 4)
      result.broken.push({ seed, ...say("wrong", `${executions.length} executions for three years`) });
    const old = Math.max(...ages);
    if (old > 330 || executions.some(({ events }) => events > 10_000))
      result.broken.push({ seed, ...say("wrong", `an execution became ${Math.round(old)} days old`) });
    await house.close();
  }
  return result;
}
