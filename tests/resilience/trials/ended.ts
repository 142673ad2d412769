import { audit } from "../auditor/audit.ts";
import { broken } from "../auditor/evidence.ts";
import { evidenceOf } from "../evidence.ts";
import { calm } from "../faults.ts";
import type { House } from "../house.ts";
import { programs } from "../program.ts";
import { oneJourney } from "./one-journey.ts";
import { emptyResult, type Result } from "./trial.ts";

const say = broken("I4");
const minute = 60_000;

/** What ends an execution that no catcher of its own can catch. */
const causes = [
  "Stopped",
  "States.Runtime",
  "States.DataLimitExceeded",
  "States.Timeout",
  "Lambda.AccessDeniedException",
];

/** In a third of the runs EventBridge says nothing. */
const silent = (seed: number) => ({ ...calm(seed), happens: (kind: string) => kind === "status lost" });

/**
 * T17: an execution is ended from outside while its journey sleeps. A quarter of an hour later the next one sleeps there, or
 * within thirty hours where nobody was told.
 */
export async function endedWhileAsleep(times: number, from = 1): Promise<Result> {
  const result = emptyResult("T17", "executions ended from outside, each for five causes");
  for (let seed = from; seed < from + times; seed += 1) {
    for (const cause of causes) {
      const unheard = seed % 3 === 0;
      const weather = unheard ? silent(seed) : calm(seed);
      const house = await oneJourney(Object.values(programs)[0]!, "jrn_one", { weather, schedule: true });
      await house.line.run(house.line.now() + 1 + weather.chance.below(24 * 60) * minute);
      house.executions.kill("jrn_one.1", cause);
      const twice = seed % 2 === 0 && !unheard;
      if (twice) void house.doors().ended({ execution: "jrn_one.1", status: "FAILED" });
      await house.line.run(house.line.now() + (unheard ? 30 * 60 : 15) * minute);
      result.runs += 1;
      result.journeys += 1;
      result.faults[cause] = (result.faults[cause] ?? 0) + 1;
      // Nobody posted a form for this one.
      const others = audit(evidenceOf(house, [])).filter(({ invariant }) => invariant !== "I1");
      const found = [...(await amiss(house)), ...others];
      result.broken.push(...found.map((one) => ({ seed, ...one, words: `${cause}: ${one.words}` })));
      await house.close();
    }
  }
  return result;
}

async function amiss({ executions, store }: House) {
  const running = executions.all().filter(({ status }) => status === "RUNNING");
  const alive = running.map(({ id }) => id).join(", ");
  const { program } = (await store.journeys.get("jrn_one"))!;
  const filed = (await store.problems.list(program)).map(({ code }) => code).join(", ");
  return [
    ...(alive === "jrn_one.2" ? [] : [say("wrong", `what runs is "${alive}"`)]),
    ...(filed === "execution.ended" ? [] : [say("wrong", `what was filed is "${filed}"`)]),
  ];
}
