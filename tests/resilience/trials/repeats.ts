import { audit } from "../auditor/audit.ts";
import { evidenceOf } from "../evidence.ts";
import { calm } from "../faults.ts";
import { journeysOf } from "../folk.ts";
import { type House, monday, openHouse } from "../house.ts";
import { type Accepted, type Applicant, applicantsOf, postOf } from "../senders.ts";
import { addFaults, emptyResult, type Result } from "./trial.ts";

const hour = 3_600_000;
const together = 12;

/** T2: each form ten times at once, and ten times more over three days: one person each, and every answer 2xx. */
export async function repeated(submissions: number, from = 1): Promise<Result> {
  const result = emptyResult("T2", "each form ten times at once, then ten times over three days");
  for (let seed = from; result.journeys < submissions; seed += 1) {
    const weather = calm(seed);
    const house = await openHouse({ weather });
    const accepted: Accepted[] = [];
    for (const applicant of applicantsOf(seed, together))
      void twentyTimes(house, applicant).then((one) => void accepted.push(one));
    await house.line.run(monday + 100 * hour);
    result.runs += accepted.reduce((sum, { statuses }) => sum + statuses.length, 0);
    result.journeys += journeysOf(house).length;
    addFaults(result, weather.counts);
    const found = audit(evidenceOf(house, accepted));
    for (const { statuses, number } of accepted)
      if (statuses.length !== 20 || statuses.some((status) => status >= 300))
        found.push({ invariant: "I1", kind: "wrong", words: `${number} was answered ${statuses.join(" ")}` });
    if (accepted.length < together)
      found.push({ invariant: "I1", kind: "lost", words: "somebody was never answered" });
    result.broken.push(...found.map((one) => ({ seed, ...one })));
    await house.close();
  }
  return result;
}

async function twentyTimes(house: House, applicant: Applicant): Promise<Accepted> {
  const { program, form, after } = applicant;
  const { line, weather } = house;
  const post = () => house.doors().hook({ program, form, ...postOf(applicant) });
  await line.sleep(after);
  const replies = await Promise.all(Array.from({ length: 10 }, post));
  for (let n = 0; n < 10; n += 1) {
    await line.sleep(weather.chance.below(14 * 60) * 60_000 * 0.5);
    replies.push(await post());
  }
  weather.tally({ kind: "form posted again", when: "before" });
  const [{ body }] = replies as [(typeof replies)[0]];
  return {
    ...applicant,
    submission: "submission" in body ? (body.submission ?? "") : "",
    statuses: replies.map(({ status }) => status),
  };
}
