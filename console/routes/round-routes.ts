import { setTimeout as pause } from "node:timers/promises";
import type { Context, Hono } from "hono";
import { approvePairs, type Outcome, proposeApproved } from "#adapters/rounds/approving.ts";
import { type Changed, editRound } from "#adapters/rounds/editing.ts";
import { workOutRest } from "#adapters/rounds/reworking.ts";
import { cleanLine } from "#core/forms/value.ts";
import {
  decidePairs,
  type Edit,
  type Hand,
  lockPair,
  putAway,
  swapPairs,
} from "#core/matching/edit-round.ts";
import type { Couple, StagedPair, StagedRound } from "#core/matching/staged-round.ts";
import type { DeskEnv } from "../desk.ts";
import { trace } from "../guard.ts";
import { roundPath } from "../paths.ts";
import { coupleOfKey } from "../rounds/couple.ts";
import { seenPair } from "../rounds/gather-round.ts";
import { refusals } from "../rounds/words.ts";
import { missing } from "../screens/missing.tsx";
import { type Pressed, roundPage } from "../screens/round.tsx";
import { approvePage } from "../screens/round-approve.tsx";
import { count } from "../words.ts";

type Ctx = Context<DeskEnv>;

/** What was pressed on the page of a round: the pairs, and the version that somebody had before them. */
interface Press {
  number: number;
  seen: number;
  pairs: Couple[];
  other?: Couple;
  reason: string;
  hand: Hand;
}

/** What came of a press: the round as it is, what others did, a sentence why not, or that there is no such round. */
type Came = Changed | { not: string } | { asked: number; left: number } | undefined;

/** The page of a round and everything that coordinators do on it. */
export function roundRoutes(app: Hono<DeskEnv>, now: () => string): void {
  app.get("/matches/rounds/:round", (c) => {
    const { done = "", asked = "", left = "" } = c.req.query();
    const flash = done === "approve" ? approved(Number(asked), Number(left)) : flashes[done];
    return shown(c, { flash }, 200);
  });
  app.get("/matches/rounds/:round/approve", async (c) => {
    const couples = (c.req.queries("pair") ?? []).flatMap((key) => coupleOfKey(key) ?? []);
    const version = c.req.query("version") ?? "";
    const page = await approvePage(c.var.desk, numberOf(c), couples, version);
    return page ? c.html(page) : noRound(c);
  });
  app.post("/matches/rounds/:round/:act", async (c) => {
    const act = Object.hasOwn(acts, c.req.param("act")) ? acts[c.req.param("act")] : undefined;
    const press = await pressOf(c);
    if (!act) return noRound(c);
    const came = await act(c, press);
    if (!came) return noRound(c);
    if ("not" in came) return shown(c, { flash: `Nothing was changed: ${came.not}.` }, 409);
    if ("others" in came) return shown(c, { seen: press.seen }, 409);
    await writeDown(c, press, now());
    const [path, done] = [roundPath(c.var.desk.base, press.number), c.req.param("act")];
    if ("asked" in came) return c.redirect(`${path}?done=approve&asked=${came.asked}&left=${came.left}`, 303);
    return done === "put-away"
      ? c.redirect(`${c.var.desk.base}/matches?done=put-away`, 303)
      : c.redirect(`${path}?done=${done}`, 303);
  });
}

const acts: Record<string, ((c: Ctx, press: Press) => Promise<Came>) | undefined> = {
  approve,
  propose,
  reject: (c, press) => edit(c, press, (round) => decidePairs(round, one(press), "rejected", press.hand)),
  lock: (c, press) => edit(c, press, (round) => lock(round, press, "locked")),
  unlock: (c, press) => edit(c, press, (round) => lock(round, press, "unlocked")),
  swap,
  never,
  again: async ({ var: { desk } }, { number, seen, hand }) => {
    const came = await workOutRest(desk.runtime, desk.program, number, seen, hand);
    return came && "not" in came ? { not: refusals["match.never"] } : came;
  },
  "put-away": (c, press) => edit(c, press, (round) => putAway(round, press.hand)),
};

const flashes: Record<string, string> = {
  reject: "Not this time. Both stand in the line as before.",
  lock: "The pair is locked: it stays when the rest is worked out again.",
  unlock: "The pair is not locked any more.",
  swap: "They are swapped. Nobody was told.",
  never: "These two are never suggested again. Only coordinators read why.",
  again: "The rest is worked out again.",
};

/** What became of an approval; why a pair is left stands on its card. */
function approved(asked: number, left: number): string {
  const said = `${count(asked, "pair is", "pairs are")} approved; the mentor is asked first.`;
  return left > 0
    ? `${said} ${count(left, "pair", "pairs")} could not be proposed: the card says why.`
    : said;
}

/** Refusals and endings are said one at a time: of several pairs only the first counts. */
const one = ({ pairs }: Press): Couple[] => pairs.slice(0, 1);

const lock = (round: StagedRound, press: Press, did: "locked" | "unlocked"): Edit =>
  press.pairs[0] && lockPair(round, press.pairs[0], did, press.hand);

