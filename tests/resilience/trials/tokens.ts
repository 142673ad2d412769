import { audit } from "../auditor/audit.ts";
import { broken } from "../auditor/evidence.ts";
import { evidenceOf } from "../evidence.ts";
import { calm } from "../faults.ts";
import { journeysOf } from "../folk.ts";
import { type House, monday } from "../house.ts";
import { play } from "../play.ts";
import { addFaults, emptyResult, type Result } from "./trial.ts";

const say = broken("I4");
const minute = 60_000;
const perHouse = 1000;

/** T6: tokens that were used, have run out, were made up, or are another journey's: nothing is decided twice for any of them. */
export async function strangeTokens(tokens: number, from = 1): Promise<Result> {
  const result = emptyResult("T6", "stale, reused, forged and foreign tokens");
  for (let seed = from; result.runs < tokens; seed += 1) {
    const weather = calm(seed);
    const tried = { count: 0, accepted: [] as string[] };
    const { house, accepted } = await play({ seed, weather, meanwhile: (own) => tryTokens(own, tried) });
    result.runs += tried.count;
    result.journeys += journeysOf(house).length;
    addFaults(result, weather.counts);
    const found = audit(evidenceOf(house, accepted));
    found.push(...tried.accepted.map((token) => say("wrong", `the token ${token} was good once more`)));
    result.broken.push(...found.map((one) => ({ seed, ...one })));
    await house.close();
  }
  return result;
}

async function tryTokens(
  { line, executions, weather }: House,
  tried: { count: number; accepted: string[] },
): Promise<void> {
  const { below } = weather.chance;
  let turn = 0;
  while (tried.count < perHouse && line.now() < monday + 60 * 24 * 60 * minute) {
    await line.sleep(minute + below(90) * minute);
    const live = executions.all().flatMap(({ park }) => (park?.kind === "token" ? [park.token] : []));
    const past = executions.tokens.filter((token) => !live.includes(token));
    const some = past[below(Math.max(1, past.length))];
    const known = live[below(Math.max(1, live.length))];
    const [kind, token] = [
      ["stale token", some],
      ["forged token", known && `${known.slice(0, -1)}${known.endsWith("x") ? "y" : "x"}`],
      [
        "token of nobody",
        Buffer.from(`jrn_${below(1e6)}.1`)
          .toString("base64url")
          .concat(".t1"),
      ],
      ["foreign token", known],
    ][turn % 4] as [string, string | undefined];
    turn += 1;
    if (token === undefined) continue;
    tried.count += 1;
    weather.tally({ kind, when: "before" });
    const woken = await executions.machine.wake(token);
    if (woken === "woken" && kind !== "foreign token") tried.accepted.push(token);
    // Used up by now: once more, at once.
    if ((await executions.machine.wake(token)) === "woken") tried.accepted.push(token);
  }
}
