import { send } from "#adapters/inbox.ts";
import { audit } from "../auditor/audit.ts";
import type { Bug } from "../bugs/bug.ts";
import { evidenceOf } from "../evidence.ts";
import { calm } from "../faults.ts";
import { programs } from "../program.ts";
import { clockOf, factsSet, oneJourney, samira } from "./one-journey.ts";
import { addFaults, emptyResult, type Result } from "./trial.ts";

const id = "jrn_one";

/**
 * T7: the time of a reminder and something that happens come in the same millisecond, while the execution is overtaken now and
 * then: one decision for each, whoever is first.
 */
export async function twoAtOnce(runs: number, from = 1, bug?: Bug): Promise<Result> {
  const result = emptyResult("T7", "a timeout and an event in the same millisecond");
  for (let seed = from; seed < from + runs && !(bug && result.broken.length > 0); seed += 1) {
    const base = calm(seed);
    const happens = (kind: string): boolean => {
      const yes = kind === "execution overtaken" && base.chance.happens(0.3);
      if (yes) base.tally({ kind, when: "before" });
      return yes;
    };
    const weather = { ...base, happens };
    const house = await oneJourney(programs.north, id, { weather, bug });
    await house.store.people.create(samira);
    const wake = Date.parse((await house.store.journeys.get(id))!.wakeAt!);
    const tell = (n: number) =>
      house.doors().desk((desk) => send(desk, id, factsSet(`event-${n}`, clockOf(house).now())));
    for (let n = 0; n < 2; n += 1) house.line.at(wake - base.chance.below(4), () => void tell(n));
    await house.line.run(wake + 60_000);
    const found = audit(evidenceOf(house, [])).filter(({ invariant }) => invariant !== "I1");
    const reminders = house.ledger
      .rows()
      .filter(
        ({ sk, mail }) =>
          sk.startsWith("MAIL#") && (mail as { effect: { reminder: number } }).effect.reminder === 1,
      );
    if (reminders.length !== 1)
      found.push({
        invariant: "I3",
        kind: reminders.length > 1 ? "twice" : "lost",
        words: `${reminders.length} first reminders`,
      });
    // Nobody sends here: what waits in the queue is not lost.
    result.broken.push(
      ...found.filter(({ words }) => !words.includes("lies there")).map((one) => ({ seed, ...one })),
    );
    result.runs += 1;
    result.journeys += 1;
    addFaults(result, base.counts);
    await house.close();
  }
  return result;
}