const edit = ({ var: { desk } }: Ctx, { number, seen }: Press, how: (round: StagedRound) => Edit) =>
  editRound(desk.runtime, desk.program, number, seen, how);

async function approve(c: Ctx, { number, seen, pairs, hand }: Press): Promise<Came> {
  const { desk } = c.var;
  const came = await approvePairs(desk.runtime, desk.program, number, seen, pairs, hand);
  return came && "outcomes" in came ? told(c, came.outcomes) : came;
}

/** What was approved and could not be proposed in the same breath. */
async function propose(c: Ctx, { number, pairs, hand }: Press): Promise<Came> {
  const { desk } = c.var;
  const round = await desk.runtime.store.rounds.get(desk.program, number);
  return round && told(c, await proposeApproved(desk.runtime, round, pairs, hand));
}

async function told({ var: { desk } }: Ctx, outcomes: Outcome[]): Promise<Came> {
  if (desk.options.patience !== 0) await pause(300);
  const asked = outcomes.filter(({ match }) => match !== undefined).length;
  return { asked, left: outcomes.length - asked };
}

/** Only what the rules let be: each of the two new pairs is looked at before. */
async function swap(c: Ctx, press: Press): Promise<Came> {
  const { desk } = c.var;
  const [first, second] = [press.pairs[0], press.other];
  if (!first || !second) return { not: "choose another pair to swap with" };
  const put: StagedPair[] = [];
  for (const couple of [
    { mentor: first.mentor, mentee: second.mentee },
    { mentor: second.mentor, mentee: first.mentee },
  ]) {
    const pair = await weighed(c, couple);
    if ("not" in pair) return pair;
    put.push(pair);
  }
  return editRound(desk.runtime, desk.program, press.number, press.seen, (round) =>
    swapPairs(round, [first, second], [put[0]!, put[1]!], press.hand),
  );
}

async function weighed({ var: { desk } }: Ctx, couple: Couple): Promise<StagedPair | { not: string }> {
  const { journeys, apart } = desk.runtime.store;
  const [mentor, mentee] = await Promise.all([journeys.get(couple.mentor), journeys.get(couple.mentee)]);
  const seen = seenPair(desk, mentor, mentee);
  if (!seen) return { not: refusals["match.away"] };
  if (await apart.between(desk.program, couple)) return { not: refusals["match.apart"] };
  if (seen.may === "no") return { not: refusals["match.forbidden"] };
  if (seen.may === "unknown") return { not: refusals["match.unknown"] };
  const because = seen.because.map(({ rule, points, result }) => ({ rule, points, result }));
  return { ...couple, score: seen.points, because, state: "open", locked: false };
}

/** It is written down first that they are never to be matched: the round may be edited by others, that may not be lost. */
async function never(c: Ctx, press: Press): Promise<Came> {
  const { desk } = c.var;
  const [couple] = press.pairs;
  if (!couple || press.reason === "") return { not: "write why, for the coordinators after you" };
  const { rounds, apart } = desk.runtime.store;
  const round = await rounds.get(desk.program, press.number);
  if (!round) return undefined;
  if (round.version !== press.seen) return { others: round };
  const { by, at } = press.hand;
  await apart.put({ program: desk.program, couple, at, by: by.name, reason: press.reason });
  return edit(c, press, (now) => decidePairs(now, [couple], "apart", press.hand));
}

async function pressOf(c: Ctx): Promise<Press> {
  const { desk } = c.var;
  const form = await c.req.parseBody({ all: true });
  const said = (name: string) => [form[name] ?? []].flat().map(String);
  const other = coupleOfKey(said("other")[0] ?? "");
  return {
    number: numberOf(c),
    seen: Number(said("version")[0]),
    pairs: [...new Set(said("pair"))].flatMap((key) => coupleOfKey(key) ?? []),
    ...(other && { other }),
    reason: cleanLine(said("reason")[0] ?? "").slice(0, 300),
    hand: { by: { id: desk.staff.id, name: desk.staff.name }, at: desk.now },
  };
}

/** Who did what to whom; the reason of a coordinator stands where it can be erased, and not here. */
async function writeDown(c: Ctx, { pairs, other }: Press, at: string): Promise<void> {
  const { runtime } = c.var.desk;
  const what = [`round-${c.req.param("act")}`];
  const ids = [...pairs, ...(other ? [other] : [])].flatMap(({ mentor, mentee }) => [mentor, mentee]);
  if (ids.length === 0) return trace(runtime, c, at, { did: "changed", what });
  for (const of of ids) await trace(runtime, c, at, { did: "changed", of, what });
}

const numberOf = (c: Ctx): number => Number(/^\d{1,6}$/.exec(c.req.param("round") ?? "")?.[0] ?? 0);

async function shown(c: Ctx, pressed: Pressed, status: 200 | 409) {
  const page = c.var.desk.pack.program.matching && (await roundPage(c.var.desk, numberOf(c), pressed));
  return page ? c.html(page, status) : noRound(c);
}

const noRound = (c: Ctx) =>
  c.html(missing("There is no such round.", "The list of rounds is on the page Matches."), 404);
